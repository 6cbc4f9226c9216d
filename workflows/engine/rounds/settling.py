"""What follows in a round from any decision: whose turn it is, what is complete, and what its outcome is.

It is asked after every decision, whoever made it so: an opinion, a task that was added or taken out, a return.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.draft import apply
from forms.edits import SetValue
from workflows.engine.derive import derive
from workflows.engine.rounds.groups import Group, of_visit, round_of, row_ids
from workflows.engine.rounds.names import standing
from workflows.engine.rounds.opening import asked_about
from workflows.engine.rounds.outcome import outcome
from workflows.engine.rounds.turns import turns
from workflows.engine.situation import Situation
from workflows.engine.tasks import changed
from workflows.engine.types import CaseFacts, Decision, Passed, TaskChange, TaskFacts
from workflows.model.rounds import Round


def settled(situation: Situation, decision: Decision) -> Decision:
    """The decision with everything that follows from it for the tasks and the outcome of the round it leads to."""
    there = replace(situation, case=after(situation, decision))
    found = round_of(there.procedure, there.case)
    if found is None or decision.ended:
        return decision
    tasks = _settle(there, *found)
    done = replace(there, case=replace(there.case, tasks=tasks))
    sets = tuple(outcome(done, *found))
    return _written(done, decision, tuple(_changes(there.case, tasks, decision)), sets)


def after(situation: Situation, decision: Decision) -> CaseFacts:
    """The case as a decision leaves it."""
    by, at = situation.actor.id, decision.at
    case = changed(situation.case, decision.task_changes, decision.new_tasks, by, at)
    passed = Passed(
        decision.transition, situation.actor.id, decision.from_state, decision.to_state, decision.at,
        decision.for_person, straight=decision.straight,
    )  # fmt: skip
    values = case.values
    if decision.sets:
        values = apply(situation.form, case.values, dict(case.answers), decision.sets).values
    return replace(
        case, state=decision.to_state, revision=case.revision + 1, trail=(*case.trail, passed), late=decision.late,
        moved=case.revision + 1 if decision.moves else case.moved,
        suspended=decision.suspended, values=values,
    )  # fmt: skip


def _settle(situation: Situation, key: str, round_: Round) -> tuple[TaskFacts, ...]:
    """Every task of the case: rows that came are asked about, those of rows that went are closed, turns come."""
    rows = row_ids(situation.form, situation.case, round_.per)
    asked = {t.row for t in of_visit(situation.case, key)}
    tasks = list(situation.case.tasks)
    tasks += [t for row in rows if row not in asked for t in asked_about(situation, key, round_, row)]
    places: dict[str, list[int]] = {}
    for place, task in enumerate(tasks):
        if task.round == key and task.visit == situation.case.visit:
            places.setdefault(task.row, []).append(place)
    for row, mine in places.items():
        here = [tasks[n] for n in mine]
        now = _turned(situation, round_, row, here) if row in rows else _closed(here)
        for place, task in zip(mine, now, strict=True):
            tasks[place] = task
    return tuple(tasks)


def _turned(situation: Situation, round_: Round, row: str, tasks: list[TaskFacts]) -> list[TaskFacts]:
    return turns(standing(situation, round_, Group(row, tuple(tasks)), situation.given_names))


def _closed(tasks: Sequence[TaskFacts]) -> list[TaskFacts]:
    """Tasks about a row that is gone."""
    return [replace(t, state="closed") if t.active else t for t in tasks]


def _changes(before: CaseFacts, tasks: Sequence[TaskFacts], decision: Decision) -> Iterator[TaskChange]:
    """What the decision changes of tasks that there were, with what follows from it: one change for each."""
    wanted = {c.id: c for c in decision.task_changes}
    now = {t.id: t for t in tasks if t.id is not None}
    was = {t.id: t for t in before.tasks if t.id is not None}
    for id_, task in now.items():
        change = wanted.get(id_)
        if (was[id_].state, was[id_].note) != (task.state, task.note):
            change = replace(change or TaskChange(id_), state=task.state, note=task.note)
        if change is not None:
            yield change


def _written(
    there: Situation, decision: Decision, changes: tuple[TaskChange, ...], sets: tuple[SetValue, ...]
) -> Decision:
    """The decision with the tasks and values as they are in the end, and what is derived from them."""
    case = there.case
    values = apply(there.form, case.values, dict(case.answers), sets).values if sets else case.values
    found = derive(replace(there, case=replace(case, values=values)))
    return replace(
        decision, new_tasks=tuple(t for t in case.tasks if t.id is None), task_changes=changes,
        sets=(*decision.sets, *sets), title=found.title, title_en=found.title_en, tokens=found.tokens,
        columns=found.columns, holder=found.holder, due=found.due,
        yellow_on=found.yellow_on, provisional=found.provisional,
    )  # fmt: skip
