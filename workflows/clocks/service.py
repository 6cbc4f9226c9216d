"""The clocks of a case for whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms.text import Text
from workflows.cases.opened import Opened, opened, reopened
from workflows.clocks.explain import Line, explain
from workflows.clocks.reckon import Light, Reading
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.robot import looking


def clocks_of(office: Office, case_id: int, now: datetime) -> Mapping[str, Reading]:
    """The clocks of a case that have begun, asking no right: for rehearsals."""
    with office.db.read() as session:
        found = reopened(office, session, case_id, looking(), now)
        return found.situation.clocks if found else {}


@dataclass(frozen=True)
class ClockView:
    """A clock as the page of a case shows it, with how its date came about."""

    reading: Reading
    lines: tuple[Line, ...]

    @property
    def title(self) -> Text:
        return self.reading.clock.title


def case_clocks(office: Office, actor: Actor, case_id: int, now: datetime) -> list[ClockView]:
    """The clocks of a case that the actor may see, those that decide its due date first."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return []
        views = [_view(found, each) for each in found.situation.clocks.values()]
    return sorted(views, key=lambda v: (v.reading.status == "ended", not v.reading.clock.main))


def _view(found: Opened, each: Reading) -> ClockView:
    states = found.bundle.procedure.states

    def named(key: str) -> Text | None:
        return states[key].title if key in states else None

    lines = explain(each, found.world.calendar, named, found.situation.today)
    return ClockView(each, tuple(lines))


def lights(due: date | None, yellow_on: date | None, today: date) -> Light | None:
    """The light of a case by its stored due date."""
    if due is None:
        return None
    if today > due:
        return "red"
    return "yellow" if yellow_on is not None and today >= yellow_on else "green"
