"""Which roles there are: those of the office, and those that its procedures speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from forms.text import Message, Text
from workflows.messages import say
from workflows.office import ADMIN, AUDITOR, Office

OWN = (ADMIN, AUDITOR)


@dataclass(frozen=True)
class Role:
    """A role with its name; one of the whole city can only be held there."""

    id: str
    title: Text
    city: bool


def roles(office: Office, session: Session, today: date) -> dict[str, Role]:
    """Every role by id: of the procedures as they are today, then of the office itself."""
    found: dict[str, Role] = {}
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, today) or office.newest(session, procedure)
        for key, role in (bundle.procedure.roles if bundle else {}).items():
            found.setdefault(key, Role(key, role.title, role.place is None))
    return found | {key: Role(key, own_title(key), city=True) for key in OWN}


def own_title(key: str) -> Text:
    """The name of a role of the office."""
    message = Message(f"role.{key}")
    return Text(zh=say(message, "zh"), en=say(message, "en"))
