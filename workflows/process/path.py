"""A case's own way: the states it was in, from when until when, and how many working days each took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from data.queries.visibility import may_see
from data.tables import Case, CaseSpan
from workflows.clocks.table import calendar_of
from workflows.engine.types import Actor
from workflows.facts.working import counted
from workflows.office import Office


@dataclass(frozen=True)
class Stay:
    """A state that a case was in; `until` None: it is there still. Days are plain working days of its district."""

    state: str
    since: datetime
    until: datetime | None
    days: int


def path(office: Office, session: Session, actor: Actor, case_id: int, now: datetime) -> tuple[Stay, ...]:
    """Every state that a case was in, the first first; nothing for who may not see the case."""
    case = session.exec(select(Case).where(Case.id == case_id, may_see(actor.tokens))).first()
    if case is None:
        return ()
    moved = or_(col(CaseSpan.opened), col(CaseSpan.from_state) != col(CaseSpan.state))
    wanted = select(CaseSpan.state, CaseSpan.since).where(CaseSpan.case_id == case_id, moved)
    steps = list(session.exec(wanted.order_by(col(CaseSpan.id))))
    days = counted(calendar_of(office, session).of(case.district))
    ends = [since for _, since in steps[1:]] + [None]
    return tuple(
        Stay(state, since, until, days(office.today(since), office.today(until or now)))
        for (state, since), until in zip(steps, ends, strict=True)
    )
