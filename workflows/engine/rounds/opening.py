"""Who is asked when a case comes into a state with a round, and which opinions are still good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms import feel
from forms.context import contexts_of
from forms.fields.table import ROW_ID
from forms.values import rows_of
from workflows.engine import watched
from workflows.engine.rounds.groups import BESIDES, NAME, round_of, row_ids
from workflows.engine.rounds.inputs import inputs_hash
from workflows.engine.rounds.sources import Asked, source_of
from workflows.engine.rounds.sources.base import same
from workflows.engine.situation import Situation
from workflows.engine.types import TaskFacts
from workflows.model.rounds import Round

BACK = frozenset({"return", "recall"})
"""Kinds of transitions after which a round asks again, as opposed to a round that is simply run another time."""


def opening(situation: Situation) -> tuple[TaskFacts, ...]:
    """The tasks of all participants about every row; `settled` says whose turn it is and what is complete."""
    found = round_of(situation.procedure, situation.case)
    if found is None:
        return ()
    rows = row_ids(situation.form, situation.case, found[1].per)
    return tuple(t for row in rows for t in asked_about(situation, *found, row))


def asked_about(situation: Situation, key: str, round_: Round, row: str) -> Iterator[TaskFacts]:
    """The tasks about one row: done already where an opinion of the same participant is kept."""
    case = situation.case
    for who, asked in _participants(situation, key, round_, row):
        task = TaskFacts(
            None, "open", asked.role, asked.token, case.state, case.visit, key, row, who,
            position=who, relation=asked.relation,
        )  # fmt: skip
        yield _kept(situation, round_, task, asked) or task


def _participants(situation: Situation, key: str, round_: Round, row: str) -> Iterator[tuple[int, Asked]]:
    """Everybody who is asked about a row, each once, with the number of the participant."""
    names, seen = names_at(situation, round_.per, row), set[Asked]()
    for number, given in enumerate(round_.who):
        place = f"{key}.who.{number + 1}"
        wanted = given.when is None or feel.satisfied(watched.asked(situation, place, given.when, names))
        source = source_of(given) if wanted else None
        before = _named_before(situation, number, row) if source else []
        for asked in before or (source.asked(situation, given, names) if source else ()):
            if asked not in seen:
                seen.add(asked)
                yield number, asked


def _named_before(situation: Situation, number: int, row: str) -> list[Asked]:
    """Those who were named when the round was held last, if the case has come back to it: nobody names them again."""
    case = situation.case
    named = {
        t.visit for t in case.tasks
        if t.relation == NAME and t.state == "done" and (t.case_state, t.who, t.row) == (case.state, number, row)
    }  # fmt: skip
    last = max((v for v in named if v < case.visit), default=None)
    if last is None or not _came_back(situation, last):
        return []
    asked = (t for t in case.tasks if (t.case_state, t.visit, t.who, t.row) == (case.state, last, number, row))
    return [Asked(t.role, t.token) for t in asked if not t.relation]


def names_at(situation: Situation, per: str | None, row: str) -> Mapping[str, Any]:
    """The names that expressions of a round see, with `item` for the row it asks about."""
    return feel.scope({"item": item(situation, per, row)}, situation.context)


def item(situation: Situation, per: str | None, row: str) -> Any:
    """A row as expressions see it; None for a round about the whole case, and for a row that is hidden."""
    if per is None:
        return None
    rows = (r for r, _ in rows_of(situation.form, situation.values, per))
    contexts = (c for c, _ in contexts_of(dict(situation.context), per))
    return next((c for r, c in zip(rows, contexts, strict=True) if r[ROW_ID] == row), None)


def _kept(situation: Situation, round_: Round, task: TaskFacts, asked: Asked) -> TaskFacts | None:
    """The task as done with the last opinion of this participant, if a return left it good."""
    keep = round_.after_return.keep
    last = next((t for t in reversed(situation.case.tasks) if _earlier(t, task, asked)), None)
    if last is None or keep == "nothing" or not _came_back(situation, last.visit):
        return None
    now = inputs_hash(situation, round_, task.row, task.role)
    if keep == "unchanged inputs" and last.inputs != now:
        return None
    return replace(
        task, state="done", opinion=last.opinion, inputs=last.inputs, kept=True, person=last.person,
        done_by=last.done_by, done_at=last.done_at,
    )  # fmt: skip


def _earlier(task: TaskFacts, wanted: TaskFacts, asked: Asked) -> bool:
    """Whether an earlier task was the same question to the same participant, and was answered."""
    same_question = (task.round, task.row, task.case_state) == (wanted.round, wanted.row, wanted.case_state)
    answered = task.state == "done" and task.opinion is not None and task.relation not in BESIDES
    return same_question and answered and task.visit < wanted.visit and same(task, asked)


def _came_back(situation: Situation, visit: int) -> bool:
    """Whether the case was returned or recalled since it came into the state for the visit's time."""
    case, transitions, came = situation.case, situation.procedure.transitions, 0
    for passed in case.trail:
        came += passed.to_state == case.state and passed.from_state != passed.to_state
        kind = transitions[passed.action].kind if passed.action in transitions else ""
        if came >= visit and kind in BACK:
            return True
    return False
