"""Who has not declared."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from forms.text import Message
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Roll
from workflows.boards.kinds.base import Kind, kind
from workflows.boards.roll import lines_of, title
from workflows.boards.sources.absences import Absences


@kind
class RollCall(Kind):
    """The members of a campaign that have not declared, late ones first; no lines for those who may not know."""

    name: ClassVar[str] = "roll"
    sources: ClassVar[frozenset[str]] = frozenset({"absences"})

    def draw(self, answers: Answers) -> Roll:
        asked, source = answers.asked, answers.asked.chart.source
        assert isinstance(source, Absences)
        own = replace(asked, view=replace(asked.view, everyone=False))  # who is missing is never told to everybody
        members, campaign = source.members(own), asked.campaign
        gone = sorted(source.chosen(own), key=lambda m: (not m.late, m.district))
        closes = campaign.closes if campaign else None
        of = campaign.id if campaign else 0
        lines = None if members is None else tuple(lines_of(of, closes, gone, asked.names))
        said = title(len(members), gone, closes) if members else Message("board.members")
        return Roll(**about(answers), title=said, lines=lines)
