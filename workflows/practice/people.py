"""The organisations and people of a practice office."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from data.reference.load import HOME
from data.tables import District, Organisation
from workflows.people.accounts import Profile, insert_person
from workflows.people.cities import city_of
from workflows.people.grants import Wanted, insert_grant
from workflows.people.known import APPLICANT
from workflows.people.organisations import Described, insert_organisation
from workflows.practice.model import Applicant, Department, PracticeOffice
from workflows.practice.names import Names

SINCE = date(2024, 1, 1)


@dataclass
class Staff:
    """Who works where: role → people of the city, and (role, district) → people."""

    city: dict[str, list[int]]
    district: dict[tuple[str, str], list[int]]

    def of(self, role: str, district: str) -> list[int]:
        """Everybody who holds a role for a district, or for the whole city."""
        return self.district.get((role, district)) or self.city.get(role, [])


@dataclass(frozen=True)
class _Place:
    organisation: int
    district: str
    until: date | None


def staff(session: Session, plan: PracticeOffice, password: str, rng: random.Random, now: datetime) -> Staff:
    """Makes every organisation and person; `password` is the hash they all share."""
    city = session.get_one(District, HOME)
    names = Names(plan.words, rng, city.code, city.short, itertools.count())
    hiring = _Hiring(session, names, password, now)
    made = Staff({}, {})
    top = _departments(hiring, plan.city, city.code, made)
    for district in _districts(session, city.code):
        place = _Place(_bureau(session, plan, district, top), district.code, district.valid_until)
        for role, count in plan.district.items():
            logins = [f"{role}{district.code.lower()}" + ("" if n == 0 else f"-{n + 1}") for n in range(count)]
            made.district[role, district.code] = [hiring.hire(login, role, place) for login in logins]
    _departments(hiring, plan.trial, city.code, made, top)
    for other in plan.others:
        _departments(hiring, other.departments, other.city, made)
        for applicant in other.applicants:
            _applicant(hiring, applicant, made)
    return made


def _applicant(hiring: _Hiring, applicant: Applicant, made: Staff) -> None:
    described = Described(applicant.title.zh, applicant.district, applicant.title.say("en"))
    place = _Place(insert_organisation(hiring.session, described), applicant.district, None)
    row = hiring.session.get_one(Organisation, place.organisation)
    row.kind, row.code, row.contact, row.phone = APPLICANT, applicant.code, hiring.names.make("person"), "13800000000"
    for role, count in applicant.roles.items():
        there = len(made.city.get(role, ()))
        made.city.setdefault(role, []).extend(hiring.hire(f"{role}{there + n + 1}", role, place) for n in range(count))


def _districts(session: Session, city: str) -> list[District]:
    """Every district that a city ever had."""
    rows = list(session.exec(select(District).order_by(col(District.code))))
    known = {d.code: d for d in rows}
    return [d for d in rows if d.kind != "city" and city_of(d.code, known) == city]


def _departments(
    hiring: _Hiring, departments: list[Department], city: str, made: Staff, top: int | None = None
) -> int | None:
    """Organisations of the city and of districts of it; gives the one all others lie below."""
    for d in departments:
        here = d.district or city
        described = Described(d.title.zh, here, d.title.say("en"), None if d.parent else top)
        place = _Place(insert_organisation(hiring.session, described), here, None)
        top = place.organisation if d.parent else top
        for role, count in d.roles.items():
            people = made.district.setdefault((role, here), []) if d.district else made.city.setdefault(role, [])
            called, there = f"{role}{(d.district or '').lower()}", len(people)
            dash = "-" if d.district else ""
            logins = [called if count + there == 1 else f"{called}{dash}{there + n + 1}" for n in range(count)]
            people.extend(hiring.hire(login, role, place) for login in logins)
    return top


def _bureau(session: Session, plan: PracticeOffice, district: District, top: int | None) -> int:
    title = plan.district_title
    name, name_en = title.zh.format(name=district.full), title.say("en").format(name=district.name_en)
    return insert_organisation(session, Described(name, district.code, name_en, top))


@dataclass(frozen=True)
class _Hiring:
    session: Session
    names: Names
    password: str
    now: datetime

    def hire(self, login: str, role: str, place: _Place) -> int:
        """A person with one role; their grant ends with their district."""
        login = login if len(login) > 2 else f"{login}-1"
        person = insert_person(
            self.session, Profile(login, self.names.make("person"), place.organisation), self.now, self.password
        )
        until = place.until - timedelta(days=1) if place.until else None
        insert_grant(self.session, person, Wanted(role, place.organisation, place.district, SINCE, until), None)
        return person
