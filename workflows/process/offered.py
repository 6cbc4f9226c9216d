"""The procedures that somebody may look at as they run: those whose cases their roles ever see."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.rights import may_ever_read


def offered(office: Office, session: Session, actor: Actor, now: datetime) -> dict[str, Text]:
    """Procedure → title, in the order of the office; nothing for guests."""
    today, found = office.today(now), dict[str, Text]()
    if actor.task is not None:
        return found
    codes = list(office.districts(session, today))
    for name in office.procedures(session):
        bundle = office.current_version(session, name, today) or office.newest(session, name)
        tokens = actor.bound(name).tokens
        if bundle and any(may_ever_read(bundle.procedure, s, tokens, codes) for s in bundle.procedure.states):
            found[name] = bundle.procedure.title
    return found
