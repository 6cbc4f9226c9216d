"""An organisation registers itself: it may draft at once, and hand in once the office has confirmed it.

Whoever registers is told the same whether or not the office knows the code already: each registration makes an
organisation of its own, which is joined to the one with the same code only when the office confirms it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from data.queries.dialect import hold
from data.tables import Attempt, Organisation, Registration
from workflows.applicants.given import Applying, put_right
from workflows.applicants.offered import districts, roles
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.people import passwords
from workflows.people.accounts import Profile, accept, insert_person
from workflows.people.entrance import Visit
from workflows.people.grants import Wanted, insert_grant
from workflows.people.known import APPLICANT, PENDING
from workflows.people.rules import Refused

WINDOW = timedelta(hours=1)
FROM_ADDRESS = 5
"""Organisations that register from one address in an hour."""
TRIES = 20
"""Tries that are refused from one address in an hour: nobody finds out which accounts there are."""
WAITING = 500
"""Registrations that wait to be looked at: beyond them the office asks to come to the window."""
LOGIN = "·register"
"""Under what failed tries are counted; no account is called so."""


@dataclass(frozen=True)
class Account:
    """The account of who registers."""

    login: str
    password: str
    again: str
    language: str = "zh"


def offered(office: Office, now: datetime) -> bool:
    """Whether anything is offered that one could apply for."""
    with office.db.read() as session:
        return bool(roles(office, session, now))


def register(office: Office, given: Applying, account: Account, visit: Visit, now: datetime) -> Refusal | None:
    """Makes the organisation, pending, with its first person; gives why not."""
    try:
        _judged(office, given, account, visit, now)
        stored = passwords.hashed(account.password)
        with office.db.write() as session:
            hold(session, "people")
            hold(session, f"register from {visit.address}")
            _not_too_many(session, visit, now)
            _insert(office, session, put_right(given), account, stored, visit, now)
    except Refused as refused:
        _count(office, refused, visit, now)
        return refused.refusal
    return None


def _judged(office: Office, given: Applying, account: Account, visit: Visit, now: datetime) -> None:
    """Everything that costs little, before a password is hashed."""
    with office.db.read() as session:
        _not_too_many(session, visit, now)
        if not roles(office, session, now):
            raise Refused("applicants.not_offered")
        if given.district not in districts(office, session, now):
            raise Refused("applicants.district")
    put_right(given)
    accept(account.password, account.again, account.login.strip())


def _not_too_many(session: Session, visit: Visit, now: datetime) -> None:
    mine = (col(Registration.address) == visit.address, col(Registration.at) > now - WINDOW)
    tries = (col(Attempt.login) == LOGIN, col(Attempt.address) == visit.address, col(Attempt.at) > now - WINDOW)
    if _number(session, Registration, *mine) >= FROM_ADDRESS or _number(session, Attempt, *tries) >= TRIES:
        raise Refused("applicants.throttled")
    if _number(session, Registration, col(Registration.state) == PENDING) >= WAITING:
        raise Refused("applicants.full")


def _number(session: Session, table: type[Registration] | type[Attempt], *where: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(*where)).one()


def _count(office: Office, refused: Refused, visit: Visit, now: datetime) -> None:
    """Remembers a try that was refused, unless it was because there were too many."""
    if refused.refusal.message.code == "applicants.throttled":
        return
    with office.db.write() as session:
        session.add(Attempt(login=LOGIN, address=visit.address, at=now))


def _insert(
    office: Office, session: Session, given: Applying, account: Account, stored: str, visit: Visit, now: datetime
) -> None:
    row = Organisation(
        name=_own_name(given.name), district=given.district, kind=APPLICANT, code=given.code,
        contact=given.contact, phone=given.phone, standing=PENDING,
    )  # fmt: skip
    session.add(row)
    session.flush()
    person = belongs(office, session, row.id or 0, given.district, given.contact, account, stored, now)
    session.add(Registration(
        organisation_id=row.id or 0, person_id=person, name=given.name, code=given.code, address=visit.address, at=now,
    ))  # fmt: skip


def _own_name(name: str) -> str:
    """A name that no organisation has, whoever else calls itself so: the plain one comes when it is confirmed."""
    return f"{name}（#{secrets.token_hex(4)}）"


def belongs(
    office: Office, session: Session, organisation: int, district: str, name: str, account: Account, stored: str,
    now: datetime,
) -> int:
    """A person of an applicant, with every role that applicants hold where theirs is; raises `Refused`."""
    profile = Profile(account.login, name, organisation, language=account.language)
    person = insert_person(session, profile, now, stored)
    for role in roles(office, session, now, district):
        insert_grant(session, person, Wanted(role, organisation, district, office.today(now)), None)
    return person


