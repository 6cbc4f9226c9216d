"""The clocks of a case for whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from workflows.cases.opened import reopened
from workflows.clocks.reckon import Light, Reading
from workflows.office import Office
from workflows.people.robot import looking


def clocks_of(office: Office, case_id: int, now: datetime) -> Mapping[str, Reading]:
    """The clocks of a case that have begun, asking no right: for rehearsals."""
    with office.db.read() as session:
        found = reopened(office, session, case_id, looking(), now)
        return found.situation.clocks if found else {}


def lights(due: date | None, yellow_on: date | None, today: date) -> Light | None:
    """The light of a case by its stored due date."""
    if due is None:
        return None
    if today > due:
        return "red"
    return "yellow" if yellow_on is not None and today >= yellow_on else "green"
