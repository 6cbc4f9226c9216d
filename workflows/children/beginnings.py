"""What somebody may begin at entries of registers: cases that no list of procedures to start can name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from data.queries.registers import open_on
from data.queries.visibility import may_see
from data.tables import Entry
from forms.text import Text
from workflows.bundle import Bundle
from workflows.children.parents import REGISTER, bundles, in_version
from workflows.children.service import theirs
from workflows.engine.types import Actor
from workflows.office import Office


@dataclass(frozen=True)
class AtEntries:
    """A child that the actor may open at entries of a register; `entry` where there is one such entry only."""

    register: str
    called: Text
    key: str
    title: Text
    entry: int | None


def at_entries(office: Office, actor: Actor, now: datetime) -> tuple[AtEntries, ...]:
    """Every kind of child that may be opened at an entry which the actor sees today."""
    with office.db.read() as session:
        found = (_of(office, session, b, actor, now) for b in bundles(office, session, office.today(now)))
        return tuple(each for some in found for each in some)


def _of(office: Office, session: Session, bundle: Bundle, actor: Actor, now: datetime) -> Iterator[AtEntries]:
    roles, today = {t.partition("@")[0] for t in actor.tokens}, office.today(now)
    for key, child in bundle.procedure.children.items():
        if not child.of.startswith(REGISTER) or not roles & set(child.by):
            continue
        name = child.of.removeprefix(REGISTER)
        mine = (Entry.register_id == name, open_on(today), may_see(actor.tokens, of=Entry))
        entries = list(session.exec(select(Entry).where(*mine).order_by(col(Entry.id)).limit(2)))
        parent = in_version(office, session, bundle, entries[0], key, actor, now) if entries else None
        if parent is not None and theirs(parent, actor) is not None:
            only = entries[0].id if len(entries) == 1 else None
            yield AtEntries(name, bundle.procedure.registers[name].called, key, child.title, only)
