"""Fills an empty database with the practice office, always the same one for the same day."""

from __future__ import annotations

import logging
import random
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from data.tables import Person, Setting
from workflows.office import ADMIN, PRACTICE, Office
from workflows.people.actors import actor_of
from workflows.people.passwords import hashed
from workflows.practice.model import Practice, PracticeOffice
from workflows.practice.people import Staff, staff
from workflows.practice.stage import NotPlayable, Stage
from workflows.publishing import DEFINITIONS

PASSWORD = "Sandbox-2026"
"""What everybody in the practice office signs in with; the sign-in page says so."""
SEED = 73
_FILLING = "filling"
log = logging.getLogger("sandbox_desk")


def fill(office: Office, now: datetime) -> bool:
    """Makes people and plays cases; does nothing, and says so, in an office that has people."""
    people = people_only(office, now)
    if people is None:
        return False
    log.warning("The practice office is being filled, once; this takes about a minute.")
    for path in sorted(DEFINITIONS.glob("*/practice.json")):
        plan = Practice.model_validate_json(path.read_text(encoding="utf-8"))
        stage(office, plan, path.parent, people, now).perform()
    with office.db.write() as session:
        session.merge(Setting(key=PRACTICE, value=True))
    return True


def half_filled(office: Office) -> bool:
    """Whether filling was broken off: such an office is made anew, nobody has worked in it."""
    with office.db.read() as session:
        return office.setting(session, PRACTICE) == _FILLING


def stage(office: Office, plan: Practice, folder: Path, people: Staff, now: datetime) -> Stage:
    """Everything that the plays of one procedure need."""
    with office.db.read() as session:
        bundle = office.newest(session, plan.procedure)
        if bundle is None:
            raise NotPlayable(f"no procedure {plan.procedure}")
        admin = actor_of(office, session, people.city[ADMIN][0], now)
    return Stage(
        office, bundle, plan, _office_plan().words, folder, people, admin, random.Random(SEED), office.today(now)
    )


def people_only(office: Office, now: datetime) -> Staff | None:
    """The organisations and people without any case, a practice office begun; None in an office that has people."""
    plan = _office_plan()
    with office.db.write() as session:
        if session.exec(select(Person.id).limit(1)).first() is not None:
            return None
        people = staff(session, plan, hashed(PASSWORD), random.Random(SEED), now)
        session.add(Setting(key=PRACTICE, value=_FILLING))
        return people


def _office_plan() -> PracticeOffice:
    return PracticeOffice.model_validate_json(
        (DEFINITIONS / "shared" / "practice_office.json").read_text(encoding="utf-8")
    )
