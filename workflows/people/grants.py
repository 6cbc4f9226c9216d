"""Grants: a role held for an organisation, in a district and all below it, from a day until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, or_, select

from data.tables import District, Grant, Organisation, Person
from forms.text import Text
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office
from workflows.people.cities import city_of
from workflows.people.roles import Role, roles
from workflows.people.rules import Refused, only_admin
from workflows.world import in_force


@dataclass(frozen=True)
class Wanted:
    """A grant to be given; `district` is a code, the city's own for the whole city; `until` is its last day."""

    role: str
    organisation_id: int
    district: str
    since: date
    until: date | None = None


def give(office: Office, by: Actor, person_id: int, wanted: Wanted, now: datetime) -> int | Refusal:
    """Gives a role; returns the id of the grant."""
    try:
        with office.db.write() as session:
            only_admin(session, by)
            _check(office, session, person_id, wanted, office.today(now))
            return insert_grant(session, person_id, wanted, by.id or None)
    except Refused as refused:
        return refused.refusal


def insert_grant(session: Session, person_id: int, wanted: Wanted, by: int | None) -> int:
    """The same inside a transaction, unchecked: for setting up."""
    grant = Grant(
        person_id=person_id, role=wanted.role, organisation_id=wanted.organisation_id, district=wanted.district,
        valid_from=wanted.since, valid_until=wanted.until, given_by=by,
    )  # fmt: skip
    session.add(grant)
    session.flush()
    return grant.id or 0


def end(office: Office, by: Actor, grant_id: int, now: datetime) -> Refusal | None:
    """Takes a role back: it counts until yesterday. One that never counted goes altogether."""
    today = office.today(now)
    try:
        with office.db.write() as session:
            only_admin(session, by)
            grant = session.get(Grant, grant_id)
            if grant is None:
                return None
            if grant.valid_from >= today:
                session.delete(grant)
            else:
                grant.valid_until = min(grant.valid_until or today, today - timedelta(days=1))
                session.add(grant)
            keep_an_admin(session, today)
    except Refused as refused:
        return refused.refusal
    return None


def keep_an_admin(session: Session, today: date) -> None:
    """Raises `Refused` if nobody who can sign in would be left to administer the office."""
    session.flush()
    granted = select(Grant.id).join(Person, col(Person.id) == Grant.person_id).where(*in_force(today))
    left = granted.where(Grant.role == ADMIN, col(Person.active))
    if session.exec(left.limit(1)).first() is None:
        raise Refused("people.last_admin")


def _check(office: Office, session: Session, person_id: int, wanted: Wanted, today: date) -> None:
    if session.get(Person, person_id) is None:
        raise Refused("people.no_such_person")
    organisation = session.get(Organisation, wanted.organisation_id)
    if organisation is None or not organisation.active:
        raise Refused("people.no_such_organisation")
    if not wanted.role:
        raise Refused("people.choose_role")
    role = roles(office, session, today).get(wanted.role)
    if role is None:
        raise Refused("people.no_such_role", role=wanted.role)
    place = session.get(District, wanted.district)
    if place is None:
        raise Refused("people.no_such_district", code=wanted.district)
    if role.city and place.kind != "city":
        raise Refused("people.city_only", role=role.title)
    _check_city(session, role, place)
    if wanted.until and wanted.until < wanted.since:
        raise Refused("people.grant_dates")
    if _doubled(session, person_id, wanted):
        raise Refused("people.grant_doubled", role=role.title, place=place.name)


def _check_city(session: Session, role: Role, place: District) -> None:
    """Raises `Refused` for a role of one city's procedures that would be held in another city."""
    districts = {d.code: d for d in session.exec(select(District))}
    if role.cities and city_of(place.code, districts) not in role.cities:
        names = [Text(zh=districts[c].name, en=districts[c].name_en) for c in sorted(role.cities) if c in districts]
        raise Refused("people.role_city", role=role.title, city=names, place=place.name)


def _doubled(session: Session, person_id: int, wanted: Wanted) -> bool:
    same = select(Grant.id).where(
        Grant.person_id == person_id, Grant.role == wanted.role, Grant.district == wanted.district,
        Grant.organisation_id == wanted.organisation_id,
        or_(col(Grant.valid_until).is_(None), col(Grant.valid_until) >= wanted.since),
    )  # fmt: skip
    if wanted.until:
        same = same.where(Grant.valid_from <= wanted.until)
    return session.exec(same.limit(1)).first() is not None
