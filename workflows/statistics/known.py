"""Which tables there are for somebody, and for which scopes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from workflows.boards.scope import WHOLE, View
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.model.statistics import Statistic
from workflows.office import Office
from workflows.rights import concerned, overseeing


@dataclass(frozen=True, eq=False)
class Known:
    """A table as it is published today, with a procedure that it is published with, and all that it counts."""

    table: Statistic
    bundle: Bundle
    procedures: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.table.id


def known(office: Office, session: Session, actor: Actor, on: date) -> list[Known]:
    """The tables that somebody may see anywhere, by number."""
    return [k for k in every(office, session, on) if concerned(k.table.readers, actor)]


def every(office: Office, session: Session, on: date) -> list[Known]:
    """Each table once, as the first procedure that has it publishes it."""
    found: dict[str, list[tuple[Statistic, Bundle]]] = {}
    for bundle in _bundles(office, session, on):
        for key, table in bundle.statistics.items():
            found.setdefault(key, []).append((table, bundle))
    each = (Known(*pairs[0], tuple(b.procedure.id for _, b in pairs)) for pairs in found.values())
    return sorted(each, key=lambda k: (k.table.number, k.id))


def _bundles(office: Office, session: Session, on: date) -> Iterator[Bundle]:
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, on) or office.newest(session, procedure)
        if bundle is not None:
            yield bundle


def scopes(roles: Collection[str], view: View, oversees: bool = False) -> list[str]:
    """The scopes that somebody may choose in one of the roles: the whole first, then districts by code.

    `oversees`: who oversees the office may choose any.
    """
    actor = view.actor
    if {f"{r}@*" for r in roles} & actor.tokens or (oversees and overseeing(actor)):
        return [WHOLE, *(p.code for p in view.mine)]
    held = {t.partition("@")[2] for t in actor.tokens if t.partition("@")[0] in roles}
    return [p.code for p in view.mine if held & set(p.codes)]


def readable(of: Known, view: View) -> list[str]:
    """The scopes for which somebody may see a table."""
    return scopes(of.table.readers, view, oversees=True)
