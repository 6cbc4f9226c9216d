"""What can be chosen on the page of statistics: tables, scopes, periods with how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from forms.text import Text
from workflows.boards.scope import WHOLE
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.statistics import known as tables
from workflows.statistics import periods
from workflows.statistics.figures import looked
from workflows.statistics.known import Known
from workflows.statistics.periods import MONTHS, Period
from workflows.statistics.sheet import State
from workflows.statistics.stored import closed

BACK = 36
"""Months that are offered, and all that are closed."""


@dataclass(frozen=True)
class Offered:
    """The choices, and what is chosen: where the wish is none of them, the first table, the widest scope, the newest
    period that is over."""

    tables: tuple[Known, ...]
    of: Known
    scopes: tuple[tuple[str, Text], ...]
    scope: str
    periods: tuple[tuple[Period, State], ...]  # newest first
    period: Period


def any_of(office: Office, actor: Actor, now: datetime) -> bool:
    """Whether somebody may see any table."""
    with office.db.read() as session:
        return bool(tables.known(office, session, actor, office.today(now)))


def offered(office: Office, actor: Actor, table: str, scope: str, period: str, now: datetime) -> Offered | None:
    """What somebody may choose from; None where there is no table for them."""
    with office.db.read() as session:
        found = tables.known(office, session, actor, office.today(now))
        if not found:
            return None
        of = next((k for k in found if k.id == table), found[0])
        return _offered(office, session, actor, found, of, scope, period, now)


def _offered(
    office: Office, session: Session, actor: Actor, found: list[Known], of: Known, scope: str, period: str,
    now: datetime,
) -> Offered | None:  # fmt: skip
    newest = periods.containing(of.table.period, office.today(now))
    seen = looked(office, session, actor, now, of, newest, WHOLE)
    codes = tables.readable(of, seen)
    if not codes:
        return None
    names = {WHOLE: seen.title, **{p.code: p.title for p in seen.mine}}
    chosen = scope if scope in codes else codes[0]
    every = _periods(session, of, chosen, newest)
    at = next((p for p, _ in every if p.key == period), every[min(1, len(every) - 1)][0])
    return Offered(tuple(found), of, tuple((c, names[c]) for c in codes), chosen, every, at)


def _periods(session: Session, of: Known, scope: str, newest: Period) -> tuple[tuple[Period, State], ...]:
    known = closed(session, of.id, scope)
    found: list[tuple[Period, State]] = [(newest, "running")]
    at = newest.before
    while len(found) <= BACK // MONTHS[of.table.period] and _begun(of, at):
        versions = known.pop(at.key, 0)
        found.append((at, "corrected" if versions > 1 else "closed" if versions else "open"))
        at = at.before
    for key in sorted(known, reverse=True):
        if older := periods.read(of.table.period, key):
            found.append((older, "corrected" if known[key] > 1 else "closed"))
    return tuple(found)


def _begun(of: Known, at: Period) -> bool:
    return of.table.since is None or at.first.isoformat() >= of.table.since
