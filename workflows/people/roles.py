"""Which roles there are: those of the office, and those that its procedures speak of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from forms.text import Message, Text
from workflows.definition import Role as Defined
from workflows.messages import say
from workflows.office import ADMIN, AUDITOR, Office

OWN = (ADMIN, AUDITOR)


@dataclass(frozen=True)
class Role:
    """A role with its name; one of the whole city can only be held there."""

    id: str
    title: Text
    city: bool
    cities: frozenset[str] = frozenset()  # the cities whose procedures speak of it; none: any
    organisation: bool = False  # held for an organisation, wherever it is


def roles(office: Office, session: Session, today: date) -> dict[str, Role]:
    """Every role by id: of the procedures as they are today, then of the office itself."""
    found: dict[str, Role] = {}
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, today) or office.newest(session, procedure)
        for key, role in (bundle.procedure.roles if bundle else {}).items():
            found[key] = _with(found.get(key), key, role, bundle.procedure.city if bundle else None)
    return found | {key: Role(key, own_title(key), city=True) for key in OWN}


def _with(known: Role | None, key: str, role: Defined, city: str | None) -> Role:
    """A role as one more procedure speaks of it; the first says how it is called."""
    alone = frozenset({city} if city else ())
    if known is None:
        whole = role.place is None and role.of_organisation is None
        return Role(key, role.title, whole, alone, role.of_organisation is not None)
    return replace(known, cities=known.cities | alone if known.cities and alone else frozenset())


def own_title(key: str) -> Text:
    """The name of a role of the office."""
    message = Message(f"role.{key}")
    return Text(zh=say(message, "zh"), en=say(message, "en"))
