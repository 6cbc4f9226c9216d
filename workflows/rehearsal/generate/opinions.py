"""What is said in rounds: everybody alike, one otherwise, so many otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.text import Message
from workflows.bundle import Bundle
from workflows.model.rounds import Round


@dataclass(frozen=True)
class Dissent:
    """How many of those asked say something else than usual, and what; -1 for all of them."""

    count: int
    values: Mapping[str, Any]

    def words(self, bundle: Bundle, round_: Round) -> Message:
        """What it is, in words."""
        fields = bundle.form(round_.form).by_path
        said = [f"{fields[k].title.zh} = {v}" for k, v in self.values.items()]
        if self.count == 0:
            return Message("generated.round.alike")
        word = "generated.round.all" if self.count < 0 else "generated.round.some"
        return Message(word, {"count": self.count, "said": said})


def dissents(bundle: Bundle, key: str) -> Iterator[Dissent]:
    """For each field that the outcome speaks of each other value, of one and of all; for votes every number."""
    round_ = bundle.procedure.rounds[key]
    form = bundle.form(round_.form)
    texts = [*round_.outcome.values(), *(t for t in (round_.agrees, round_.score, round_.share) if t)]
    yield Dissent(0, {})
    numbers = range(1, len(round_.who) + 1) if round_.mode in ("vote", "score", "any") else (1, -1)
    for field in form.fields:
        if any(field.key in text for text in texts):
            values = list(_others(bundle, field))
            for n, value in enumerate(values):
                for count in numbers if n == 0 else (1,):
                    yield Dissent(count, {field.key: value})


def _others(bundle: Bundle, field: Any) -> Iterator[Any]:
    """The values of a field beside the one that is usual: the first of a list, yes, the middle of a scale."""
    if field.type == "yes_no":
        yield False
    elif field.type in ("integer", "rating", "decimal"):
        ends = [getattr(field, "min", None), getattr(field, "max", None)]
        yield from dict.fromkeys(end for end in ends if end is not None)
    elif isinstance(named := getattr(field, "options", None), str) and named in bundle.lists:
        yield from [e.key for e in bundle.lists[named].items][1:4]
