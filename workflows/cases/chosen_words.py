"""Counted choices in words: what the fields of the main form and of the forms of steps may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.definition import Form
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.search import NONE


@dataclass(frozen=True)
class Chosen:
    """A field that lists can be narrowed by: what it is called, and what may be chosen in it."""

    path: str
    title: Text
    choices: Mapping[str, Text] = field(default_factory=dict)

    def words(self, value: str, empty: Text) -> list[Text]:
        """What a condition asks for: one of some choices, or that nothing was chosen."""
        return [empty if v == NONE else self.choices.get(v, Text(zh=v)) for v in value.split(",")]


def of_steps(bundle: Bundle) -> tuple[Chosen, ...]:
    """The counted choices in the forms of its steps."""
    return tuple(each for form in bundle.given_forms for each in _counted(bundle, form))


def of_form(bundle: Bundle) -> tuple[Chosen, ...]:
    """The counted choices in its main form."""
    return tuple(_counted(bundle, bundle.form()))


def by_path(every: Iterable[Chosen]) -> dict[str, Chosen]:
    """Each field once, with the choices of all who know it."""
    found: dict[str, Chosen] = {}
    for each in every:
        known = found.get(each.path)
        choices = {**each.choices, **(known.choices if known else {})}
        found[each.path] = Chosen(each.path, known.title if known else each.title, choices)
    return found


def _counted(bundle: Bundle, form: Form) -> Iterator[Chosen]:
    for path, each in form.by_path.items():
        items = [i for name in each.lists if name in bundle.lists for i in bundle.lists[name].items]
        if each.count and items:
            yield Chosen(path, each.title, {i.key: i.title or Text(zh=i.key) for i in items})
