"""Made-up people for every role of the procedures that are tried out, and a campaign where one is needed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from data.tables import Campaign, CampaignMember, Organisation
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.definition import Procedure, Role
from workflows.messages import say
from workflows.office import Office
from workflows.people.accounts import Profile, insert_person
from workflows.people.grants import Wanted, insert_grant
from workflows.people.known import APPLICANT
from workflows.people.organisations import Described, insert_organisation
from workflows.practice.fill import office_plan
from workflows.practice.names import Names

EACH: Final = 2
"""So many people for a role in a place: some steps are not for whoever took another."""
PLACES: Final = 2
"""So many districts, or enterprises."""
OPEN: Final = (timedelta(days=7), timedelta(days=60))
"""How long ago a campaign has opened, and for how long it stays open."""
_SINCE: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class _Place:
    """Where a role is held: an organisation, and the district that the grant is for."""

    organisation: int
    district: str


def people(office: Office, session: Session, bundles: Iterable[Bundle], home: str, now: datetime) -> None:
    """Fills an office that nobody is in; `home` is the city of the office that the copy stands beside."""
    town = _Town(office, session, home, now)
    for bundle in sorted(bundles, key=lambda b: not b.procedure.districts):  # who is for some is so in a family too
        city = bundle.procedure.city or home
        for key, role in bundle.procedure.roles.items():
            town.role(key, role, bundle.procedure, city)
        if bundle.procedure.campaign is not None:
            _campaign(office, session, bundle, city, now)


class _Town:
    """Organisations by their names, people by roles."""

    def __init__(self, office: Office, session: Session, home: str, now: datetime) -> None:
        self._office, self._session, self._now = office, session, now
        self._names = Names(office_plan().words, random.Random(73), home, "", itertools.count())
        self._numbers: Iterator[int] = itertools.count(1)
        self._made: dict[str, int] = {}
        self._done: set[str] = set()
        self._organisation(_said("copy.office"), home)

    def role(self, key: str, role: Role, procedure: Procedure, city: str) -> None:
        """A role's people, in each place where it is held."""
        if key in self._done:
            return
        self._done.add(key)
        for place in self._places(role, procedure, city):
            for _ in range(EACH):
                self._hire(key, place)

    def _places(self, role: Role, procedure: Procedure, city: str) -> list[_Place]:
        if not role.place and not role.of_organisation:
            return [_Place(self._organisation(_said("copy.department", role=role.title), city), city)]
        code, kind = ("copy.bureau", "") if role.place else ("copy.firm", APPLICANT)
        there = self._office.places(self._session, self._office.today(self._now), procedure, city)
        districts = list(there.values())[:PLACES]
        named = [(_said(code, district=d.title, number=n), d.key) for n, d in enumerate(districts, 1)]
        return [_Place(self._organisation(title, key, kind), key) for title, key in named]

    def _organisation(self, title: Text, district: str, kind: str = "") -> int:
        if title.zh not in self._made:
            self._made[title.zh] = insert_organisation(self._session, Described(title.zh, district, title.say("en")))
            if kind:
                self._session.get_one(Organisation, self._made[title.zh]).kind = kind
        return self._made[title.zh]

    def _hire(self, role: str, place: _Place) -> None:
        profile = Profile(f"practice-{next(self._numbers)}", self._names.make("person"), place.organisation)
        person = insert_person(self._session, profile, self._now)
        insert_grant(self._session, person, Wanted(role, place.organisation, place.district, _SINCE), None)


def _said(code: str, /, **data: object) -> Text:
    message = Message(code, data)
    return Text(zh=say(message, "zh"), en=say(message, "en"))


def _campaign(office: Office, session: Session, bundle: Bundle, city: str, now: datetime) -> None:
    today = office.today(now)
    title = _said("copy.campaign")
    row = Campaign(
        procedure=bundle.procedure.id, title=title.zh, title_en=title.say("en"), opens=today - OPEN[0],
        closes=today + OPEN[1],
    )  # fmt: skip
    session.add(row)
    session.flush()
    every = office.places(session, today, bundle.procedure, city)
    session.add_all(CampaignMember(campaign_id=row.id or 0, district=code) for code in every)
