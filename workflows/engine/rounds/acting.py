"""Who may give which opinion: the task is theirs and open, and nothing in the definition keeps them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms import feel
from forms.text import Message
from workflows.engine import watched
from workflows.engine.rounds.groups import NAME, OVERTAKEN, Group, of_visit, round_of
from workflows.engine.rounds.names import standing
from workflows.engine.rounds.opening import names_at
from workflows.engine.situation import Situation
from workflows.engine.tasks import theirs
from workflows.engine.types import Action, Actor, Refusal, TaskFacts
from workflows.engine.why import words_of
from workflows.model.rounds import Round

EVERY = "*"
"""As a row: all rows that wait for the actor."""


def chosen(situation: Situation, action: Action) -> list[TaskFacts] | Refusal:
    """The tasks that an opinion is about: the one named, those of a row, all that wait, or the only one."""
    if action.task is not None:
        found = [t for t in situation.case.tasks if t.id == action.task and t.round]
        return found or refused("no_task")
    mine = [t for t in _here(situation) if _mine(t, situation.actor) and t.relation != NAME]
    open_ = [t for t in mine if t.state == "open"]
    if action.row == EVERY:
        return [t for t in open_ if recused(situation, t) is None] or _nothing(situation, open_)
    if action.row:
        here = [t for t in mine if t.row == action.row]
        return ([t for t in here if t.state == "open"] or [t for t in here if t.state == "done"])[:1] or _nobody(
            situation, action.row
        )
    return open_ if len(open_) == 1 else refused("which_task" if open_ else "nothing_waits")


def _here(situation: Situation) -> Iterator[TaskFacts]:
    """The tasks of the round that the case is in."""
    found = round_of(situation.procedure, situation.case)
    return of_visit(situation.case, found[0]) if found else iter(())


def _mine(task: TaskFacts, actor: Actor) -> bool:
    return theirs(task, actor) if task.active else task.done_by == actor.id


def _nothing(situation: Situation, waiting: list[TaskFacts]) -> Refusal:
    """Why no task is left: nothing waits, or somebody is kept out of all that does."""
    return next((r for t in waiting if (r := recused(situation, t)) is not None), refused("nothing_waits"))


def _nobody(situation: Situation, row: str) -> Refusal:
    """Why the actor has nothing to say about a row: somebody else has, or nobody asked them."""
    held = [t for t in _here(situation) if t.row == row and t.token in situation.actor.tokens and t.state == "done"]
    return refused("task_taken") if held else refused("nothing_waits")


def against(situation: Situation, task: TaskFacts) -> Refusal | None:
    """Why the actor may not give an opinion for a task, from the cheap to the dear; None if they may."""
    if situation.case.suspended:
        return refused("suspended_case")
    found = round_of(situation.procedure, situation.case)
    if found is None or (task.round, task.visit) != (found[0], situation.case.visit):
        return refused("round_over")
    return (
        _not_theirs(situation, task) or _too_late(situation, found[1], task) or _same_person(situation, found[1], task)
        or recused(situation, task) or _lender_recused(situation, task)
    )  # fmt: skip


def _lender_recused(situation: Situation, task: TaskFacts) -> Refusal | None:
    """A deputy is kept out by what keeps out whom they stand in for."""
    lender = whose(task, situation.actor)
    known = situation.world.person(lender) if lender is not None else None
    return recused(replace(situation, actor=known), task) if known is not None else None


def _not_theirs(situation: Situation, task: TaskFacts) -> Refusal | None:
    actor = situation.actor
    if task.relation == NAME:
        return refused("task_names")
    if task.state == "done" and task.done_by == actor.id:
        return None
    if task.state == "done" or (task.state == "closed" and task.note == OVERTAKEN):
        return refused("task_taken") if _once_theirs(task, actor) else refused("not_your_task")
    if task.state == "closed":
        return refused("task_closed")
    if theirs(task, actor):
        return refused("task_waits") if task.state == "waiting" else None
    return refused("task_taken") if task.token in actor.tokens else refused("not_your_task")


def _once_theirs(task: TaskFacts, actor: Actor) -> bool:
    """Whether it could have been theirs, so that they may be told that somebody was faster."""
    return task.token in actor.tokens or f"person@{task.person}" in actor.tokens


def _too_late(situation: Situation, round_: Round, task: TaskFacts) -> Refusal | None:
    """One's own opinion can be changed until the round is complete about its row."""
    if task.state != "done":
        return None
    group = Group(task.row, tuple(t for t in _here(situation) if t.row == task.row))
    complete = standing(situation, round_, group, situation.given_names).complete
    return refused("round_complete") if complete else None


def _same_person(situation: Situation, round_: Round, task: TaskFacts) -> Refusal | None:
    me = {situation.actor.id, *situation.actor.lent.values()}
    for before in round_.not_same_person_as:
        last = next((p for p in reversed(situation.case.trail) if p.action == before), None)
        if last is not None and me & {last.actor, last.for_person}:
            title = situation.procedure.transitions[before].title
            return replace(refused("same_person_opinion", before=title), guard="same_person")
    return None


def recused(situation: Situation, task: TaskFacts, actor: Mapping[str, Any] | None = None) -> Refusal | None:
    """Why somebody must not take part about the row of a task; `actor` is how expressions see them, else who acts."""
    found = round_of(situation.procedure, situation.case)
    text = found[1].recused_if if found else None
    if found is None or text is None:
        return None
    names = names_at(situation, found[1].per, task.row)
    names = names if actor is None else feel.scope({"actor": actor}, names)
    watched.show(situation, f"{found[0]}.recused_if", text, names)
    value, reasons = feel.explain(text, names, situation.services)
    if not feel.satisfied(value):
        return None
    return replace(refused("recused", why=words_of(situation.form, reasons)), guard="recused")


def whose(task: TaskFacts, actor: Actor) -> int | None:
    """For whom the actor does a task as a deputy (代); None when it is their own."""
    return actor.lent.get(task.token if task.person is None else f"person@{task.person}")


def refused(code: str, **data: object) -> Refusal:
    return Refusal(Message(code, data), guard="verb")
