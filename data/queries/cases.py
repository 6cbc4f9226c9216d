"""The list of cases that somebody may see, now or as of a day: filters, order, pages, totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, or_, union_all
from sqlmodel import Session, col

from data.queries import doing, narrowing
from data.queries.dialect import Query, column, pick
from data.queries.facts import tallied, values
from data.queries.facts.spans import FACTS as KEPT
from data.queries.facts.spans import end_of
from data.queries.facts.tallied import Near
from data.queries.narrowing import case_id
from data.queries.paging import Cut, Order, Page, Total, count, page
from data.queries.search import finding as search
from data.queries.search.pieces import CASES
from data.queries.visibility import may_see
from data.tables import Case, CaseSpan, ValueSpan

TO_DO = 300  # what somebody has to do is counted up to here
COLUMN = "case."  # before the name of a computed column, among the fields
Facts: TypeAlias = type[Case] | type[CaseSpan]
"""Where facts of cases are asked: how they stand, or how they stood."""


def _instant(text: str) -> datetime:
    """A moment with its time zone, whatever it was written without; far off years raise `OverflowError`."""
    return datetime.fromisoformat(text).astimezone(UTC)


ORDERS = {
    "changed_at": Order(Case, column(Case.changed_at), column(Case.id), "case_by_change", _instant),
    "filed_on": Order(Case, column(Case.filed_on), column(Case.id), "case_by_filing", date.fromisoformat, False, True),
    "due": Order(Case, column(Case.due), column(Case.id), "case_by_due", date.fromisoformat, False, True),
    "district": Order(Case, column(Case.district), column(Case.id), "case_by_district"),
    "number": Order(Case, column(Case.number), column(Case.id), "case_by_number", nullable=True),
}
_KEYS_THEN = {
    "changed_at": CaseSpan.since, "filed_on": CaseSpan.filed_on, "due": CaseSpan.due, "district": CaseSpan.district,
    "number": CaseSpan.number,
}  # fmt: skip
_ORDERS_THEN = {
    name: replace(
        order, table=CaseSpan, key=column(_KEYS_THEN[name]), id=column(CaseSpan.id),
        index="span_newest" if name == "changed_at" else "",
    )
    for name, order in ORDERS.items()
}  # fmt: skip


@dataclass(frozen=True)
class CaseFilter:
    """What is looked for; None or empty means any. `holders` are the tokens that the state lies with."""

    text: str = ""  # words that it holds, wherever they may be read (`data.queries.search`)
    procedure: str | None = None
    states: Collection[str] = ()
    stages: Collection[str] = ()
    districts: Collection[str] = ()
    campaign: int | None = None
    organisation: int | None = None
    late: bool | None = None
    ended: bool | None = None
    on_behalf: bool | None = None
    holders: Collection[str] | None = None
    doer: int | None = None  # a person: cases with an open task that was given to them, or to nobody but `doer_tokens`
    doer_tokens: Collection[str] = ()
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    filed_from: date | None = None
    filed_until: date | None = None  # this day too
    due_until: date | None = None  # this day too
    ids: Collection[int] | None = None
    further: narrowing.Further = field(default_factory=narrowing.Further)


def find(
    session: Session,
    tokens: Collection[str],
    wanted: CaseFilter,
    order: str = "changed_at",
    descending: bool = True,
    cut: Cut | None = None,
    on: date | None = None,
    upto: int = TO_DO,
) -> Page[Case]:
    """One page of the visible cases, as they stand or stood at the end of a day.

    `order` is a key of ORDERS (KeyError for another); by change it is then the moment since which a case stood so.
    The total is exact where tallies know it, and else up to so many that it takes no longer with more cases.
    """
    found, cut = replace(order_of(order, on), descending=descending), cut or Cut()
    if wanted.doer is not None and on is None:
        return _to_do(session, tokens, wanted, found, cut, upto)
    near = tallied.near(session, tokens, wanted, on)
    lit = wanted.further.day is not None and wanted.further.lights and "" not in wanted.further.lights
    if wanted.ended is None and lit:
        wanted = replace(wanted, ended=False)  # what has a light is open: so it is found among the open ones
    query = _narrowed(session, tokens, wanted, pick(_facts(on)), on, near)
    known = None if near is None else (near.total, False)
    then = page(session, query, _fitting(found, wanted, near, session, on), cut, known)
    return then if on is None else replace(then, rows=_as_they_stood(session, then.rows, on))


def _fitting(order: Order, wanted: CaseFilter, near: Near | None, session: Session, on: date | None) -> Order:
    """An order with what is known of where its rows begin and end."""
    if on is not None:
        return replace(order, within=[order.key < end_of(session, on)] if order.index else ())
    if order.index == "case_by_due" and wanted.ended is False:
        return replace(order, index="case_open", among=_flags(CaseFilter(ended=False), Case), within=_due(wanted))
    if order.index == "case_by_district" and near is not None and near.districts:
        return replace(order, within=[order.key >= min(near.districts), order.key <= max(near.districts)])
    return order


def _due(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Between which days those of a light are due: a walk by due date begins there."""
    lights, day = set(wanted.further.lights), wanted.further.day
    if day is None or not lights or "" in lights:
        return []
    if lights == {"red"}:
        return [col(Case.due) < day]
    return [] if "red" in lights else [col(Case.due) >= day]


