"""Who is who: for the frame of a page, the sign-in page of a practice office, and the page that manages people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from data.queries import cases
from data.tables import District, Grant, Organisation, Person
from forms.chars import one_line
from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office, holds
from workflows.people.cities import cities, city_of
from workflows.people.roles import Role, roles
from workflows.world import in_force

MANY = 99
"""So much to do is counted; whoever has more knows that it is much."""
NO_ACCOUNT = "·"
"""How the login of everybody begins who has no account: the office itself, and guests by a link."""


@dataclass(frozen=True)
class Badge:
    """What the frame says about the person and the office."""

    name: str
    organisation: Text
    roles: tuple[Text, ...]
    office: Text
    practice: bool


def badge(office: Office, actor: Actor, now: datetime) -> Badge:
    """Name, organisation and roles of a person as of today."""
    with office.db.read() as session:
        known = roles(office, session, office.today(now))
        own = session.get_one(Organisation, actor.organisation)
        titles = dict.fromkeys(_title(known, h.role) for h in actor.held)
        whose = office_name(session, _city(session, own))
        return Badge(actor.name, named(own), tuple(titles), whose, office.practice(session))


def _city(session: Session, organisation: Organisation) -> str | None:
    """The city of an organisation, if an office of that city is here."""
    known = {d.code: d for d in session.exec(select(District))}
    city = city_of(organisation.district, known)
    return city if city and office_name(session, city).zh else None


def waiting(office: Office, actor: Actor) -> tuple[int, bool]:
    """How many cases somebody has to act on now, and whether there are more than that."""
    with office.db.read() as session:
        mine = cases.CaseFilter(doer=actor.id, doer_tokens=actor.tokens, ended=False)
        return cases.total(session, actor.tokens, mine, upto=MANY)


def office_name(session: Session, city: str | None = None) -> Text:
    """The name of the office: its topmost organisation that works for a whole city, or for this one."""
    placed = select(Organisation).join(District, col(District.code) == Organisation.district)
    whole = placed.where(District.kind == "city", col(Organisation.parent_id).is_(None))
    there = whole.where(Organisation.district == city) if city else whole
    top = session.exec(there.order_by(col(Organisation.id)).limit(1)).first()
    return named(top) if top else Text(zh="")


def named(organisation: Organisation) -> Text:
    return Text(zh=organisation.name, en=organisation.name_en or None)


def named_person(session: Session, person_id: int) -> str:
    """The name of somebody, also of one who left; "" for nobody."""
    return session.exec(select(Person.name).where(Person.id == person_id)).first() or ""


def _title(known: dict[str, Role], role: str) -> Text:
    return known[role].title if role in known else Text(zh=role)


@dataclass(frozen=True)
class Actable:
    """Somebody of the practice office to sign in as."""

    login: str
    name: str
    organisation: Text


def practice_people(office: Office, now: datetime) -> list[tuple[Text, list[Actable]]]:
    """Everybody of a practice office by role; nobody in a production office."""
    with office.db.read() as session:
        if not office.practice(session):
            return []
        people = (
            select(Grant.role, Person, Organisation)
            .join(Person, col(Person.id) == Grant.person_id)
            .join(Organisation, col(Organisation.id) == Person.organisation_id)
            .where(col(Person.active), col(Person.password).is_not(None), *in_force(office.today(now)))
        )
        found = session.exec(people.order_by(Organisation.district, col(Person.id))).all()
        known = roles(office, session, office.today(now))
    listed = [(r.title, _once(p for key, *p in found if key == r.id)) for r in known.values()]
    return [(title, who) for title, who in listed if who]


def _once(rows: object) -> list[Actable]:
    everybody = {p.login: Actable(p.login, p.name, named(o)) for p, o in rows}  # type: ignore[attr-defined]
    return list(everybody.values())


@dataclass(frozen=True)
class Held:
    """A grant as the page shows it."""

    grant: Grant
    role: Text
    organisation: Text
    place: Text
    now: bool  # whether it counts today

    def ended(self, today: date) -> bool:
        return self.grant.valid_until is not None and self.grant.valid_until < today

    def words(self, lang: str) -> str:
        """For which organisation, where, and how long."""
        since, until = self.grant.valid_from.isoformat(), self.grant.valid_until
        place = f"{self.organisation.say(lang)} · {self.place.say(lang)}"
        return f"{place}　{since} – {until.isoformat() if until else ''}".rstrip()


@dataclass(frozen=True)
class Listed:
    """A person as the page shows them."""

    person: Person
    organisation: Text
    grants: tuple[Held, ...]


def people(office: Office, by: Actor, text: str, now: datetime) -> list[Listed]:
    """People whose name, account or organisation contains the text, with their grants; administrators are told."""
    if not holds(by, ADMIN):
        return []
    word = one_line(text)
    columns = (col(Person.login), col(Person.name), col(Organisation.name))
    named_so = (c.icontains(word, autoescape=True) for c in columns)
    return _listed(office, or_(*named_so) & ~col(Person.login).startswith(NO_ACCOUNT), now)


def myself(office: Office, actor: Actor, now: datetime) -> Listed:
    """Who asks, with their own grants; raises `IndexError` for nobody."""
    return _listed(office, col(Person.id) == actor.id, now)[0]


def _listed(office: Office, which: ColumnElement[bool], now: datetime) -> list[Listed]:
    with office.db.read() as session:
        found = (
            select(Person, Organisation)
            .join(Organisation, col(Organisation.id) == Person.organisation_id)
            .where(which)
            .order_by(Organisation.district, col(Person.id))
        )
        pairs = list(session.exec(found))
        held = _grants(office, session, [p.id or 0 for p, _ in pairs], now)
        return [Listed(p, named(o), tuple(held.get(p.id or 0, ()))) for p, o in pairs]


def _grants(office: Office, session: Session, ids: Sequence[int], now: datetime) -> dict[int, list[Held]]:
    today = office.today(now)
    known = roles(office, session, today)
    places = {d.code: Text(zh=d.name, en=d.name_en or None) for d in session.exec(select(District))}
    names = {o.id: named(o) for o in session.exec(select(Organisation))}
    by_person: dict[int, list[Held]] = {}
    for g in session.exec(select(Grant).where(col(Grant.person_id).in_(ids)).order_by(col(Grant.id))):
        counts = g.valid_from <= today and (g.valid_until is None or g.valid_until >= today)
        shown = Held(g, _title(known, g.role), names[g.organisation_id], places[g.district], counts)
        by_person.setdefault(g.person_id, []).append(shown)
    return by_person


def organisations(office: Office, by: Actor) -> list[Organisation]:
    """Every organisation, by the code of its district, the city's first; administrators are told."""
    if not holds(by, ADMIN):
        return []
    with office.db.read() as session:
        return list(session.exec(select(Organisation).order_by(Organisation.district, col(Organisation.id))))


def role_choices(office: Office, now: datetime) -> dict[str, Text]:
    """The roles that can be given."""
    with office.db.read() as session:
        return {r.id: r.title for r in roles(office, session, office.today(now)).values()}


def city_titles(office: Office) -> dict[str, Text]:
    """Every city that an office may work for, by its code."""
    with office.db.read() as session:
        names = office.district_names(session)
        return {code: names[code].title for code in cities(session)}


def places(office: Office, now: datetime, *besides: str) -> dict[str, Text]:
    """Where a role can be held: a whole city, the districts and units of today, and `besides` what stands there."""
    with office.db.read() as session:
        city = cities(session)
        today, names = office.districts(session, office.today(now)), office.district_names(session)
    return {code: names[code].title for code in dict.fromkeys((*city, *today, *besides)) if code in names}
