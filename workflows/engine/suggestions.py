"""Suggestions in the opinions of a round, point by point, and what became of each: told by the opinions and the steps.

Nothing but the steps is stored. A suggestion is known by the opinion it was first given in and by its words: one that
a return left good, or that stands in an opinion whose other words were changed, keeps its answer; a new one has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from forms.pieces import bare, pieces, suggests
from workflows.engine.rounds.groups import BESIDES
from workflows.engine.types import CaseFacts, Passed, TaskFacts
from workflows.model.rounds import Round

if TYPE_CHECKING:
    from workflows.definition import Procedure

ANSWER, MERGE = "suggestion_answer", "suggestion_merge"
ADOPTED, PARTLY, REJECTED = "adopted", "partly", "rejected"
VERDICTS = (ADOPTED, PARTLY, REJECTED)
"""采纳, 部分采纳, 不采纳; all but the first say why."""
Steps = Sequence[tuple[Passed, Mapping[str, Any]]]


@dataclass(frozen=True)
class Suggestion:
    """One point of a text of an opinion. `piece` is the text as it was written, `text` what is shown of it."""

    id: str
    round: str
    visit: int
    row: str
    task: TaskFacts
    field: str
    number: int  # of the text, from 1
    piece: str
    text: str


@dataclass(frozen=True)
class Answered:
    """What became of a suggestion, and who said so when."""

    verdict: str
    because: str
    by: int
    at: datetime
    for_person: int | None = None


@dataclass(frozen=True)
class Line:
    """Suggestions that somebody took for one (mostly just one), with the last answer to any of them."""

    suggestions: tuple[Suggestion, ...]
    answer: Answered | None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(s.id for s in self.suggestions)


def suggestions(procedure: Procedure, case: CaseFacts) -> list[Suggestion]:
    """Every suggestion that was made in a round of the case, in the order of visits, rows and participants."""
    asked = [t for t in case.tasks if t.state == "done" and t.opinion is not None and t.relation not in BESIDES]
    return [s for t in asked if (r := procedure.rounds.get(t.round)) for s in _of_task(r, t, asked)]


def _of_task(round_: Round, task: TaskFacts, tasks: Sequence[TaskFacts]) -> Iterator[Suggestion]:
    first = _first(task, tasks)
    for field in round_.suggestions.fields if round_.suggestions else ():
        told: dict[str, Iterator[int]] = {}
        for number, piece in enumerate(pieces(str((task.opinion or {}).get(field) or "")), 1):
            if suggests(piece):
                text = bare(piece)
                again = next(told.setdefault(text, count()))
                key = hashlib.sha256(f"{field}\n{again}\n{text}".encode()).hexdigest()[:8]
                where = (task.round, task.visit, task.row, task, field)
                yield Suggestion(f"{first.id}-{key}", *where, number, piece, text)


def _first(task: TaskFacts, tasks: Sequence[TaskFacts]) -> TaskFacts:
    """The task for which an opinion was given: that of an earlier visit where a return left it good."""
    same = (t for t in tasks if _given(t) == _given(task))
    return min(same, key=lambda t: t.visit, default=task)


def _given(task: TaskFacts) -> tuple[object, ...]:
    return task.round, task.row, task.token, task.done_by, task.done_at


def lines(found: Iterable[Suggestion], steps: Steps) -> list[Line]:
    """The suggestions with their answers, those that were taken for one together; a later word goes for an earlier."""
    together, answers = _groups(steps), dict(_answers(steps))
    made: dict[tuple[str, int, str], list[Suggestion]] = {}
    for each in found:
        made.setdefault((each.round, each.visit, together.get(each.id, each.id)), []).append(each)
    return [Line(tuple(those), _last(answers, those)) for those in made.values()]


def _groups(steps: Steps) -> dict[str, str]:
    """Suggestions that were taken for one: those that the same step named last, unless it took them apart."""
    named = (body for step, body in steps if step.action == MERGE)
    told = ((n, i, body.get("apart")) for n, body in enumerate(named) for i in body.get("suggestions") or ())
    return {str(i): str(i) if apart else f"merged {n}" for n, i, apart in told}


def _answers(steps: Steps) -> Iterator[tuple[str, Answered]]:
    for step, body in steps:
        verdict = str(body.get("verdict", ""))
        if step.action == ANSWER and verdict in VERDICTS:
            told = Answered(verdict, str(body.get("because") or ""), step.actor, step.at, step.for_person)
            yield from ((str(i), told) for i in body.get("suggestions") or ())


def _last(answers: Mapping[str, Answered], those: Iterable[Suggestion]) -> Answered | None:
    found = [answers[s.id] for s in those if s.id in answers]
    return max(found, key=lambda a: a.at, default=None)


def last_visit(case: CaseFacts, key: str) -> int:
    """The last visit to a round; 0 where there was none."""
    return max((t.visit for t in case.tasks if t.round == key), default=0)


def waiting(procedure: Procedure, case: CaseFacts, steps: Steps, key: str) -> list[Line]:
    """Those of the last visit to a round that nobody has answered."""
    last = last_visit(case, key)
    mine = [s for s in suggestions(procedure, case) if (s.round, s.visit) == (key, last)]
    return [line for line in lines(mine, steps) if line.answer is None]
