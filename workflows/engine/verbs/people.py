"""The people that a verb names: who they are, and who of them must not have a task."""

from __future__ import annotations

from dataclasses import replace

from workflows.engine.types import Actor, Refusal
from workflows.engine.verbs.base import VerbAttempt, refused


def named(attempt: VerbAttempt, person: int | None) -> str:
    """The name of somebody."""
    known = attempt.situation.world.person(person) if person is not None else None
    return known.name if known else "—"


def barred(attempt: VerbAttempt, person: Actor) -> Refusal | None:
    """Why somebody must not have the task: it needs another person than before, or they are recused."""
    return _same_person(attempt, person) or _recused(attempt, person)


def _same_person(attempt: VerbAttempt, person: Actor) -> Refusal | None:
    """Whether nothing that leads on from here is open to them."""
    task, case = attempt.task, attempt.case
    if task is None:
        return None
    if task.round:
        return _same_in_round(attempt, person)
    leaving = attempt.situation.procedure.leaving(case.state).values()
    onward = [t for t in leaving if t.kind == "forward" and task.role in t.by]
    barring = [b for t in onward for b in t.not_same_person_as if person.id in _last(attempt, b)]
    if not onward or any(not _barring(attempt, t.not_same_person_as, person) for t in onward):
        return None
    title = attempt.situation.procedure.transitions[barring[0]].title
    return refused("barred_same_person", who=person.name, before=title)


def _same_in_round(attempt: VerbAttempt, person: Actor) -> Refusal | None:
    procedure, task = attempt.situation.procedure, attempt.task
    held = procedure.rounds.get(task.round) if task is not None else None
    barring = [b for b in held.not_same_person_as if person.id in _last(attempt, b)] if held is not None else []
    if not barring or barring[0] not in procedure.transitions:
        return None
    return refused("barred_same_person", who=person.name, before=procedure.transitions[barring[0]].title)


def _barring(attempt: VerbAttempt, names: list[str], person: Actor) -> bool:
    return any(person.id in _last(attempt, name) for name in names)


def _last(attempt: VerbAttempt, action: str) -> set[int | None]:
    """Who took a transition last, and for whom."""
    last = next((p for p in reversed(attempt.case.trail) if p.action == action), None)
    return {last.actor, last.for_person} if last is not None else set()


def _recused(attempt: VerbAttempt, person: Actor) -> Refusal | None:
    from workflows.engine.rounds.acting import recused

    task = attempt.task
    if task is None or not task.round or task.round not in attempt.situation.procedure.rounds:
        return None
    found = recused(replace(attempt.situation, actor=person), task)
    return refused("barred_recused", who=person.name, why=found.message) if found is not None else None
