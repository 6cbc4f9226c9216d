"""Signing in with a password: throttled by account and by address, with the tries left in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from data.queries.dialect import hold
from data.tables import Attempt, Person
from forms.chars import one_line
from forms.text import Message
from workflows.office import Office
from workflows.people import passwords
from workflows.people.sessions import open_session

TRIES = 5  # wrong passwords for one account before it is locked
TRIES_FROM_ADDRESS = 40  # an office behind one address has many people
WINDOW = timedelta(minutes=15)
_REMEMBERED = timedelta(days=1)


@dataclass(frozen=True)
class Visit:
    """From where somebody comes."""

    address: str
    agent: str


def sign_in(office: Office, login: str, password: str, visit: Visit, now: datetime) -> str | Message:
    """The value for the cookie, or why not. Says the same whether or not the account exists."""
    login = one_line(login).lower()[:100]
    with office.db.read() as session:
        if refusal := _held_back(session, login, visit.address, now):
            return refusal
        person = session.exec(select(Person).where(Person.login == login, col(Person.active))).first()
    right = passwords.matches(password[: passwords.LONGEST + 1], person.password if person else None)
    with office.db.write() as session:
        # asked again inside the transaction, one after the other, or parallel guesses would all count as the first
        hold(session, f"sign in as {login}")
        hold(session, f"sign in from {visit.address}")
        if refusal := _held_back(session, login, visit.address, now):
            return refusal
        if not right or person is None or person.id is None:
            return _failed(session, login, visit.address, now)
        session.exec(delete(Attempt).where(col(Attempt.login) == login))
        _rehash(session, person.id, password)
        return open_session(session, person.id, visit.address, visit.agent, now)


def _rehash(session: Session, person_id: int, password: str) -> None:
    person = session.get_one(Person, person_id)
    if person.password and passwords.outdated(person.password):
        person.password = passwords.hashed(password)
        session.add(person)


def _failed(session: Session, login: str, address: str, now: datetime) -> Message:
    session.exec(delete(Attempt).where(col(Attempt.at) < now - _REMEMBERED))
    session.add(Attempt(login=login, address=address, at=now))
    session.flush()
    if refusal := _held_back(session, login, address, now):
        return refusal
    left = TRIES - _tries(session, col(Attempt.login) == login, now)
    return Message("people.wrong_password", {"left": left, "tries": TRIES, "minutes": _minutes(WINDOW)})


def _held_back(session: Session, login: str, address: str, now: datetime) -> Message | None:
    if _tries(session, col(Attempt.login) == login, now) >= TRIES:
        return Message("people.locked", {"minutes": _wait(session, login, now)})
    if _tries(session, col(Attempt.address) == address, now) >= TRIES_FROM_ADDRESS:
        return Message("people.address_throttled", {"minutes": _minutes(WINDOW)})
    return None


def _tries(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    return session.exec(select(func.count()).select_from(Attempt).where(which, Attempt.at > now - WINDOW)).one()


def _wait(session: Session, login: str, now: datetime) -> int:
    """Minutes until an account has a try again: when the oldest of its last tries leaves the window."""
    recent = select(Attempt.at).where(Attempt.login == login).order_by(col(Attempt.at).desc()).limit(TRIES)
    return _minutes(min(session.exec(recent)) + WINDOW - now)


def _minutes(span: timedelta) -> int:
    return max(1, -(-int(span.total_seconds()) // 60))


def unlock(session: Session, login: str) -> None:
    """Forgets the failed attempts of an account."""
    session.exec(delete(Attempt).where(col(Attempt.login) == login))
