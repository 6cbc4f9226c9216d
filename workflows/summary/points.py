"""The suggestions of a case as one person may see them, with what became of each and whether they may say so now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.tables import Person
from forms.definition import Form
from forms.text import Text
from workflows.cases.opened import Opened
from workflows.engine.suggestions import ANSWER, MERGE, Line, Suggestion, last_visit, lines
from workflows.engine.types import Refusal
from workflows.engine.verbs.suggestion import against, seen


@dataclass(frozen=True)
class Answer:
    """What became of a suggestion: adopted, partly or rejected, why, and who said so when (代 for whom)."""

    verdict: str
    because: str
    by: str
    at: datetime
    deputy: str = ""


@dataclass(frozen=True)
class Point:
    """One line of the list: a suggestion, or several that were taken for one."""

    number: int
    suggestions: tuple[Suggestion, ...]
    fields: tuple[Text, ...]  # in which fields of the opinion they stand
    answer: Answer | None
    last: bool  # of the last visit to the round
    why_not: Refusal | None  # what keeps the person from answering it

    @property
    def ids(self) -> str:
        """As the verbs name it."""
        return ",".join(s.id for s in self.suggestions)

    @property
    def tasks(self) -> frozenset[int]:
        return frozenset(s.task.id or 0 for s in self.suggestions)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each, those that are the same once."""
        return tuple(dict.fromkeys(s.text for s in self.suggestions))


def points(found: Opened) -> dict[tuple[str, int], list[Point]]:
    """The lines by round and visit, numbered; nothing is asked of the history where no round has suggestions."""
    mine = list(seen(found.situation))
    steps = found.world.steps_of((ANSWER, MERGE)) if mine else ()
    made: dict[tuple[str, int], list[Point]] = {}
    for line in lines(mine, steps):
        first = line.suggestions[0]
        there = made.setdefault((first.round, first.visit), [])
        there.append(_point(found, line, len(there) + 1))
    return made


def _point(found: Opened, line: Line, number: int) -> Point:
    key, visit = line.suggestions[0].round, line.suggestions[0].visit
    form = found.bundle.form(found.bundle.procedure.rounds[key].form)
    return Point(
        number, line.suggestions, tuple(_titles(form, line.suggestions)), _answer(found, line),
        last=visit == last_visit(found.facts, key), why_not=_against(found, key),
    )  # fmt: skip


def _titles(form: Form, those: Sequence[Suggestion]) -> Iterator[Text]:
    for key in dict.fromkeys(s.field for s in those):
        yield form.by_path[key].title


def _against(found: Opened, key: str) -> Refusal | None:
    """Why the person may not answer suggestions of a round here and now."""
    return against(found.situation, key)


def _answer(found: Opened, line: Line) -> Answer | None:
    told = line.answer
    if told is None:
        return None
    return Answer(told.verdict, told.because, _name(found, told.by), told.at, _name(found, told.for_person))


def _name(found: Opened, person: int | None) -> str:
    known = found.session.get(Person, person) if person is not None else None
    return known.name if known else ""
