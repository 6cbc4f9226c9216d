"""Who has come to the practice office by themselves and waits, and who acts for whom there at the moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, select

from data.tables import Person
from workflows.applicants.given import Applying
from workflows.applicants.registering import Account, register
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.people.delegations import Wanted, give
from workflows.people.entrance import Visit
from workflows.practice.model import Deputy, Newcomer, PracticeOffice
from workflows.practice.stage import NotPlayable

_HERE = Visit("127.0.0.1", "practice")


def come(office: Office, plan: PracticeOffice, password: str, now: datetime) -> None:
    """Newcomers register, deputies are named; raises `NotPlayable` where that is refused."""
    for city in plan.others:
        for newcomer in city.newcomers:
            _allowed(_register(office, newcomer, password, now))
        for deputy in city.deputies:
            _allowed(_name(office, deputy, now))


def _register(office: Office, newcomer: Newcomer, password: str, now: datetime) -> Refusal | None:
    given = Applying(newcomer.name, newcomer.code, newcomer.district, newcomer.contact, newcomer.phone)
    account = Account(newcomer.login, password, password)
    return register(office, given, account, _HERE, now - timedelta(days=newcomer.ago))


def _name(office: Office, deputy: Deputy, now: datetime) -> int | Refusal:
    today, then = office.today(now), now + timedelta(days=deputy.since)
    with office.db.read() as session:
        who, to = _person(session, deputy.of), _person(session, deputy.to)
        actor = actor_of(office, session, who, then)
    until = today + timedelta(days=deputy.until)
    return give(office, actor, who, Wanted(to, office.today(then), until, reason=deputy.why), then)


def _person(session: Session, login: str) -> int:
    return session.exec(select(Person.id).where(Person.login == login)).one() or 0


def _allowed(found: int | Refusal | None) -> None:
    if isinstance(found, Refusal):
        raise NotPlayable(say(found.message))
