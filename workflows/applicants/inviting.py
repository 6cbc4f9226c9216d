"""At the window: an applicant is entered, confirmed at once, and its people are invited by a link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import true
from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import OneTimeLink, Organisation, Registration
from forms.chars import one_line
from forms.fields.organisation import CONFIRMED
from workflows.applicants.confirming import free_name, same_code
from workflows.applicants.given import Applying, put_right
from workflows.applicants.offered import cared_for, looks_after
from workflows.applicants.registering import Account, belongs
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people import links, passwords
from workflows.people.accounts import accept
from workflows.people.known import APPLICANT
from workflows.people.rules import Refused

INVITE = "invite"


def enter(office: Office, by: Actor, given: Applying, now: datetime) -> int | Refusal:
    """An organisation that the office knows to be who it is; gives its id."""
    try:
        with office.db.write() as session:
            hold(session, "people")
            if not looks_after(office, session, by, now):
                raise Refused("applicants.not_yours")
            if given.district not in cared_for(office, session, by, now):
                raise Refused("applicants.district")
            return _entered(session, put_right(given))
    except Refused as refused:
        return refused.refusal


def _entered(session: Session, given: Applying) -> int:
    known = same_code(session, given.code)
    if known is not None:
        raise Refused("applicants.code_known", organisation=known.name)
    row = Organisation(
        name=free_name(session, given.name, given.code), district=given.district, kind=APPLICANT, code=given.code,
        contact=given.contact, phone=given.phone, standing=CONFIRMED,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id or 0


def known(office: Office, by: Actor, now: datetime) -> list[Organisation]:
    """The applicants that the office knows, for who looks after them."""
    with office.db.read() as session:
        mine = col(Organisation.district).in_(cared_for(office, session, by, now))
        confirmed = (Organisation.kind == APPLICANT, Organisation.standing == CONFIRMED)
        found = select(Organisation).where(*confirmed, true() if holds(by, ADMIN) else mine)
        return list(session.exec(found.order_by(Organisation.name)))


def invite(office: Office, by: Actor, organisation: int, now: datetime) -> str | Refusal:
    """The secret of a link by which somebody of a confirmed applicant makes an account; it works once."""
    try:
        with office.db.write() as session:
            row = session.get(Organisation, organisation)
            if not looks_after(office, session, by, now, row.district if row else None):
                raise Refused("applicants.not_yours")
            if row is None or row.kind != APPLICANT or row.standing != CONFIRMED or not row.active:
                raise Refused("people.no_such_organisation")
            return links.new_link(session, INVITE, now, organisation_id=organisation)
    except Refused as refused:
        return refused.refusal


def invited(office: Office, token: str, now: datetime) -> Organisation | None:
    """Whom a link invites; None for one that works no more."""
    with office.db.read() as session:
        link = links.living(session, token, INVITE, now)
        return session.get(Organisation, link.organisation_id) if link and link.organisation_id else None


def join(office: Office, token: str, name: str, account: Account, now: datetime) -> Refusal | None:
    """Makes the account of who was invited; the link is spent only if everything is accepted."""
    try:
        with office.db.read() as session:
            if links.living(session, token, INVITE, now) is None:
                raise Refused("people.link_dead")
        accept(account.password, account.again, account.login.strip())
        stored = passwords.hashed(account.password)
        with office.db.write() as session:
            link = links.use(session, token, INVITE, now)
            _joined(office, session, link, one_line(name), account, stored, now)
    except Refused as refused:
        return refused.refusal
    return None


def _joined(
    office: Office, session: Session, link: OneTimeLink, name: str, account: Account, stored: str, now: datetime
) -> None:
    own = session.exec(select(Organisation).where(col(Organisation.id) == link.organisation_id)).one()
    person = belongs(office, session, own.id or 0, own.district, name, account, stored, now)
    session.add(Registration(
        organisation_id=own.id or 0, person_id=person, name=own.name, code=own.code or "", invited=True, at=now,
        state=CONFIRMED, decided_at=now,
    ))  # fmt: skip
