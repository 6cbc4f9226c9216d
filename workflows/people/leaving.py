"""Leavers: what somebody still has to do is given to somebody else, case by case, and every case tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from data.tables import Case, Grant, Task
from forms.text import Message, Text
from workflows.cases.once import Done, once
from workflows.cases.opened import no_such_case, reopened
from workflows.cases.taking import carry_out
from workflows.engine.decide import decide
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people.delegations import end_all
from workflows.people.grants import Wanted, insert_grant, keep_an_admin
from workflows.people.rules import Refused, only_admin
from workflows.world import in_force


@dataclass(frozen=True)
class Left:
    """Something that somebody still has to do."""

    task: int
    case: int
    number: str | None
    title: Text


def left(office: Office, by: Actor, person_id: int) -> list[Left]:
    """What was claimed by somebody or given to them and is not done; administrators are told."""
    if not holds(by, ADMIN):
        return []
    with office.db.read() as session:
        found = session.exec(
            select(Task.id, Case).join(Case, col(Case.id) == col(Task.case_id)).where(*_theirs(person_id))
            .order_by(col(Task.id))
        )  # fmt: skip
        return [Left(t or 0, c.id or 0, c.number, Text(zh=c.title, en=c.title_en or None)) for t, c in found]


def count_left(session: Session, person_id: int) -> int:
    """How many such tasks there are."""
    return len(session.exec(select(Task.id).where(*_theirs(person_id))).all())


def _theirs(person_id: int) -> tuple[ColumnElement[bool], ...]:
    mine = or_(col(Task.person_id) == person_id, col(Task.token) == f"person@{person_id}")
    return col(Task.state).in_(["open", "waiting"]), mine


def hand_over(
    office: Office, by: Actor, person_id: int, to: int, now: datetime, *, key: str, grants: bool = False,
    tasks: Iterable[int] | None = None,
) -> list[tuple[int, Done | Refusal]] | Refusal:  # fmt: skip
    """Gives tasks of a person to another, each with its own answer; `grants`: their roles of today too.

    Without `tasks` all that there are. What they lent and were lent ends with the grants.
    """
    if not holds(by, ADMIN):
        return Refusal(Message("people.not_admin"), guard="people")
    if to == person_id:
        return Refusal(Message("hand_over.same"), guard="people")
    wanted = [each.task for each in left(office, by, person_id)] if tasks is None else list(tasks)
    if grants:
        refused = _grants(office, by, person_id, to, now)
        if refused is not None:
            return refused
    return [(task, _one(office, by, task, to, key, now)) for task in wanted]


def _one(office: Office, by: Actor, task_id: int, to: int, key: str, now: datetime) -> Done | Refusal:
    def work(session: Session) -> Done | Refusal:
        task = session.get(Task, task_id)
        found = reopened(office, session, task.case_id, by, now, lock=True) if task is not None else None
        if found is None:
            return no_such_case()
        action = Action(by, "", found.facts.revision, key, verb="hand_over", task=task_id, to=(to,))
        decision = decide(found.bundle, found.facts, action, found.world, now)
        if isinstance(decision, Refusal):
            return decision
        carry_out(found, decision, now)
        return Done(found.id, found.case.number, found.case.state)

    return once(office, by, f"hand_over/{task_id}/{to}/{key}", now, work)


def _grants(office: Office, by: Actor, person_id: int, to: int, now: datetime) -> Refusal | None:
    """The roles of today go to the other from today on, and count for the one who leaves until yesterday."""
    today = office.today(now)
    try:
        with office.db.write() as session:
            only_admin(session, by)
            for grant in list(session.exec(select(Grant).where(Grant.person_id == person_id, *in_force(today)))):
                if not _has(session, to, grant, today):
                    wanted = Wanted(grant.role, grant.organisation_id, grant.district, today, grant.valid_until)
                    insert_grant(session, to, wanted, by.id)
                _over(session, grant, today)
            end_all(session, person_id, now)
            keep_an_admin(session, today)
    except Refused as refused:
        return refused.refusal
    return None


def _has(session: Session, person: int, grant: Grant, today: date) -> bool:
    same = select(Grant.id).where(
        Grant.person_id == person, Grant.role == grant.role, Grant.district == grant.district,
        Grant.organisation_id == grant.organisation_id, *in_force(today),
    )  # fmt: skip
    return session.exec(same.limit(1)).first() is not None


def _over(session: Session, grant: Grant, today: date) -> None:
    if grant.valid_from >= today:
        session.delete(grant)
        return
    grant.valid_until = today - timedelta(days=1)
    session.add(grant)
