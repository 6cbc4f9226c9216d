"""All tables of a year, as the annual report prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from workflows.boards.scope import WHOLE
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.statistics import known as tables
from workflows.statistics import periods
from workflows.statistics.figures import looked
from workflows.statistics.known import Known
from workflows.statistics.layout import Printed, printed
from workflows.statistics.sheet import Desk


@dataclass(frozen=True)
class OfYear:
    """A table with each period of the year that is over, oldest first; those that are not closed say so."""

    of: Known
    periods: tuple[Printed, ...]

    @property
    def last(self) -> Printed | None:
        """The newest period: its sums since January are those of the year so far."""
        return self.periods[-1] if self.periods else None


def figures(office: Office, actor: Actor, year: int, now: datetime, scope: str = WHOLE) -> tuple[OfYear, ...]:
    """Every table for the annual report that somebody may see for a scope: titles, figures, notes, corrections."""
    with office.db.read() as session:
        every = tables.known(office, session, actor, office.today(now))
        found = (_of_year(office, session, actor, year, now, scope, k) for k in every if k.table.yearly)
        return tuple(each for each in found if each.periods)


def _of_year(
    office: Office, session: Session, actor: Actor, year: int, now: datetime, scope: str, of: Known
) -> OfYear:
    today, found = office.today(now), []
    for period in periods.of_year(of.table.period, year):
        seen = looked(office, session, actor, now, of, period, scope)
        if period.last < today and scope in tables.readable(of, seen):
            found.append(printed(office, Desk(office, session, actor, now, of, period, seen).sheet()))
    return OfYear(of, tuple(found))
