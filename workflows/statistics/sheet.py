"""A table of a period as somebody sees it: as it was closed and corrected, or as it comes out now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlmodel import Session

from data.tables import DefinitionText
from forms.reading import load
from forms.text import Message, Text
from workflows.boards.figure import Amount
from workflows.boards.scope import View
from workflows.engine.types import Actor, Refusal
from workflows.model.statistics import Statistic
from workflows.office import Office
from workflows.statistics import known as tables
from workflows.statistics import periods
from workflows.statistics.derived import Values, broken
from workflows.statistics.figures import Figures, Place, compute, looked, questions
from workflows.statistics.known import Known
from workflows.statistics.periods import Period
from workflows.statistics.questions import Question
from workflows.statistics.stored import Kept, closed, kept

State = Literal["running", "open", "closed", "corrected"]
"""The period is not over; it is, and not closed; closed; closed and corrected since."""


@dataclass(frozen=True)
class Sheet:
    """Everything about a table of a period and scope."""

    of: Known
    figures: Figures
    state: State
    versions: tuple[Kept, ...]
    due: date | None  # by when it is to be closed
    why_not: Refusal | None  # why it cannot be closed by who looks; None where it can
    may_compare: bool
    may_correct: bool
    broken: tuple[tuple[Text, Text], ...]  # rules that do not hold, and where

    @property
    def table(self) -> Statistic:
        return self.figures.table

    @property
    def changed(self) -> Mapping[Place, list[tuple[Kept, Amount | None]]]:
        """Corrected cells → the corrections, each with the figure before it."""
        found: dict[Place, list[tuple[Kept, Amount | None]]] = {}
        for version in self.versions[1:]:
            for place, (before, _) in version.changed.items():
                found.setdefault(place, []).append((version, before))
        return found


def sheet(
    office: Office, actor: Actor, table: str, period: str, scope: str, now: datetime
) -> Sheet | Refusal:
    """The table of a period for a scope; refused to who may not see it there."""
    with office.db.read() as session:
        found = find(office, session, actor, table, period, scope, now, "readers")
        return found if isinstance(found, Refusal) else found.sheet()


def find(
    office: Office, session: Session, actor: Actor, table: str, period: str, scope: str, now: datetime, roles: str
) -> Desk | Refusal:
    """A table for who holds one of its `readers`, `close_by` or `correctors` for the scope."""
    of = next((k for k in tables.every(office, session, office.today(now)) if k.id == table), None)
    at = periods.read(of.table.period, period) if of else None
    if of is None or at is None or at.first > office.today(now):
        return Refusal(Message("statistics.none"), guard="table")
    seen = looked(office, session, actor, now, of, at, scope)
    if scope not in tables.scopes(getattr(of.table, roles), seen, oversees=roles == "readers"):
        code = "statistics.not_yours" if roles == "readers" else f"statistics.not_by_you.{roles}"
        return Refusal(Message(code, {"roles": [_role(of, r) for r in getattr(of.table, roles)]}), guard="role")
    seen = seen if seen.scope == scope else replace(seen, scope=scope)
    return Desk(office, session, actor, now, of, at, seen)


def _role(of: Known, role: str) -> Text:
    found = of.bundle.procedure.roles.get(role)
    return found.title if found else Text(zh=role)


@dataclass(frozen=True)
class Desk:
    """A table of a period on somebody's desk, within one session."""

    office: Office
    session: Session
    actor: Actor
    now: datetime
    of: Known
    period: Period
    seen: View

    @property
    def scope(self) -> str:
        return self.seen.scope

    def versions(self) -> tuple[Kept, ...]:
        return kept(self.session, self.of.id, self.scope, self.period.key)

    def computed(self) -> Figures:
        """As it comes out now; other periods as they were closed."""
        return compute(self.seen, self.of, self.period, self.earlier)

    def earlier(self, period: Period) -> Values | None:
        found = kept(self.session, self.of.id, self.scope, period.key)
        return found[-1].values if found else None

    def asked(self) -> dict[Place, Question]:
        return questions(self.seen, self.of, self.period)

    def as_kept(self, last: Kept) -> Figures:
        """The figures of a version in the layout that was published then."""
        text = self.session.get_one(DefinitionText, last.definition).body
        return Figures(
            load(Statistic, text), self.period, self.scope, last.called, last.heads, last.values, self.asked()
        )

    def sheet(self) -> Sheet:
        versions = self.versions()
        figures = self.as_kept(versions[-1]) if versions else self.computed()
        days = self.of.table.due_days
        return Sheet(
            self.of, figures, self._state(versions), versions,
            None if days is None else self.period.last + timedelta(days=days), self.why_not(versions),
            bool(versions) and self._may(self.of.table.keepers), bool(versions) and self._may(self.of.table.correctors),
            tuple(broken(figures.table, figures.titles, figures.values)),
        )  # fmt: skip

    def _may(self, roles: list[str]) -> bool:
        return self.scope in tables.scopes(roles, self.seen)

    def _state(self, versions: tuple[Kept, ...]) -> State:
        if versions:
            return "corrected" if len(versions) > 1 else "closed"
        return "open" if self.period.last < self.seen.today else "running"

    def why_not(self, versions: tuple[Kept, ...]) -> Refusal | None:
        """Why it cannot be closed: it is, the period is not over, an earlier one is open, or it is for others."""
        if versions:
            return Refusal(Message("statistics.is_closed", {"period": self.period.title}), guard="closed")
        if not self._may(self.of.table.close_by):
            roles = [_role(self.of, r) for r in self.of.table.close_by]
            return Refusal(Message("statistics.not_by_you.close_by", {"roles": roles}), guard="role")
        if self.period.last >= self.seen.today:
            data = {"period": self.period.title, "last": self.period.last.isoformat()}
            return Refusal(Message("statistics.not_over", data), guard="period")
        return self._in_order()

    def _in_order(self) -> Refusal | None:
        """Periods are closed one after the other, from the first that is."""
        others = [p for k in closed(self.session, self.of.id, self.scope) if (p := self._read(k))]
        first = date.fromisoformat(self.of.table.since) if self.of.table.since else None
        if first is not None and self.period.first < first:
            return Refusal(Message("statistics.too_early", {"since": first.isoformat()}), guard="period")
        wanted = periods.containing(self.of.table.period, first) if first else None
        if others:
            wanted = max(others, key=lambda p: p.first).next
        if wanted is None or wanted == self.period:
            return None
        return Refusal(Message("statistics.in_order", {"wanted": wanted.title}), guard="order")

    def _read(self, key: str) -> Period | None:
        return periods.read(self.of.table.period, key)


__all__ = ["Desk", "Sheet", "State", "find", "sheet"]
