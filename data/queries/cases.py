"""The list of cases that somebody may see: filters, order, pages, totals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_
from sqlmodel import Session, col

from data.queries.dialect import LAST, Query, column, contains, pick
from data.queries.paging import Cut, Order, Page, count, page
from data.queries.visibility import limited, may_read, may_see, of_procedure
from data.tables import Case, CaseValue, Task

BROAD = 2_000  # a beginning that more values share says nothing; only whole values are then looked for



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


@dataclass(frozen=True)
class CaseFilter:
    """What is looked for; None or empty means any. `holders` are the tokens that the state lies with."""

    text: str = ""  # in number and title; the beginning of a value marked `find`
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


def find(
    session: Session,
    tokens: Collection[str],
    wanted: CaseFilter,
    order: str = "changed_at",
    descending: bool = True,
    cut: Cut | None = None,
) -> Page[Case]:
    """One page of the visible cases; `order` is a key of ORDERS (KeyError for another)."""
    query = narrowed(session, tokens, wanted, pick(Case))
    return page(session, query, replace(ORDERS[order], descending=descending), cut or Cut())


def total(session: Session, tokens: Collection[str], wanted: CaseFilter) -> tuple[int, bool]:
    """How many visible cases there are, and whether there are more than that (counted to 10,000)."""
    return count(session, narrowed(session, tokens, wanted, pick(Case)))


def ids(session: Session, tokens: Collection[str], wanted: CaseFilter, limit: int | None = None) -> list[int]:
    """The visible cases by id, for exports that read them piece by piece."""
    query = narrowed(session, tokens, wanted, pick(col(Case.id))).order_by(col(Case.id)).limit(limit)
    return [i for i in session.execute(query).scalars() if i is not None]


def may_open(session: Session, tokens: Collection[str], case_id: int) -> bool:
    """Whether a case is among those that the tokens may see."""
    return session.execute(pick(col(Case.id)).where(col(Case.id) == case_id, may_see(tokens))).first() is not None


def narrowed(session: Session, tokens: Collection[str], wanted: CaseFilter, query: Query) -> Query:
    """A query over cases, limited to those that the tokens may see and the filter lets through."""
    query = query.select_from(Case).where(may_see(tokens), *conditions(wanted))
    text = wanted.text.strip()
    if text:
        query = query.where(_text(session, tokens, text))
    # SQLite cannot tell which of its indexes is the shortest way through the visible cases; these two hold what is
    # asked for, so that the case itself is read only when it is shown.
    index = "case_text" if text else "case_facts"
    return query if wanted.ids is not None else query.with_hint(Case, f"INDEXED BY {index}", "sqlite")


def conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Everything but the text, as conditions on `Case`."""
    return [*_sets(wanted), *_flags(wanted), *_ranges(wanted), *_todo(wanted)]


def _todo(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Cases in which somebody has something to do."""
    if wanted.doer is None:
        return []
    mine = col(Case.id).in_(_tasks_of(wanted.doer_tokens, {wanted.doer}))
    lent = (of_procedure(p) & col(Case.id).in_(_tasks_of(t, set())) for p, t in limited(wanted.doer_tokens).items())
    return [col(Case.suspended).is_(False), or_(mine, *lent)]


def _tasks_of(tokens: Collection[str], people: set[int]) -> Query:
    """The cases with an open task that was given to one of the people or tokens, or that nobody of theirs has yet."""
    task, nobody = pick(col(Task.case_id)).where(col(Task.state) == "open"), col(Task.person_id).is_(None)
    theirs = col(Task.person_id).in_(sorted(people | _as_whom(tokens)))
    return task.where(or_(theirs, nobody & col(Task.token).in_(sorted(tokens))))


def _as_whom(tokens: Collection[str]) -> set[int]:
    """The people whose own tasks the tokens open: those of a deputy too."""
    return {int(t.removeprefix("person@")) for t in tokens if t.startswith("person@")}


def _sets(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    some = (
        (col(Case.state), wanted.states or None),
        (col(Case.stage), wanted.stages or None),
        (col(Case.district), wanted.districts or None),
        (col(Case.holder), wanted.holders),
        (col(Case.id), wanted.ids),
    )
    return [where.in_(sorted(values)) for where, values in some if values is not None]


def _flags(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    exact: tuple[tuple[ColumnElement[Any], Any], ...] = (
        (column(Case.procedure), wanted.procedure),
        (column(Case.campaign_id), wanted.campaign),
        (column(Case.organisation_id), wanted.organisation),
        (column(Case.late), wanted.late),
        (column(Case.ended), wanted.ended),
        (column(Case.on_behalf), wanted.on_behalf),
    )
    return [where == value for where, value in exact if value is not None]


def _ranges(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    opened, filed, due = col(Case.opened_at), col(Case.filed_on), col(Case.due)
    limits = (
        (wanted.opened_from, opened.__ge__),
        (wanted.opened_before, opened.__lt__),
        (wanted.filed_from, filed.__ge__),
        (wanted.filed_until, filed.__le__),
        (wanted.due_until, due.__le__),
    )
    return [compare(limit) for limit, compare in limits if limit is not None]


def _text(session: Session, tokens: Collection[str], text: str) -> ColumnElement[bool]:
    """In the number or a title, or a value whose field group the tokens may read begins with it."""
    shown = (column(Case.number), column(Case.title), column(Case.title_en))
    with_value = col(Case.id).in_(_cases_with(session, tokens, text))
    return or_(*(contains(session, where, text) for where in shown), with_value)


def broad(session: Session, text: str) -> bool:
    """Whether so many values begin with a text that only whole values are looked for; worth a sentence to the user."""
    some = pick(literal(1)).where(*_begins(text)).limit(BROAD + 1).subquery()
    return bool(session.execute(pick(func.count()).select_from(some)).scalar_one() > BROAD)


def _begins(text: str) -> tuple[ColumnElement[bool], ...]:
    value = col(CaseValue.text)
    return (value >= text, value < text + LAST)


def _cases_with(session: Session, tokens: Collection[str], text: str) -> list[int]:
    matches = (col(CaseValue.text) == text,) if broad(session, text) else _begins(text)
    query = pick(col(CaseValue.case_id)).join(Case, col(Case.id) == col(CaseValue.case_id)).where(*matches)
    readable = may_read(tokens, column(CaseValue.group), column(Case.audience_id))
    return sorted(set(session.execute(query.where(readable).limit(BROAD)).scalars()))
