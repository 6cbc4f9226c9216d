"""A document begun from its sentences, and one that a later version changes from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from forms.policy.cutting import Piece
from forms.policy.model import PolicySentence, PolicyText

Data = dict[str, Any]


def begun(pieces: Iterable[Piece], prefix: str = "") -> list[Data]:
    """Sentences numbered from 1 on, as a definition holds them."""
    return [_sentence(f"{prefix}{n}", piece) for n, piece in enumerate(pieces, 1)]


def revised(policy: PolicyText, pieces: Sequence[Piece], day: date) -> list[Data]:
    """The sentences after a version that holds from `day` on.

    What stands in it word for word under the same article goes on; what does not ends the day before, what is new has
    new numbers and stands where it stands in the new text.
    """
    old = list(policy.sentences)
    there = [s for s in old if holds_on(s, day)]
    matcher = SequenceMatcher(None, [(s.under, s.text) for s in there], [(p.under, p.text) for p in pieces], False)
    fresh, ended, before = _numbers(old), set[str](), dict[str, list[Data]]()
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        ended |= {s.id for s in there[first:last]}
        at = there[last].id if last < len(there) else ""
        new = [_sentence(next(fresh), p) | {"from": day.isoformat()} for p in pieces[start:end]]
        before.setdefault(at, []).extend(new)
    return [*_merged(old, ended, before, day), *before.get("", [])]


def _merged(
    old: Sequence[PolicySentence], ended: set[str], before: dict[str, list[Data]], day: date
) -> Iterator[Data]:  # fmt: skip
    for sentence in old:
        yield from before.get(sentence.id, [])
        held = {k: v for k, v in sentence.model_dump(by_alias=True).items() if v}
        yield held | ({"until": (day - timedelta(days=1)).isoformat()} if sentence.id in ended else {})


def _numbers(old: Sequence[PolicySentence]) -> Iterator[str]:
    """Numbers behind those there are, written as they are."""
    prefix = old[0].id.rpartition(".")[0] if old else ""
    used = {s.id for s in old}
    begins = f"{prefix}." if prefix else ""
    return (f"{begins}{n}" for n in count(len(old) + 1) if f"{begins}{n}" not in used)


def _sentence(number: str, piece: Piece) -> Data:
    return {"id": number, **({"under": piece.under} if piece.under else {}), "text": piece.text}


def holds_on(sentence: PolicySentence | PolicyText, day: date) -> bool:
    """Whether a sentence, or a document, is in force on a day by its own dates."""
    on = day.isoformat()
    return (sentence.valid_from or on) <= on <= (sentence.valid_until or on)


def in_force(policy: PolicyText, day: date) -> list[PolicySentence]:
    """The text as it holds on a day; nothing before the document holds, or after."""
    return [s for s in policy.sentences if holds_on(s, day)] if holds_on(policy, day) else []
