"""How cases stood, written down by every session that changes one: nobody has to remember to.

A session listens to its own flushes. Whatever changes a fact of a case, the span that was open ends and another
begins, in the same transaction. The moment is what `at` was told last; who changes facts without having told one is
stopped, since history must not guess when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, insert, inspect, update
from sqlmodel import Session, col

from data.queries.dialect import pick
from data.tables import Case, CaseSpan

FACTS = tuple(sorted(CaseSpan.model_fields.keys() & Case.model_fields.keys() - {"id"}))
"""What is kept of a case, by the names of its columns."""
FROM = ("state", "stage", "holder")
"""Of these a span says what stood before: what moved is counted by them."""
AT, _ZONE, _LOCAL = "facts.at", "facts.zone", ZoneInfo("Asia/Shanghai")


def at(session: Session, now: datetime) -> None:
    """Says when what this session changes from here on happens."""
    session.info[AT] = now


@contextmanager
def aside(session: Session) -> Iterator[None]:
    """What is opened within is only looked at, maybe as of another moment: what this session changes keeps its own."""
    told = {AT: session.info[AT]} if AT in session.info else {}
    try:
        yield
    finally:
        session.info.pop(AT, None)
        session.info.update(told)


def keep_zone(session: Session, zone: ZoneInfo) -> None:
    """Says in which zone this session's days are."""
    session.info[_ZONE] = zone


def moment(session: Session) -> datetime:
    """When what this session changes happens; raises `RuntimeError` where nobody said so."""
    if AT not in session.info:
        raise RuntimeError("a case changes, and nobody said when: data.queries.facts.spans.at")
    told: datetime = session.info[AT]
    return told


def local_day(session: Session, moment: datetime) -> date:
    """The local date of a moment."""
    zone: ZoneInfo = session.info.get(_ZONE, _LOCAL)
    return moment.astimezone(zone).date()


def end_of(session: Session, day: date) -> datetime:
    """The moment at which a local day is over."""
    zone: ZoneInfo = session.info.get(_ZONE, _LOCAL)
    return datetime.combine(day + timedelta(1), time.min, zone)


def hours_ahead(session: Session) -> int:
    """By how many hours local time is ahead."""
    zone: ZoneInfo = session.info.get(_ZONE, _LOCAL)
    offset = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    return round(offset.total_seconds() / 3600) if offset else 0


@event.listens_for(Session, "after_flush")
def _written(session: Session, _context: Any) -> None:
    for case in [c for c in session.new if isinstance(c, Case)]:
        _begin(session, case, case.opened_at, opened=True)
        session.info.setdefault(AT, case.opened_at)  # who opens a case has said when
    for case in [c for c in session.dirty if isinstance(c, Case) and _changed(c)]:
        _go_on(session, case, moment(session))


def _changed(case: Case) -> bool:
    known = inspect(case).attrs
    return any(known[name].history.has_changes() for name in FACTS)


def overstayed(stood: Mapping[Any, Any], until: date) -> bool:
    """Whether a case that stood so until a day stood beyond a limit: nothing is due before it was handed in."""
    due: date | None = stood["due"]
    if stood["ended"] or stood["suspended"] or stood["filed_on"] is None:
        return False
    return due is not None and due < until


def facts_of(case: Case) -> dict[str, Any]:
    """The facts of a case as columns of a span."""
    return {name: getattr(case, name) for name in FACTS}


def _begin(session: Session, case: Case, begun: datetime, opened: bool = False, **before: Any) -> None:
    day = local_day(session, begun)
    row = {"case_id": case.id, "since": begun, "since_on": day, "opened": opened, "stage_since": day}
    session.connection().execute(insert(CaseSpan), {**row, **facts_of(case), **before})


def _go_on(session: Session, case: Case, changed: datetime) -> None:
    """Ends the open span and begins another; one that began at the same moment (or later) only says more."""
    span = CaseSpan
    known = (
        span.id, span.since, span.since_on, span.counted, span.stage_since, span.from_since, span.from_stage,
        span.overran, span.ended, span.suspended, span.filed_on, span.due,
    )  # fmt: skip
    open_ = pick(*known, *(getattr(CaseSpan, n).label(f"then_{n}") for n in FROM))
    open_ = open_.where(col(CaseSpan.case_id) == case.id, col(CaseSpan.until).is_(None))
    db = session.connection()
    found = db.execute(open_).first()
    if found is not None and found.since >= changed and not found.counted:
        stayed = found.from_since if case.stage == found.from_stage else found.since_on
        more = {**facts_of(case), "stage_since": stayed}
        db.execute(update(CaseSpan).where(col(CaseSpan.id) == found.id).values(**more))
        return
    before = {}
    if found is not None:
        today = local_day(session, changed)
        end = {"until": changed, "until_on": today, "pending": True}
        db.execute(update(CaseSpan).where(col(CaseSpan.id) == found.id).values(**end))
        before = {f"from_{n}": getattr(found, f"then_{n}") for n in FROM} | {"from_since": found.stage_since}
        before |= {"stage_since": found.stage_since} if case.stage == found.then_stage else {}
        before |= {"overran": found.overran or overstayed(found._mapping, today)}
    _begin(session, case, changed, **before)
