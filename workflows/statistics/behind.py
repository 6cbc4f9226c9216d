"""What stands behind a figure of a table: its list and its 口径, as a chart of the same question has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forms.text import Message
from workflows.boards import criteria
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.statistics.counting import Counting
from workflows.statistics.figures import Place
from workflows.statistics.questions import Listing
from workflows.statistics.sheet import find


@dataclass(frozen=True)
class Behind:
    """The list behind a figure, and what belongs to it."""

    listing: Listing
    how: Message


def behind(
    office: Office, actor: Actor, table: str, period: str, scope: str, place: Place, now: datetime
) -> Behind | None:
    """None for a cell that follows from others, and for who may not see the table."""
    with office.db.read() as session:
        desk = find(office, session, actor, table, period, scope, now, "readers")
        asked = None if isinstance(desk, Refusal) else desk.asked().get(place)
        if asked is None or isinstance(desk, Refusal):
            return None
        counting = Counting(desk.seen, desk.of)
        return Behind(counting.listing(asked), criteria.how(counting.asked(asked)))
