"""Who plays a rehearsal: people with their roles and organisations, and the campaigns it needs, in an empty office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, select

from data.reference.load import load_places
from data.tables import Campaign, CampaignMember, District, Organisation, Person
from workflows.bundle import Bundle
from workflows.engine.entries import key_text
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register
from workflows.office import Office
from workflows.people.accounts import Profile, insert_person
from workflows.people.cities import home
from workflows.people.grants import Wanted, insert_grant
from workflows.people.known import APPLICANT, PENDING
from workflows.people.organisations import Described, insert_organisation
from workflows.registers.writing import By, add
from workflows.rehearsal.model import Rehearsal

_SINCE = date(2000, 1, 1)
_NOW = datetime(2000, 1, 1, tzinfo=UTC)
_PART = re.compile(r"(?P<role>\w+)(@(?P<district>\w+))?(#(?P<organisation>\d+))?")


@dataclass(frozen=True)
class Cast:
    """The people of a rehearsal by their names in it, and its campaigns by theirs: ids in the office."""

    people: Mapping[str, int]
    campaigns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A role somebody plays: `clerk@500112`, `desk` for the whole city; `#2` is a second organisation there.

    Organisations are called by their place and number: `500112`, `500112 2`.
    """

    role: str
    district: str | None
    organisation: str = ""


def parts(spoken: str | list[str]) -> list[Part]:
    """The roles of one person; what is no part is left out, a check of the model names it."""
    found = [_PART.fullmatch(s) for s in ([spoken] if isinstance(spoken, str) else spoken)]
    return [Part(m["role"], m["district"], m["organisation"] or "") for m in found if m]


def cast(office: Office, rehearsal: Rehearsal) -> Cast:
    """Make the people and campaigns of a rehearsal in an office that has none."""
    with office.db.write() as session:
        if session.exec(select(District.code).limit(1)).first() is None:
            load_places(session)
        played = office.newest(session, rehearsal.procedure)
        procedure = played.procedure if played else None
        family = (office.newest(session, p) for p in office.procedures(session))  # with the procedures of its children
        roles = [(k, r) for b in family if b is not None for k, r in b.procedure.roles.items()]
        applicants = frozenset(key for key, role in roles if role.of_organisation)
        stage = _Stage(session, (procedure.city if procedure else None) or home(session), applicants)
        people = {name: stage.person(n, name, parts(p)) for n, (name, p) in enumerate(rehearsal.people.items(), 1)}
        for name in rehearsal.unconfirmed:
            stage.unconfirmed(people.get(name, 0))
        for name, code in rehearsal.codes.items():
            stage.coded(people.get(name, 0), code)
        districts = {p.district for s in rehearsal.people.values() for p in parts(s) if p.district}
        if played is not None:
            stage.entries(played, rehearsal)
        campaigns = {name: stage.campaign(rehearsal, name, sorted(districts)) for name in rehearsal.campaigns}
    return Cast(people, campaigns)


class _Stage:
    """Puts people and campaigns into the office, with one organisation per place."""

    def __init__(self, session: Session, city: str, applicants: frozenset[str]) -> None:
        self._session, self._city, self._applicants = session, city, applicants
        self._organisations: dict[tuple[str, str], int] = {}

    def person(self, number: int, name: str, held: list[Part]) -> int:
        first = held[0] if held else Part("", None)
        profile = Profile(f"person-{number}", name, self._organisation(first))
        person = insert_person(self._session, profile, _NOW)
        for part in held:
            place = part.district or self._city
            insert_grant(self._session, person, Wanted(part.role, self._organisation(part), place, _SINCE), None)
        return person

    def _organisation(self, part: Part) -> int:
        place = (part.district or self._city, part.organisation)
        if place not in self._organisations:
            described = Described(" ".join(filter(None, place)), place[0])
            self._organisations[place] = insert_organisation(self._session, described)
            if part.role in self._applicants:
                self._session.get_one(Organisation, self._organisations[place]).kind = APPLICANT
        return self._organisations[place]

    def entries(self, bundle: Bundle, rehearsal: Rehearsal) -> None:
        """What is in the registers beforehand."""
        by = By(self._session, bundle, _NOW)
        for register_id, planned in rehearsal.entries.items():
            register = bundle.procedure.registers.get(register_id)
            for plan in planned if register is not None else ():
                assert register is not None
                values = {k: self._named(register, k, v) for k, v in plan.values.items()}
                new = NewEntry(
                    register_id, date.fromisoformat(plan.since), key_text(register, values),
                    str(values.get(register.title) or ""),
                    values.get(register.district) if register.district else None, values, {},
                )  # fmt: skip
                entry = add(by, new)
                entry.until = date.fromisoformat(plan.until) if plan.until else None
                self._session.add(entry)

    def _named(self, register: Register, field: str, value: Any) -> Any:
        """An organisation by what it is called here: its place and number."""
        if field not in register.fields or register.fields[field].type != "organisation":
            return value
        place, _, number = str(value).partition(" ")
        return str(self._organisations.get((place, number), value))

    def unconfirmed(self, person: int) -> None:
        found = self._session.get(Person, person)
        if found is not None:
            self._session.get_one(Organisation, found.organisation_id).standing = PENDING

    def coded(self, person: int, code: str) -> None:
        """Only applicants have codes."""
        found = self._session.get(Person, person)
        if found is not None:
            row = self._session.get_one(Organisation, found.organisation_id)
            row.code, row.kind = code, APPLICANT

    def campaign(self, rehearsal: Rehearsal, name: str, districts: list[str]) -> int:
        plan = rehearsal.campaigns[name]
        row = Campaign(
            procedure=rehearsal.procedure, title=plan.title.zh, title_en=plan.title.en or "",
            opens=date.fromisoformat(plan.opens), closes=date.fromisoformat(plan.closes),
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        self._session.add_all(CampaignMember(campaign_id=row.id or 0, district=d) for d in districts)
        return row.id or 0
