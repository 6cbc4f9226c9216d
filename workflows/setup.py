"""Brings an installation up to date: tables, districts, shipped definitions. Doing it again changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from data.migrations import downgrade, migrate
from data.reference.load import load_places
from data.tables import WorkingDay
from workflows.clocks import entry_timers
from workflows.clocks.table import calendar_of
from workflows.facts import filling, nightly, working
from workflows.office import Office
from workflows.practice import fill, half_filled
from workflows.publishing import PRACTICE, load_folder
from workflows.registers import following
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
    filling.fill(office, now)
    if practice:
        fill(office, now)
        with office.db.read() as session:
            practising = office.practice(session)
        if practising:
            load_folder(office, now=now, definitions=PRACTICE)
    with office.db.write() as session:
        if session.exec(select(WorkingDay).limit(1)).first() is None:
            working.keep(session, calendar_of(office, session))
        schedule(office, session, now)
        nightly.schedule(office, session, now)
        nightly.begin_soon(session, now)
        following.begin(office, session, now)
        entry_timers.schedule_all(office, session, now)
