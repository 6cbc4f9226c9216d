"""With whom views are shared: those one belongs to; administrators share with every role and organisation."""

from __future__ import annotations

from sqlmodel import col, select

from data.tables import Organisation
from forms.text import Message, Text
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.office import ADMIN, Office, holds
from workflows.people.known import APPLICANT
from workflows.views.model import EVERYBODY

_ROLE, _ORGANISATION = "role@", "organisation@"


def reached_by(actor: Actor) -> frozenset[str]:
    """The targets that mean somebody. An applicant is not of the office."""
    roles = {f"{_ROLE}{h.role}" for h in actor.held}
    own = {t for t in actor.tokens if t.startswith(_ORGANISATION)}
    return frozenset({*roles, *own, *([EVERYBODY] if roles else [])})


def shareable(office: Office, actor: Actor) -> dict[str, Text]:
    """The targets that somebody may share with, in words."""
    with office.db.read() as session:
        bundles = [b for p in office.procedures(session) if (b := office.newest(session, p))]
        roles = {f"{_ROLE}{k}": r.title for b in bundles for k, r in b.procedure.roles.items() if not r.by_task}
        places = select(Organisation).where(Organisation.kind != APPLICANT).order_by(col(Organisation.district))
        own = {f"{_ORGANISATION}{o.id}": Text(zh=o.name, en=o.name_en or None) for o in session.exec(places)}
    if holds(actor, ADMIN):
        return {EVERYBODY: _both("view.everybody"), **roles, **own}
    mine = reached_by(actor)
    return {k: v for k, v in {**roles, **own}.items() if k in mine}


def in_words(office: Office, targets: tuple[str, ...]) -> dict[str, Text]:
    """What targets are called; one that is there no longer by its key."""
    with office.db.read() as session:
        bundles = [b for p in office.procedures(session) if (b := office.newest(session, p))]
        known = {f"{_ROLE}{k}": r.title for b in bundles for k, r in b.procedure.roles.items()}
        known |= {f"{_ORGANISATION}{o.id}": Text(zh=o.name, en=o.name_en or None)
                  for o in session.exec(select(Organisation))}  # fmt: skip
    known[EVERYBODY] = _both("view.everybody")
    return {t: known.get(t, Text(zh=t)) for t in targets}


def _both(code: str) -> Text:
    return Text(zh=say(Message(code), "zh"), en=say(Message(code), "en"))
