"""Figures of a month's end, each with the ids of what it counts: as they are worked out, and as they were sealed."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import func, insert
from sqlmodel import Session, col

from data.queries.dialect import column, pick
from data.queries.facts.lying import stood
from data.queries.facts.packing import packed
from data.queries.narrowing import light
from data.queries.registers import open_on
from data.tables import CaseSpan, Entry, MonthSeal

CASES, ENTRIES = "cases", "entries"
Members = dict[tuple[str, str], set[int]]
"""What and key → ids."""


def figures(session: Session, day: date) -> Members:
    """Cases by procedure, stage, state, district and light at the end of a day, entries by register."""
    found: Members = {}
    span = CaseSpan
    facts = (span.procedure, span.stage, span.state, span.district, light(span, day))
    for case, *key in session.execute(pick(span.case_id, *facts).where(stood(CaseSpan, day))):
        found.setdefault((CASES, json.dumps(key, ensure_ascii=False)), set()).add(case)
    identity = func.coalesce(Entry.first_id, Entry.id)
    for entry, register in session.execute(pick(identity, Entry.register_id).where(open_on(day))):
        found.setdefault((ENTRIES, json.dumps([register], ensure_ascii=False)), set()).add(entry)
    return found


def seal(session: Session, day: date, now: datetime) -> int:
    """Writes the figures of a day down for good, once; how many there are."""
    if sealed_days(session, day):
        return 0
    last = {CASES: _last(session, CaseSpan.id), ENTRIES: _last(session, Entry.id)}
    # A month in which there was nothing is sealed too.
    found = figures(session, day) or {(CASES, "[]"): set()}
    rows = [
        {"what": what, "key": key, "n": len(ids), "members": packed(ids), "last": last[what]}
        for (what, key), ids in sorted(found.items())
    ]
    session.execute(insert(MonthSeal), [{**row, "day": day, "sealed_at": now} for row in rows])
    return len(rows)


def _last(session: Session, identity: object) -> int:
    return int(session.execute(pick(func.coalesce(func.max(identity), 0))).scalar_one())


def sealed_days(session: Session, day: date | None = None) -> list[date]:
    """The days that were sealed, or the one if it was."""
    query = pick(col(MonthSeal.day)).distinct().order_by(column(MonthSeal.day))
    return list(session.execute(query.where(col(MonthSeal.day) == day) if day else query).scalars())
