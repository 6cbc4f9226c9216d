"""Who has not declared in a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from data.queries.figures import Cells
from forms.text import Message, Text
from workflows.boards.figure import Members
from workflows.boards.sources.base import Source, source
from workflows.boards.units import MEMBERS
from workflows.campaigns import Standing, may_know, standings
from workflows.office import AUDITOR

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where
    from workflows.checks.board import At


@source
class Absences(Source):
    """Members of a campaign, those who have declared and those who have not; `missing` chooses one of them."""

    kind: Literal["absences"] = "absences"
    procedure: str
    missing: bool | None = True
    dimensions: ClassVar[frozenset[str]] = frozenset({"district"})
    measures: ClassVar[frozenset[str]] = frozenset({"count"})
    dated: ClassVar[bool] = False

    def unit(self, asked: Asked) -> Text:
        return MEMBERS

    def how(self, asked: Asked) -> Message:
        return Message("board.how.missing" if self.missing else "board.how.members")

    def members(self, asked: Asked) -> tuple[Standing, ...] | None:
        """How far the members in scope got; None where the reader may know of none."""
        view, campaign = asked.view, asked.campaign
        if campaign is None or asked.one is None:
            return None
        procedure = asked.one.procedure
        if not view.everyone and not any(may_know(procedure, view.actor, c) for p in view.shown for c in p.codes):
            return None
        who = replace(view.actor, tokens=frozenset({f"{AUDITOR}@*"})) if view.everyone else view.actor
        key = ("standings", campaign.id, view.everyone)
        found = asked.once(key, lambda: standings(view.office, view.session, who, campaign.id, view.now))
        return tuple(s for s in found if not view.codes or s.district in view.codes)

    def chosen(self, asked: Asked) -> tuple[Standing, ...]:
        """Those of them that are counted."""
        members = self.members(asked) or ()
        return tuple(m for m in members if self.missing is None or m.missing == self.missing)

    def listing(self, asked: Asked, where: Where) -> Members:
        return Members(asked.campaign.id if asked.campaign else 0, asked.view.codes, self.missing)

    def cells(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        found: Cells = {} if facts else {(): 0}
        for member in self.chosen(asked):
            key = tuple(getattr(member, f) for f in facts)
            found[key] = found.get(key, 0) + 1
        return found

    def problems(self, at: At) -> None:
        if at.at("procedure").known(self.procedure, at.procedures, "word.procedure"):
            at.campaign(self.procedure)
