"""user and first-admin: people, from the machine itself."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from datetime import date
from typing import Any

from sqlmodel import Session, select

from data.tables import Organisation, Person
from forms.text import Message
from workflows.commands.common import Failed, now, operator, tell, the_office
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.people import passwords
from workflows.people.accounts import Profile, accept, add_person, set_password
from workflows.people.cities import home
from workflows.people.grants import Wanted, give
from workflows.people.links import first_admin_link
from workflows.people.organisations import Described, add_organisation
from workflows.people.rules import Refused
from workflows.settings import read_settings


def add(commands: Any) -> None:
    user = commands.add_parser("user", help="people and their roles").add_subparsers(required=True, metavar="COMMAND")
    new = user.add_parser("add", help="a new account; it asks for the password")
    new.add_argument("login")
    new.add_argument("--name", required=True)
    new.add_argument("--organisation", required=True, help="its name; made if it is new")
    new.add_argument("--district", help="code of the district a new organisation works for; else the whole city")
    new.add_argument("--email", default="", help="where messages are mailed to")
    new.set_defaults(run=_add)
    password = user.add_parser("password", help="set a password, which ends all sessions of the account")
    password.add_argument("login")
    password.set_defaults(run=_password)
    grant = user.add_parser("grant", help="give a role")
    grant.add_argument("login")
    grant.add_argument("role")
    grant.add_argument("--district", help="code; else the whole city")
    grant.add_argument("--until", type=date.fromisoformat, help="its last day")
    grant.set_defaults(run=_grant)
    first = commands.add_parser("first-admin", help="print the one-time link for the first administrator")
    first.set_defaults(run=_first_admin)


def _add(args: Namespace) -> int:
    with the_office() as office:
        with office.db.read() as session:
            known = session.exec(select(Organisation.id).where(Organisation.name == args.organisation)).first()
            place = args.district or _city(session)
        made = known or _told(add_organisation(office, operator(), Described(args.organisation, place)), args.lang)
        _told(add_person(office, operator(), Profile(args.login, args.name, made, email=args.email), now()), args.lang)
        _set(office, args.login, args.lang)
    return 0


def _password(args: Namespace) -> int:
    with the_office() as office:
        _set(office, args.login, args.lang)
    return 0


def _set(office: Office, login: str, lang: str) -> None:
    """Ask for a password and store it; from a pipe the first line is taken."""
    asked = say(Message("command.password"), lang)
    new = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        accept(new, new, login)
    except Refused as refused:
        raise Failed(say(refused.refusal.message, lang)) from None
    stored = passwords.hashed(new)
    with office.db.write() as session:
        set_password(session, _person(session, login, lang).id or 0, stored, now())


def _grant(args: Namespace) -> int:
    with the_office() as office:
        with office.db.read() as session:
            person = _person(session, args.login, args.lang)
            district = args.district or _city(session)
        wanted = Wanted(args.role, person.organisation_id, district, office.today(now()), args.until)
        _told(give(office, operator(), person.id or 0, wanted, now()), args.lang)
    return 0


def _first_admin(args: Namespace) -> int:
    with the_office() as office:
        token = first_admin_link(office, now())
    if token is None:
        raise Failed(say(Message("command.has_admin"), args.lang))
    tell(f"{read_settings(os.environ).url or 'http://127.0.0.1:8501'}/first-admin?token={token}")
    return 0


def _person(session: Session, login: str, lang: str) -> Person:
    found = session.exec(select(Person).where(Person.login == login.strip().lower())).first()
    if found is None:
        raise Failed(say(Message("command.no_login", {"login": login}), lang))
    return found


def _city(session: Session) -> str:
    return home(session)


def _told(answer: int | Refusal, lang: str) -> int:
    if isinstance(answer, Refusal):
        raise Failed(say(answer.message, lang))
    return answer
