"""Families of tallies: which facts the rows of each tell apart, and which spans they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, text, true
from sqlmodel import Session, col

from data.queries.dialect import Query, column, month
from data.queries.facts.lying import CHOICES, NUMBERS, STAYS, STEPS, TASKS, TEXTS, Lying, known, stood
from data.tables import Audience, CaseSpan, Tally, TaskSpan, ValueSpan
from data.tables.facts import NOW

PENDING: Any = text("case_span.pending")
"""What no tally knows all of; SQLite recognises the partial index by the bare name of the column."""
HELD: dict[Any, tuple[Any, str, str]] = {
    ValueSpan: (text("value_span.pending"), "value_pending", "value_span_of"),
    TaskSpan: (text("task_span.pending"), "task_span_pending", "task_span_of_case"),
}
"""Tables of what comes and goes on cases, each with what no tally knows all of, its index, and that by cases."""
WIDE = "wide "
"""Begins the name of a family that tells neither audiences nor districts apart."""
MOVES = " by day"
"""Ends the name under which it is kept by how much a family changes on each day."""
_WHERE = ("procedure", "district")
_STATE = ("state", "stage", "ended")
_BEFELL = ("trail_id", "filed_month", "ended_month", "overran")


@dataclass(frozen=True)
class Family:
    """Tallies that tell the same facts apart, and which spans they are of."""

    facts: tuple[str, ...]
    where: ColumnElement[bool]
    daily: bool = True
    lying: Lying | None = None  # what lies on the cases, if it is not they that are counted
    wide: bool = False  # of all places at once: by what audiences have in common
    moves: bool = False  # by how much it changes on every day is kept too, so that any day is near one of its own

    @property
    def names(self) -> tuple[str, ...]:
        """What tells its rows apart."""
        return (self.seen_by, *self.facts, *(self.lying.facts if self.lying else ()))

    @property
    def held(self) -> bool:
        """Whether it counts what is held, which is pending by itself."""
        return self.lying is not None and self.lying.held

    @property
    def measures(self) -> tuple[str, ...]:
        """What its rows add up."""
        return ("n", "total") if self.weighed else ("n",)

    @property
    def weighed(self) -> bool:
        """Whether its rows add up numbers too."""
        return self.lying is not None and self.lying.of is ValueSpan

    def sums(self, n: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        """The same of spans with what lies on them, each so many times."""
        return [func.sum(n), func.sum(n * func.coalesce(ValueSpan.number, 0))] if self.weighed else [func.sum(n)]

    @property
    def seen_by(self) -> str:
        """The fact that says who sees what its rows count."""
        return "reach_id" if self.wide else "audience_id"

    def of(self, day: date) -> bool:
        """Whether there are tallies of a day: what changes most is kept of months' ends, what lies on cases of now.

        Of all places at once it is little, and kept of every day that has tallies.
        """
        if day == NOW or (self.lying is not None and not self.wide):
            return day == NOW
        return self.daily or (day + timedelta(1)).day == 1

    def columns(self, session: Session, of: Any) -> list[ColumnElement[Any]]:
        """The same as columns, of spans or of tallies."""
        return [self.column(session, of, f).label(f"f_{f}") for f in self.names]

    def column(self, session: Session, of: Any, name: str) -> ColumnElement[Any]:
        """One of its facts, of spans with what lies on them or of tallies."""
        if self.lying is not None and name in self.lying.facts and of is not Tally:
            return self.lying.fact(session, name)
        return column(Audience.reach_id) if name == "reach_id" and of is not Tally else told(of, name)

    def joined(self, query: Query) -> Query:
        """A query over spans with what lies on them."""
        query = query.select_from(CaseSpan)
        query = query.join(Audience, col(Audience.id) == col(CaseSpan.audience_id)) if self.wide else query
        return query if self.lying is None else self.lying.join(query)


def told(of: Any, name: str) -> ColumnElement[Any]:
    """A fact of tallies, also of spans, which know the day of a month."""
    return month_of(of, name.removesuffix("_month")) if name.endswith("_month") else column(getattr(of, name))


def month_of(of: Any, day: str) -> ColumnElement[Any]:
    """The month of a day of a case (filed, ended), of cases, spans or tallies."""
    return column(getattr(of, f"{day}_month")) if of is Tally else month(column(getattr(of, f"{day}_on")))


def _lit() -> ColumnElement[bool]:
    return and_(not_(column(CaseSpan.ended)), not_(column(CaseSpan.suspended)), col(CaseSpan.due).is_not(None))


STANDING = {
    "stand": Family((*_WHERE, "version_id", "state", "stage", "ended", "late", "suspended", "on_behalf"), true()),
    "campaign": Family((*_WHERE, "state", "stage", "ended", "late", "campaign_id", "holder"), true()),
    "light": Family((*_WHERE, "state", "stage", "due", "yellow_on"), _lit()),
    "limits": Family((*_WHERE, *_STATE, "filed_month", "overran", "due", "yellow_on"), _lit()),
    "befell": Family((*_WHERE, *_STATE, *_BEFELL), true(), False),
    "steps": Family((*_WHERE, *_STATE), true(), lying=STEPS),
    "choices": Family((*_WHERE, *_STATE), true(), lying=CHOICES),
    "stays": Family((*_WHERE, *_STATE, "filed_month"), true(), lying=STAYS),
    f"{WIDE}light": Family(("procedure", "state", "stage", "due", "yellow_on"), _lit(), wide=True),
    f"{WIDE}befell": Family(("procedure", "version_id", *_STATE, *_BEFELL), true(), False, wide=True, moves=True),
    f"{WIDE}steps": Family(("procedure", *_STATE), true(), lying=STEPS, wide=True),
    f"{WIDE}choices": Family(("procedure", *_STATE), true(), lying=CHOICES, wide=True),
    f"{WIDE}stays": Family(("procedure", *_STATE, "filed_month"), true(), lying=STAYS, wide=True),
    f"{WIDE}texts": Family(("procedure", "version_id", *_STATE, "filed_month"), true(), lying=TEXTS, wide=True),
    f"{WIDE}numbers": Family((*_WHERE, *_STATE, "campaign_id"), true(), lying=NUMBERS, wide=True),
    f"{WIDE}done": Family(("procedure", *_STATE), true(), lying=TASKS, wide=True),
}
"""How cases stand, the smallest first, and what lies on them; the wide ones of all places at once."""
LIT = ("light", "limits", f"{WIDE}light")
"""The families of what has a light only, the smallest first."""


def more(on: date, upto: date) -> ColumnElement[Any]:
    """By how much a span changes the tallies of `upto` so that they are those of `on`: 1, 0 or -1."""
    return one(stood(CaseSpan, on)) - one(known(CaseSpan, upto))


def more_held(of: Any, on: date, upto: date) -> ColumnElement[Any]:
    """The same of what is held."""
    return one(stood(of, on)) - one(known(of, upto))


def one(what: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((what, 1), else_=0)


def holding(of: Any) -> list[str]:
    """Families of what is held in a table."""
    return [name for name, family in STANDING.items() if family.lying is not None and family.lying.of is of]


def moving() -> list[str]:
    return [name for name, family in STANDING.items() if family.moves]
