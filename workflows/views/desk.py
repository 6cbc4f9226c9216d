"""The views that stand on somebody's desk, each with the number of what they would find in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data.queries import registers
from workflows.cases.search import Query, count
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.registers import listing
from workflows.registers.query import Query as EntryQuery
from workflows.views.model import CASES, Seen
from workflows.views.service import views

MOST = 8
"""Views on the desk."""


@dataclass(frozen=True)
class Counted:
    """A view with its number; `more`: there are more. None where the list is not the person's to read any more."""

    seen: Seen
    total: int | None
    more: bool = False


def on_desk(office: Office, actor: Actor, now: datetime) -> list[Counted]:
    """The first views that stand on the desk; whoever sees one counts with their own rights."""
    there = [s for s in views(office, actor) if s.desk and not s.fixed]
    return list(_counted(office, actor, there[:MOST], now))


def _counted(office: Office, actor: Actor, some: list[Seen], now: datetime) -> Iterator[Counted]:
    for each in some:
        if each.view.kind == CASES:
            yield Counted(each, *count(office, actor, Query.read(each.view.params)))
        else:
            yield Counted(each, _entries(office, actor, each, now))


def _entries(office: Office, actor: Actor, each: Seen, now: datetime) -> int | None:
    """How many entries; None for a register that is gone, or not theirs."""
    query = EntryQuery.read(each.view.params)
    with office.db.read() as session:
        if listing.chosen(office, session, actor, query, now) is None:
            return None
        return registers.number(session, actor.tokens, query.conditions(office.today(now)))
