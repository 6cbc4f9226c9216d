"""Brings an installation up to date: tables, districts, shipped definitions. Doing it again changes nothing."""

from __future__ import annotations

from datetime import datetime

from data.migrations import downgrade, migrate
from data.reference.load import load_places
from workflows.clocks import entry_timers
from workflows.office import Office
from workflows.practice import fill, half_filled
from workflows.publishing import PRACTICE, load_folder
from workflows.staffing.nightly import schedule


def set_up(office: Office, now: datetime, *, practice: bool) -> None:
    """What every start does before the first request; `practice` fills an office where nobody is yet."""
    migrate(office.db)
    if practice and half_filled(office):
        downgrade(office.db)
        migrate(office.db)
    with office.db.write() as session:
        load_places(session)
    load_folder(office, now=now)
    if practice:
        fill(office, now)
        with office.db.read() as session:
            practising = office.practice(session)
        if practising:
            load_folder(office, now=now, definitions=PRACTICE)
    with office.db.write() as session:
        schedule(office, session, now)
        entry_timers.schedule_all(office, session, now)
