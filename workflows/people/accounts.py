"""Accounts: made, changed and deactivated by an administrator; password and language by the person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Organisation, Person
from forms.chars import one_line
from forms.fields.email import EmailField
from forms.text import Text
from workflows.engine.entries import NOTHING
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.people import passwords
from workflows.people.entrance import unlock
from workflows.people.grants import keep_an_admin
from workflows.people.rules import Refused, only_admin
from workflows.people.sessions import revoke_all

_MAIL = EmailField(key="address", title=Text(zh="邮箱"))
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True)
class Profile:
    """What an administrator says about a person. `subject` is their identity in single sign-on."""

    login: str
    name: str
    organisation_id: int
    subject: str = ""
    language: str = "zh"
    active: bool = True
    email: str = ""  # where messages are mailed to


def add_person(office: Office, by: Actor, profile: Profile, now: datetime) -> int | Refusal:
    """A new account; it has no password until a one-time link sets one. Returns the person's id."""
    try:
        with office.db.write() as session:
            only_admin(session, by)
            return insert_person(session, profile, now)
    except Refused as refused:
        return refused.refusal


def insert_person(session: Session, profile: Profile, now: datetime, password: str | None = None) -> int:
    """The same inside a transaction, with the hash of a password; raises `Refused`."""
    _check(session, profile, None)
    person = Person(**_columns(profile), password=password, created_at=now)
    session.add(person)
    session.flush()
    return person.id or 0


def change_person(
    office: Office, by: Actor, person_id: int, profile: Profile, now: datetime, *, leave_tasks: bool = False
) -> Refusal | None:
    """Changes an account; deactivating it ends its sessions and delegations.

    Somebody with tasks that only they could do is not deactivated unless `leave_tasks` says so.
    """
    from workflows.people.delegations import end_all
    from workflows.people.leaving import count_left

    try:
        with office.db.write() as session:
            only_admin(session, by)
            person = found(session, person_id)
            _check(session, profile, person_id)
            count = count_left(session, person_id) if person.active and not profile.active else 0
            if count and not leave_tasks:
                raise Refused("people.open_tasks", name=person.name, count=count)
            person.sqlmodel_update(_columns(profile))
            session.add(person)
            if not profile.active:
                revoke_all(session, person_id, now)
                end_all(session, person_id, now)
                keep_an_admin(session, office.today(now))
    except Refused as refused:
        return refused.refusal
    return None


def found(session: Session, person_id: int) -> Person:
    """The person; raises `Refused`."""
    person = session.get(Person, person_id)
    if person is None:
        raise Refused("people.no_such_person")
    return person


def change_password(
    office: Office, person_id: int, old: str, new: str, again: str, now: datetime, *, session_id: str = ""
) -> Refusal | None:
    """The person's own change: proves the old password, ends every other session."""
    with office.db.read() as session:
        person = session.get_one(Person, person_id)
    try:
        if person.password is None:
            raise Refused("people.no_password")
        if not passwords.matches(old, person.password):
            raise Refused("people.password_wrong_old")
        if old == new:
            raise Refused("people.password_same")
        accept(new, again, person.login)
    except Refused as refused:
        return refused.refusal
    stored = passwords.hashed(new)
    with office.db.write() as session:
        set_password(session, person_id, stored, now, keep=session_id)
    return None


def accept(new: str, again: str, login: str) -> None:
    """Raises `Refused` for a new password that is too weak or was typed differently twice."""
    weak = passwords.weakness(new, login)
    if weak:
        raise Refused(weak.code, **weak.data)
    if new != again:
        raise Refused("people.password_differs")


def set_password(session: Session, person_id: int, stored: str, now: datetime, *, keep: str = "") -> None:
    """Stores the hash of a new password, unlocks the account and ends its sessions but one."""
    person = session.get_one(Person, person_id)
    person.password, person.must_change = stored, False
    session.add(person)
    unlock(session, person.login)
    revoke_all(session, person_id, now, but=keep)


def set_language(office: Office, person_id: int, language: str) -> None:
    """The language of the screens, `zh` or `en`."""
    with office.db.write() as session:
        person = session.get_one(Person, person_id)
        person.language = "en" if language == "en" else "zh"
        session.add(person)


def _columns(profile: Profile) -> dict[str, Any]:
    columns = vars(profile) | {"login": profile.login.strip().lower(), "name": one_line(profile.name)}
    return columns | {"subject": one_line(profile.subject) or None, "email": address_of(profile.email)}


def address_of(text: str) -> str:
    """A mail address as it is kept, "" for none; raises `Refused` for what is no address."""
    found = _MAIL.normal(text, NOTHING)
    for wrong in _MAIL.problems(found, NOTHING) if found is not None else ():
        raise Refused(wrong.code, **wrong.data)
    return str(found or "")


def _check(session: Session, profile: Profile, person_id: int | None) -> None:
    login, subject = profile.login.strip().lower(), one_line(profile.subject)
    if not one_line(profile.name):
        raise Refused("people.name_empty")
    if not _LOGIN.fullmatch(login):
        raise Refused("people.login_form")
    others = select(Person.id).where(col(Person.id) != (person_id or 0))
    if session.exec(others.where(Person.login == login)).first():
        raise Refused("people.login_taken", login=login)
    if subject and session.exec(others.where(Person.subject == subject)).first():
        raise Refused("people.subject_taken")
    organisation = session.get(Organisation, profile.organisation_id)
    if organisation is None or not organisation.active:
        raise Refused("people.no_such_organisation")