def _to_do(
    session: Session, tokens: Collection[str], wanted: CaseFilter, order: Order, cut: Cut, upto: int
) -> Page[Case]:
    """A few cases by their tasks; of many only the first page is looked for, one case after the other."""
    total, some = _done_by(session, tokens, wanted, upto)
    if some is not None:
        wanted = replace(wanted, ids=some)
    query = narrowed(session, tokens, wanted, pick(Case))
    walk = None if some is not None else _narrowed(session, tokens, wanted, pick(Case), None, None, each=True)
    return page(session, query, _fitting(order, wanted, None, session, None), cut, total, walk)


def _done_by(
    session: Session, tokens: Collection[str], wanted: CaseFilter, upto: int
) -> tuple[Total | None, Collection[int] | None]:
    """Of how many cases somebody has something to do, counted up to so many, or those where there are no more."""
    some, more = doing.first(session, wanted, upto)
    if not more:
        return None, some
    fits = narrowed(session, tokens, replace(wanted, ids=some), pick(col(Case.id)))
    return (count(session, fits, upto)[0], True), None


def _as_they_stood(session: Session, spans: Sequence[CaseSpan], on: date) -> list[Case]:
    """Cases with the facts of their spans; they belong to no session, so that nobody writes the past into them."""
    ids = [s.case_id for s in spans]
    known = {c.id: c for c in session.execute(pick(Case).where(col(Case.id).in_(ids))).scalars()}
    then = _columns(session, ids, on)
    return [
        Case(**known[s.case_id].model_dump() | {k: getattr(s, k) for k in KEPT} | {
            "changed_at": s.since, "columns": _undated(known[s.case_id].columns) | then.get(s.case_id, {}),
        })
        for s in spans
    ]  # fmt: skip


def order_of(name: str, on: date | None = None) -> Order:
    """What a list is sorted by, now or as of a day; KeyError for an unknown order."""
    return (ORDERS if on is None else _ORDERS_THEN)[name]


def as_stood(session: Session, spans: Collection[int], on: date) -> dict[int, Case]:
    """Cases as they stood on a day, by the ids of their spans."""
    found = list(session.execute(pick(CaseSpan).where(col(CaseSpan.id).in_(spans))).scalars())
    return {s.id or 0: case for s, case in zip(found, _as_they_stood(session, found, on), strict=True)}


def _columns(session: Session, ids: Collection[int], on: date) -> dict[int, dict[str, Any]]:
    """The computed columns that cases held on a day."""
    span, found = ValueSpan, dict[int, dict[str, Any]]()
    wanted = pick(span.case_id, span.field, span.text, span.number).where(
        col(span.case_id).in_(ids), col(span.field).startswith(COLUMN), *values.held(on)
    )
    for case, name, text, number in session.execute(wanted):
        found.setdefault(case, {})[name.removeprefix(COLUMN)] = text if number is None else number
    return found


def _undated(columns: Mapping[str, Any]) -> dict[str, Any]:
    """What is no number or text is kept as of now only."""
    return {k: v for k, v in columns.items() if isinstance(v, bool) or not isinstance(v, (int, str))}


def total(
    session: Session, tokens: Collection[str], wanted: CaseFilter, on: date | None = None, upto: int = TO_DO
) -> Total:
    """How many visible cases there are (or were), and whether there are more than that.

    Exact where tallies know it; what somebody has to do is counted up to so many, anything else to 10,000.
    """
    if wanted.doer is not None and on is None:
        found, some = _done_by(session, tokens, wanted, upto)
        fits = narrowed(session, tokens, replace(wanted, ids=some), pick(col(Case.id)))
        return found or count(session, fits)
    near = tallied.near(session, tokens, wanted, on)
    if near is not None:
        return near.total, False
    return count(session, narrowed(session, tokens, wanted, pick(case_id(_facts(on))), on))


def ids(
    session: Session, tokens: Collection[str], wanted: CaseFilter, limit: int | None = None, on: date | None = None
) -> list[int]:
    """The visible cases by id, for exports that read them piece by piece."""
    of = case_id(_facts(on))
    query = narrowed(session, tokens, wanted, pick(of), on).order_by(of).limit(limit)
    return [i for i in session.execute(query).scalars() if i is not None]


def may_open(session: Session, tokens: Collection[str], case_id: int) -> bool:
    """Whether a case is among those that the tokens may see."""
    return session.execute(pick(col(Case.id)).where(col(Case.id) == case_id, may_see(tokens))).first() is not None


def narrowed(
    session: Session, tokens: Collection[str], wanted: CaseFilter, query: Query, on: date | None = None
) -> Query:
    """A query over cases (or, as of a day, over spans), limited to what the tokens may see and the filter lets through.

    As of a day it is the audience of that day that counts, with the tokens of today.
    """
    near = tallied.near(session, tokens, wanted) if on is None and wanted != CaseFilter() else None
    return _narrowed(session, tokens, wanted, query, on, near)


