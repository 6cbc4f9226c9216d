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
from workflows.practice.entries import enter
from workflows.practice.model import Practice, PracticeOffice
from workflows.practice.newcomers import come
from workflows.practice.people import Staff, staff
from workflows.practice.running import run
from workflows.practice.stage import NotPlayable, Stage
from workflows.publishing import DEFINITIONS
from workflows.rehearsal.passing import passing

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
    log.warning("The practice office is being filled, once; this takes some three minutes.")
    come(office, office_plan(), PASSWORD, now)
    for plan, folder in _plans():
        ready = stage(office, plan, folder, people, now)
        enter(ready)
        ready.perform()
        run(ready)
    passing(office, now)
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
        office, bundle, plan, office_plan().words, folder, people, admin, random.Random(SEED), office.today(now)
    )


def people_only(office: Office, now: datetime) -> Staff | None:
    """The organisations and people without any case, a practice office begun; None in an office that has people."""
    plan = office_plan()
    with office.db.write() as session:
        if session.exec(select(Person.id).limit(1)).first() is not None:
            return None
        people = staff(session, plan, hashed(PASSWORD), random.Random(SEED), now)
        session.add(Setting(key=PRACTICE, value=_FILLING))
        return people


def office_plan() -> PracticeOffice:
    return PracticeOffice.model_validate_json(
        (DEFINITIONS / "shared" / "practice_office.json").read_text(encoding="utf-8")
    )


def _plans() -> list[tuple[Practice, Path]]:
    """What is played of each shipped procedure, and where its rehearsals lie."""
    found = sorted(DEFINITIONS.glob("*/practice.json"))
    return [(Practice.model_validate_json(p.read_text(encoding="utf-8")), p.parent) for p in found]
