"""Links that work once: for the first administrator of an empty office, and to set a password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from data.queries.dialect import hold
from data.tables import Grant, OneTimeLink
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office
from workflows.people import passwords
from workflows.people.accounts import Profile, accept, found, insert_person, set_password
from workflows.people.cities import cities
from workflows.people.grants import Wanted, insert_grant
from workflows.people.organisations import Described, insert_organisation
from workflows.people.rules import Refused, only_admin
from workflows.people.sessions import fingerprint

FIRST_ADMIN, PASSWORD = "first_admin", "password"
LASTS = timedelta(days=1)
INVITED = timedelta(days=7)
"""How long a link works; an invitation waits for somebody outside."""


def first_admin_link(office: Office, now: datetime) -> str | None:
    """The secret of a link for the first administrator, None once there is one. Earlier links stop working."""
    with office.db.write() as session:
        if session.exec(select(Grant.id).where(Grant.role == ADMIN).limit(1)).first() is not None:
            return None
        _spend(session, col(OneTimeLink.purpose) == FIRST_ADMIN, now)
        return _new(session, FIRST_ADMIN, None, now)


def password_link(office: Office, by: Actor, person_id: int, now: datetime) -> str | Refusal:
    """The secret of a link by which a person sets a password; an earlier one of theirs stops working."""
    try:
        with office.db.write() as session:
            only_admin(session, by)
            found(session, person_id)
            _spend(session, col(OneTimeLink.person_id) == person_id, now)
            return _new(session, PASSWORD, person_id, now)
    except Refused as refused:
        return refused.refusal


def _new(session: Session, purpose: str, person_id: int | None, now: datetime) -> str:
    return new_link(session, purpose, now, person_id=person_id)


def new_link(
    session: Session, purpose: str, now: datetime, *, person_id: int | None = None, organisation_id: int | None = None
) -> str:
    """The secret of a new link, in the caller's transaction."""
    token = secrets.token_urlsafe(32)
    session.add(OneTimeLink(
        id=fingerprint(token), person_id=person_id, organisation_id=organisation_id, purpose=purpose,
        expires_at=now + (LASTS if organisation_id is None else INVITED),
    ))  # fmt: skip
    return token


def _spend(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    session.exec(update(OneTimeLink).where(which, col(OneTimeLink.used_at).is_(None)).values(used_at=now))


def alive(office: Office, token: str, purpose: str, now: datetime) -> bool:
    """Whether a link still works."""
    with office.db.read() as session:
        return living(session, token, purpose, now) is not None


def living(session: Session, token: str, purpose: str, now: datetime) -> OneTimeLink | None:
    """The link of a secret, if it still works."""
    link = session.get(OneTimeLink, fingerprint(token))
    return link if link and link.purpose == purpose and link.used_at is None and link.expires_at > now else None


def use(session: Session, token: str, purpose: str, now: datetime) -> OneTimeLink:
    """Spends a link in the caller's transaction; raises `Refused` for one that works no more."""
    hold(session, "people")  # two presses at once use it once
    link = living(session, token, purpose, now)
    if link is None:
        raise Refused("people.link_dead")
    link.used_at = now
    session.add(link)
    return link


def set_by_link(office: Office, token: str, new: str, again: str, now: datetime) -> Refusal | None:
    """Sets a password by a link; the link is spent only if the password is accepted."""
    try:
        with office.db.write() as session:
            link = use(session, token, PASSWORD, now)
            person = found(session, link.person_id or 0)
            accept(new, again, person.login)
            set_password(session, link.person_id or 0, passwords.hashed(new), now)
    except Refused as refused:
        return refused.refusal
    return None


def make_first_admin(
    office: Office, token: str, first: Described, profile: Profile, new: str, again: str, now: datetime
) -> Refusal | None:
    """The first organisation, which works for a whole city, its administrator and the grant, in one step."""
    try:
        with office.db.write() as session:
            use(session, token, FIRST_ADMIN, now)
            accept(new, again, profile.login)
            if first.district not in cities(session):
                raise Refused("people.no_such_city")
            place = insert_organisation(session, first)
            whole = Profile(profile.login, profile.name, place, language=profile.language)
            person = insert_person(session, whole, now, passwords.hashed(new))
            insert_grant(session, person, Wanted(ADMIN, place, first.district, office.today(now)), None)
    except Refused as refused:
        return refused.refusal
    return None
