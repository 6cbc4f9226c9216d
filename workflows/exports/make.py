"""Making a wanted file: in one reading transaction, so that all of it is of one moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.exports.asked import Asked
from workflows.exports.lists import ListKind, Order, Size, Tick, registry
from workflows.office import Office


def make(office: Office, actor: Actor, asked: Asked, now: datetime, tick: Tick | None = None) -> Path | Refusal:
    """Writes the file to a temporary place, from where the caller takes it away."""
    kind = known(actor, asked)
    if isinstance(kind, Refusal):
        return kind
    with office.db.read() as session:
        return kind.make(Order(office, session, actor, asked, now, tick or (lambda done, total: None)))


def size(office: Office, actor: Actor, asked: Asked, now: datetime) -> Size | Refusal:
    """How much the file would hold."""
    kind = known(actor, asked)
    if isinstance(kind, Refusal):
        return kind
    with office.db.read() as session:
        return kind.size(Order(office, session, actor, asked, now))


def known(actor: Actor, asked: Asked) -> ListKind | Refusal:
    """The kind of list; a guest who came by a link to one task takes no lists away."""
    kind = registry.get(asked.what)
    if kind is None or actor.task is not None:
        return Refusal(Message("export.no_such_list"), guard="role")
    return kind
