"""The people whom somebody can name when they hand on, entrust, add or tell: colleagues, by name and organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from data.tables import Grant, Organisation, Person
from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.listing import named
from workflows.people.roles import roles
from workflows.world import in_force


@dataclass(frozen=True)
class Pickable:
    """Somebody to be named."""

    id: int
    name: str
    organisation: Text
    roles: tuple[Text, ...]


def pickable(office: Office, actor: Actor, now: datetime) -> Mapping[int, Pickable]:
    """Everybody with a role of the office today but oneself, one's own organisation first; by id.

    Somebody without any role, or who came by a link, is told of nobody.
    """
    if not actor.held or actor.task is not None:
        return {}
    today = office.today(now)
    wanted = (
        select(Person, Organisation, Grant.role)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .join(Grant, col(Grant.person_id) == col(Person.id))
        .where(col(Person.active), Person.id != actor.id, *in_force(today))
        .order_by(col(Organisation.id) != actor.organisation, col(Organisation.district), col(Person.id))
    )
    with office.db.read() as session:
        known = roles(office, session, today)
        found: dict[int, Pickable] = {}
        for person, organisation, role in session.exec(wanted):
            before = found.get(person.id or 0)
            title = known[role].title if role in known else Text(zh=role)
            held = tuple(dict.fromkeys((*(before.roles if before else ()), title)))
            found[person.id or 0] = Pickable(person.id or 0, person.name, named(organisation), held)
        return found
