"""The office looks at who registered: confirms, joins to the organisation it knows already, or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import true
from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import Grant, Organisation, Person, Registration
from forms.chars import one_line
from forms.fields.organisation import CONFIRMED
from workflows.applicants.moving import move_cases
from workflows.applicants.offered import cared_for, looks_after, roles
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people.grants import Wanted, insert_grant
from workflows.people.known import APPLICANT, JOINED, PENDING, REFUSED
from workflows.people.rules import Refused
from workflows.people.sessions import revoke_all


@dataclass(frozen=True)
class Waiting:
    """A registration to be looked at; `known` is the organisation that the office knows under the same code."""

    id: int
    name: str
    code: str
    district: str
    contact: str
    phone: str
    login: str
    at: datetime
    known: str


def waiting(office: Office, by: Actor, now: datetime, limit: int = 100) -> list[Waiting]:
    """The registrations that wait, the oldest first, for who looks after applicants."""
    with office.db.read() as session:
        places = col(Organisation.district).in_(cared_for(office, session, by, now))
        mine = true() if holds(by, ADMIN) else places
        found = (
            select(Registration, Organisation, Person)
            .join(Organisation, col(Organisation.id) == Registration.organisation_id)
            .join(Person, col(Person.id) == Registration.person_id)
            .where(Registration.state == PENDING, mine)
            .order_by(col(Registration.at), col(Registration.id))
        )
        return [_waiting(session, *row) for row in session.exec(found.limit(limit))]


def _waiting(session: Session, row: Registration, organisation: Organisation, person: Person) -> Waiting:
    known = same_code(session, row.code)
    return Waiting(
        row.id or 0, row.name, row.code, organisation.district, organisation.contact, organisation.phone,
        person.login, row.at, known.name if known else "",
    )  # fmt: skip


def same_code(session: Session, code: str) -> Organisation | None:
    """The applicant that the office knows under a code."""
    known = (Organisation.kind == APPLICANT, Organisation.code == code, Organisation.standing == CONFIRMED)
    return session.exec(select(Organisation).where(*known).order_by(col(Organisation.id)).limit(1)).first()


def confirm(office: Office, by: Actor, registration: int, now: datetime) -> Refusal | None:
    """Confirms who registered; under a code that is known already, they join that organisation."""
    return _decide(office, by, registration, now, None)


def refuse(office: Office, by: Actor, registration: int, reason: str, now: datetime) -> Refusal | None:
    """Turns a registration down: its person can sign in no more."""
    return _decide(office, by, registration, now, one_line(reason))


def _decide(office: Office, by: Actor, registration: int, now: datetime, reason: str | None) -> Refusal | None:
    try:
        with office.db.write() as session:
            hold(session, "people")
            row = session.get(Registration, registration)
            place = session.get_one(Organisation, row.organisation_id).district if row is not None else None
            if not looks_after(office, session, by, now, place):
                raise Refused("applicants.not_yours")
            if row is None or row.state != PENDING:
                raise Refused("applicants.decided")
            if reason is not None:
                _refuse(session, row, reason, now)
            else:
                _confirm(office, session, row, now)
            row.decided_at, row.decided_by = now, by.id
            session.add(row)
    except Refused as refused:
        return refused.refusal
    return None


def _refuse(session: Session, row: Registration, reason: str, now: datetime) -> None:
    if not reason:
        raise Refused("applicants.reason")
    own, person = session.get_one(Organisation, row.organisation_id), session.get_one(Person, row.person_id)
    own.standing, own.active, person.active = REFUSED, False, False
    row.state, row.reason = REFUSED, reason[:400]
    session.add_all((own, person))
    revoke_all(session, row.person_id, now)


def _confirm(office: Office, session: Session, row: Registration, now: datetime) -> None:
    own, known = session.get_one(Organisation, row.organisation_id), same_code(session, row.code)
    if known is None:
        own.name, own.standing, row.state = free_name(session, row.name, row.code), CONFIRMED, CONFIRMED
        session.add(own)
        return
    own.standing, own.active, row.state = JOINED, False, JOINED
    session.add(own)
    _join(office, session, row.organisation_id, known, now)
    move_cases(office, session, row.organisation_id, known.id or 0, now)


def _join(office: Office, session: Session, old: int, known: Organisation, now: datetime) -> None:
    """The people of an organisation belong to another from now on, and hold what its people hold where that one is."""
    today, new = office.today(now), known.id or 0
    for person in session.exec(select(Person).where(Person.organisation_id == old)):
        person.organisation_id = new
        session.add(person)
    held = list(session.exec(select(Grant).where(Grant.organisation_id == old)))
    offered = roles(office, session, now, known.district)
    for grant in held:
        if grant.role in offered:
            grant.organisation_id, grant.district = new, known.district
            session.add(grant)
        else:
            session.delete(grant)
    for person_id in {g.person_id for g in held}:
        have = {g.role for g in held if g.person_id == person_id}
        for role in (r for r in offered if r not in have):
            insert_grant(session, person_id, Wanted(role, new, known.district, today), None)
    session.flush()


def free_name(session: Session, name: str, code: str) -> str:
    """The name itself, or with the end of the code where another organisation is called so."""
    taken = session.exec(select(Organisation.id).where(Organisation.name == name)).first()
    return name if taken is None else f"{name}（{code[-6:]}）"