def _narrowed(
    session: Session, tokens: Collection[str], wanted: CaseFilter, query: Query, on: date | None, near: Near | None,
    each: bool = False,
) -> Query:  # fmt: skip
    of = _facts(on)
    query = query.select_from(of).where(may_see(tokens, of=of), *conditions(wanted, of))
    query = query.where(*doing.conditions(wanted, of, each or wanted.ids is not None))
    query = query.where(*narrowing.conditions(tokens, _dated(wanted.further, on), of, on))
    # Tallies know whose cases fit at all: a list of few among a million looks at few.
    query = query if near is None else query.where(column(of.audience_id).in_(sorted(near.audiences)))
    if wanted.text.strip():
        query = query.where(case_id(of).in_(said(session, tokens, wanted).ids))
    if on is not None and wanted.ended is False:
        # Few of many lie open on a day. SQLite would look through all that whoever asks may see.
        return query.where(*stood(on), _lying(on, wanted)).with_hint(CaseSpan, "NOT INDEXED", "sqlite")
    if of is CaseSpan:
        return query.where(*stood(on))
    if wanted.text.strip() or wanted.ids is not None or wanted.doer is not None:
        return query
    # SQLite cannot tell which of its indexes is the shortest way through the visible cases; this one holds what is
    # asked for, so that the case itself is read only when it is shown.
    return query.with_hint(Case, "INDEXED BY case_facts", "sqlite")


def _lying(on: date, wanted: CaseFilter) -> ColumnElement[bool]:
    """Spans of what was open at the end of a day; of those with a light that tells of a date only."""
    day, some = wanted.further.day or on, list[ColumnElement[bool]]()
    if wanted.further.lights and not {"", "green"} & set(wanted.further.lights):
        some = [or_(col(CaseSpan.due) < day, col(CaseSpan.yellow_on) <= day)]
    until, open_ = col(CaseSpan.until_on), _flags(CaseFilter(ended=False), CaseSpan)
    parts = (
        pick(column(CaseSpan.id)).where(*open_, col(CaseSpan.since_on) <= on, ends, *some)
        .with_hint(CaseSpan, "INDEXED BY span_lying", "sqlite").correlate(None)
        for ends in (until > on, until.is_(None))
    )  # fmt: skip
    return col(CaseSpan.id).in_(union_all(*parts))


def said(session: Session, tokens: Collection[str], wanted: CaseFilter) -> search.Found:
    """The cases that hold the text of a filter, as far as the index looks through them."""
    of = (wanted.procedure,) if wanted.procedure else ()
    return search.find(session, CASES, tokens, wanted.text, of)


def _facts(on: date | None) -> Facts:
    return Case if on is None else CaseSpan


def stood(on: Any) -> tuple[ColumnElement[bool], ...]:
    """Conditions on spans: cases stood so at the end of a day."""
    until = col(CaseSpan.until_on)
    return col(CaseSpan.since_on) <= on, or_(until.is_(None), until > on)


def _dated(wanted: narrowing.Further, on: date | None) -> narrowing.Further:
    return wanted if on is None or wanted.day is not None else replace(wanted, day=on)


def conditions(wanted: CaseFilter, of: Facts = Case) -> list[ColumnElement[bool]]:
    """Everything but the text and what charts ask further, as conditions on cases or spans."""
    return [*_sets(wanted, of), *_flags(wanted, of), *_ranges(wanted, of)]


def _sets(wanted: CaseFilter, of: Facts) -> list[ColumnElement[bool]]:
    some = (
        (col(of.state), wanted.states or None),
        (col(of.stage), wanted.stages or None),
        (col(of.district), wanted.districts or None),
        (col(of.holder), wanted.holders),
        (case_id(of), wanted.ids),
    )
    return [where.in_(sorted(values)) for where, values in some if values is not None]


def _flags(wanted: CaseFilter, of: Facts) -> list[ColumnElement[bool]]:
    exact: tuple[tuple[ColumnElement[Any], Any], ...] = (
        (column(of.procedure), wanted.procedure),
        (column(of.campaign_id), wanted.campaign),
        (column(of.organisation_id), wanted.organisation),
        (column(of.late), wanted.late),
        (column(of.ended), wanted.ended),
        (column(of.on_behalf), wanted.on_behalf),
    )
    return [where == value for where, value in exact if value is not None]


def _ranges(wanted: CaseFilter, of: Facts) -> list[ColumnElement[bool]]:
    opened, filed, due = col(of.opened_at), col(of.filed_on), col(of.due)
    limits = (
        (wanted.opened_from, opened.__ge__),
        (wanted.opened_before, opened.__lt__),
        (wanted.filed_from, filed.__ge__),
        (wanted.filed_until, filed.__le__),
        (wanted.due_until, due.__le__),
    )
    return [compare(limit) for limit, compare in limits if limit is not None]
