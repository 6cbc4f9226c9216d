"""The case to go on with after one is done."""

from __future__ import annotations

from data.queries import cases as stored
from data.queries.paging import Cut
from workflows.engine.types import Actor
from workflows.office import Office

MANY = 99


def next_case(office: Office, actor: Actor, done: int) -> tuple[int | None, int, bool]:
    """The case that is due first among those that lie with the actor, but for `done`; how many, or more, there are."""
    mine = stored.CaseFilter(doer=actor.id, doer_tokens=actor.tokens, ended=False)
    with office.db.read() as session:
        found = stored.find(session, actor.tokens, mine, "due", False, Cut(limit=2), upto=MANY)
        others = [c.id for c in found.rows if c.id != done]
        left = found.total - (len(found.rows) - len(others))
        return (others[0], left, found.capped) if others else (None, 0, False)
