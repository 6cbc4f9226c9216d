"""What becomes of the work that waits in a case when it is moved: it goes on, passes on, or begins anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from forms.text import Message, Text
from workflows.definition import Procedure
from workflows.engine.rounds.inputs import inputs_hash
from workflows.engine.situation import Situation
from workflows.engine.tasks import CLOSED, arriving
from workflows.engine.types import CaseFacts, TaskFacts
from workflows.moving.mapping import Mapping
from workflows.rights import holder_token


@dataclass
class Work:
    """The tasks of a case as they will be, what is new among them, and what is to be told of it."""

    kept: list[TaskFacts]
    new: list[TaskFacts] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    refused: list[Message] = field(default_factory=list)


def work_of(before: Situation, after: Situation, mapping: Mapping) -> Work:
    """The tasks under the other version; `after` is the case there, with its tasks as they were."""
    work = Work([_renamed(t, after.case, mapping, before.case.state) for t in before.case.tasks])
    _hashes(work, before, after, mapping)
    old, new = before.procedure.states[before.case.state], after.procedure.states[after.case.state]
    if old.round is not None or new.round is not None:
        _of_round(work, before, after, mapping)
    else:
        _of_holder(work, before, after)
    _lost_roles(work, after)
    return work


def _renamed(task: TaskFacts, case: CaseFacts, mapping: Mapping, state: str) -> TaskFacts:
    """A task in the words of the other version; what waits belongs to this visit."""
    role = mapping.roles.get(task.role, task.role)
    held, sign, where = task.token.partition("@")
    return replace(
        task, case_state=mapping.states.get(task.case_state, task.case_state), role=role,
        round=mapping.rounds.get(task.round, task.round), token=f"{mapping.roles.get(held, held)}{sign}{where}",
        visit=case.visit if task.active and task.case_state == state else task.visit,
    )  # fmt: skip


def _hashes(work: Work, before: Situation, after: Situation, mapping: Mapping) -> None:
    """An opinion whose inputs are as they were when it was given rests on the same inputs in the other version."""
    for n, (old, new) in enumerate(zip(before.case.tasks, work.kept, strict=True)):
        rounds = before.procedure.rounds.get(old.round), after.procedure.rounds.get(new.round)
        if not (old.inputs and rounds[0] and rounds[1] and new.role in after.procedure.roles):
            continue
        if inputs_hash(before, rounds[0], old.row, old.role) == old.inputs:
            work.kept[n] = replace(new, inputs=inputs_hash(after, rounds[1], new.row, new.role))


def _of_round(work: Work, before: Situation, after: Situation, mapping: Mapping) -> None:
    """A round goes on where the same people are asked about the same rows; else it is waited for, or begins anew."""
    old, new = (s.procedure.states[s.case.state].round for s in (before, after))
    active = [t for t in work.kept if t.active]
    if old is not None and new == mapping.rounds.get(old, old) and _alike(before.procedure, after.procedure, old, new,
                                                                          mapping):  # fmt: skip
        if active:
            work.told.append(Message("move.task.round_on", {"round": after.procedure.rounds[new].title}))
        return
    if old is not None and active and not mapping.restart_rounds:
        title = before.procedure.rounds[old].title
        work.refused.append(Message("move.refused.round", {"round": title, "count": len(active)}))
        return
    _anew(work, after)


def _alike(before: Procedure, after: Procedure, old: str, new: str | None, mapping: Mapping) -> bool:
    was, now = before.rounds[old], after.rounds.get(new or "")
    if now is None or len(was.who) != len(now.who):
        return False
    same_rows = was.per is None and now.per is None
    if was.per and now.per:
        taken = mapping.fields.get(now.per)
        same_rows = taken is not None and taken.from_ == was.per
    return same_rows and all(_participant(a, mapping) == _participant(b, None) for a, b in zip(
        was.who, now.who, strict=True))  # fmt: skip


def _participant(who: Any, mapping: Mapping | None) -> tuple[Any, ...]:
    """Who is asked, without the conditions under which: those count when a round begins."""
    roles = mapping.roles if mapping else {}
    role, acts = (roles.get(r or "", r) for r in (who.role, who.as_))
    return role, acts, who.organisation, who.person, who.register_id, who.entry, who.field


def _anew(work: Work, after: Situation) -> None:
    """What waits is closed, and what the state asks for begins."""
    closed = [t for t in work.kept if t.active]
    work.kept = [replace(t, state=CLOSED, note=t.note or "moved") if t.active else t for t in work.kept]
    there = replace(after, case=replace(after.case, tasks=tuple(work.kept)))
    work.new += arriving(there)
    if closed or work.new:
        roles = _titles(after.procedure, work.new)
        work.told.append(Message("move.task.anew", {"count": len(closed), "roles": roles or Message("move.nobody")}))


def _of_holder(work: Work, before: Situation, after: Situation) -> None:
    """The one who has to act goes on, or what waits passes to whoever has to act now."""
    was, now = holder_token(before.bundle, before.case), holder_token(after.bundle, after.case)
    mine = next((t for t in work.kept if t.active and not t.relation), None)
    if mine is None:
        if now is not None or any(t.active for t in work.kept):
            _anew(work, after)
        return
    if now is None:
        _anew(work, after)
        return
    old = next(t for t in before.case.tasks if t.id == mine.id)
    role = now.partition("@")[0]
    if mine.token != now and old.token == was:
        passed = replace(mine, token=now, role=role, person=None)
        work.kept = [passed if t.id == mine.id else t for t in work.kept]
        titles = [before.procedure.roles.get(old.role), after.procedure.roles.get(role)]
        names = [r.title if r else Text(zh=old.role) for r in titles]
        work.told.append(Message("move.task.passes", {"before": names[0], "after": names[1]}))


def _titles(procedure: Procedure, tasks: list[TaskFacts]) -> list[Text]:
    return [procedure.roles[r].title for r in dict.fromkeys(t.role for t in tasks) if r in procedure.roles]


def _lost_roles(work: Work, after: Situation) -> None:
    """Work that waits for a role that is no more would wait for ever."""
    for role in _lost(work, after):
        work.refused.append(Message("move.refused.role", {"role": role}))


def _lost(work: Work, after: Situation) -> Iterator[str]:
    roles = dict.fromkeys(t.role for t in work.kept if t.active and t.role)
    yield from (r for r in roles if r not in after.procedure.roles)
