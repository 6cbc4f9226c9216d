"""Dated copies of what is counted: what a field held at the end of any day, kept beside the copies of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, or_, update
from sqlmodel import Session, col

from data.queries.dialect import pick
from data.queries.facts.spans import local_day, moment
from data.tables import CaseValue, ValueSpan

SURPLUS = "?"
"""Before the name of a field: how many texts more than one a case holds in it, so that values tell how many cases."""
_COPIED = ("case_id", "group", "field", "row", "text", "number", "day")


def keep(session: Session, case_id: int, fields: Collection[str], rows: Collection[str] | None = None) -> None:
    """Brings the dated copies of some fields of a case (and of some of its rows) in step with `case_value`.

    Called after those were written, in the same transaction.
    """
    if not fields:
        return
    span, both = ValueSpan, {*fields, *(f"{SURPLUS}{f}" for f in fields)}
    open_ = pick(span.id, span.since_on, span.counted, *(getattr(span, n) for n in _COPIED))
    open_ = open_.where(*_scope(span, case_id, both, rows), col(span.until_on).is_(None))
    copies = pick(*(getattr(CaseValue, n) for n in _COPIED)).where(*_scope(CaseValue, case_id, fields, rows))
    then = {tuple(row[3:]): row for row in session.execute(open_)}
    now = {tuple(row) for row in session.execute(copies)}
    now |= {tuple(r[n] for n in _COPIED) for r in surplus(dict(zip(_COPIED, row, strict=True)) for row in now)}
    if then.keys() != now:
        _change(session, [then[k] for k in then.keys() - now], sorted(now - then.keys(), key=str))


def _change(session: Session, gone: Sequence[Any], new: Sequence[tuple[Any, ...]]) -> None:
    """Ends what is held no longer, forgets what was held on this day alone, begins what is new."""
    today = local_day(session, moment(session))
    forgotten = [r.id for r in gone if r.since_on >= today and not r.counted]
    for ids, write in (
        (forgotten, delete(ValueSpan)),
        ([r.id for r in gone if r.id not in forgotten], update(ValueSpan).values(until_on=today, pending=True)),
    ):
        for start in range(0, len(ids), 500):
            session.execute(write.where(col(ValueSpan.id).in_(ids[start : start + 500])))
    if new:
        begun = {"since_on": today, "counted": False, "pending": True}
        session.execute(insert(ValueSpan), [{**dict(zip(_COPIED, row, strict=True)), **begun} for row in new])


def surplus(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows that say how many texts more than one a case holds in one of its fields outside tables."""
    held = Counter((r["case_id"], r["group"], r["field"]) for r in rows if r["text"] is not None and not r["row"])
    return [
        {"case_id": case, "group": group, "field": f"{SURPLUS}{name}", "row": "", "text": None, "number": n - 1,
         "day": None}
        for (case, group, name), n in held.items() if n > 1
    ]  # fmt: skip


def _scope(
    of: Any, case_id: int, fields: Collection[str], rows: Collection[str] | None
) -> list[ColumnElement[bool]]:
    found = [col(of.case_id) == case_id, col(of.field).in_(sorted(fields))]
    return found if rows is None else [*found, col(of.row).in_(sorted(rows))]


def source(on: date | None) -> Any:
    """The table that holds the values, now or as of a day."""
    return CaseValue if on is None else ValueSpan


def held(on: date | None, of: Any = ValueSpan) -> list[ColumnElement[bool]]:
    """Conditions on it, or an alias of it: what was held at the end of the day."""
    if on is None:
        return []
    until = col(of.until_on)
    return [col(of.since_on) <= on, or_(until.is_(None), until > on)]
