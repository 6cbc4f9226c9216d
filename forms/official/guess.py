"""A guess: what was read where, what it is taken for and why; and what a person answers to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Literal

from forms.text import Message

Kind = Literal["title", "section", "field", "table", "opinion", "seal", "note"]
SURE: Final = 0.8
"""From here on a guess is called sure."""


@dataclass(frozen=True)
class Guess:
    """One part of the form as it was understood.

    `spots` are the cells and lines it was read from, `table` the guess it is a column of, `section` the one it stands
    under. `kinds` are the other types it may be.
    """

    id: str
    kind: Kind
    title: str
    spots: tuple[str, ...]
    read: str
    type: str = ""
    sure: float = 0.9
    why: tuple[Message, ...] = ()
    kinds: tuple[str, ...] = ()
    table: str = ""
    section: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()
    other: bool = False
    help: str = ""
    words: str = ""
    required: bool = False
    rows: tuple[str, ...] = ()  # lines of a matrix
    total: bool = False
    height: int = 0  # rows of a table on paper
    sealed: bool = False  # an opinion with a place for a seal
    dated: bool = False
    wide: bool = False

    @property
    def is_sure(self) -> bool:
        return self.sure >= SURE


@dataclass(frozen=True)
class Answer:
    """What somebody said to a guess: kept as it is or changed, or dropped."""

    dropped: bool = False
    title: str = ""
    type: str = ""


Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Counts:
    """How far the confirming has come."""

    answered: int
    left: int
    sure_left: int
    dropped: int


def counts(guesses: Sequence[Guess], answers: Answers) -> Counts:
    """What is answered and what is left."""
    left = [g for g in guesses if g.id not in answers]
    dropped = sum(a.dropped for a in answers.values())
    return Counts(len(guesses) - len(left), len(left), sum(g.is_sure for g in left), dropped)


def changed(guess: Guess, answer: Answer | None) -> Guess | None:
    """The guess as it was answered; None for one that was dropped."""
    if answer is None:
        return guess
    if answer.dropped:
        return None
    data = {f.name: getattr(guess, f.name) for f in fields(guess)}
    return Guess(**{**data, "title": answer.title or guess.title, "type": answer.type or guess.type})


def to_plain(guess: Guess) -> dict[str, Any]:
    """The guess as JSON data."""
    found = asdict(guess)
    found["why"] = [[m.code, dict(m.data)] for m in guess.why]
    return found


def from_plain(data: Mapping[str, Any]) -> Guess:
    """The guess of JSON data that `to_plain` made."""
    lists = {k: tuple(data[k]) for k in ("spots", "kinds", "options", "rows")}
    return Guess(**{**data, **lists, "why": tuple(Message(code, more) for code, more in data["why"])})
