"""The map of tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from forms.text import Message
from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Mark, Members, Tiles
from workflows.boards.kinds.base import Kind, kind
from workflows.boards.scope import Place
from workflows.boards.shares import leaders
from workflows.boards.sources.absences import Absences
from workflows.campaigns import Standing


@kind
class TileMap(Kind):
    """Every place of the scope with its mark; with a campaign it says who has not declared."""

    name: ClassVar[str] = "tiles"
    dimensions: ClassVar[tuple[int, int]] = (1, 1)

    def draw(self, answers: Answers) -> Tiles:
        places = answers.asked.view.shown
        missing = {m.district for m in self._members(answers) if m.missing}
        marks = [self._mark(answers, p, missing) for p in places]
        members, weighed = self._members(answers), answers.asked.chart.measure.weighed
        card = about(answers)
        if merged := list(_merged(answers, members)):
            card["note"] = Message("board.note.merged", {"note": card["note"], "merged": merged})
        card["how"] = Message("board.and", {"first": card["how"], "then": Message("board.how.map")})
        title = _title(answers, [m for m in marks if m.value], members)
        return Tiles(**card, title=title, marks=tuple(marks), weighed=weighed, places=places)

    def _mark(self, answers: Answers, place: Place, missing: set[str]) -> Mark:
        made = answers.mark((place.code,), place.title)
        campaign = answers.asked.campaign
        if made.value == 0 and campaign is not None and any(c in missing for c in place.codes):
            why = Message("board.missing.place")
            return replace(made, listing=Members(campaign.id, place.codes), known=False, missing=why)
        if made.value == 0 and answers.asked.chart.where.campaign and campaign is not None:
            return replace(made, known=any(m.district in place.codes for m in self._members(answers)))
        return made

    def _members(self, answers: Answers) -> tuple[Standing, ...]:
        """The members of the campaign that is looked at, as far as the reader may know of them."""
        asked = answers.asked
        if not asked.chart.where.campaign or asked.one is None or asked.campaign is None:
            return ()
        return Absences(procedure=asked.one.procedure.id).members(asked) or ()

    def problems(self, at: Any, chart: Any) -> None:
        if chart.by and chart.by[0].kind != "district":
            at.at("by", 0).error("board_not_a_place")


def _merged(answers: Answers, members: tuple[Standing, ...]) -> Iterator[Message]:
    """Which members became part of another place since."""
    names = answers.asked.names
    for place in answers.asked.view.shown:
        gone = [m.district for m in members if m.district in place.codes and m.district != place.code]
        if gone:
            yield Message("board.merged", {"names": [names[d].title for d in gone], "place": place.title})


def _title(answers: Answers, some: list[Mark], members: tuple[Standing, ...]) -> Message:
    """What stands out; with a campaign how many of its members have declared."""
    if not members or not some:
        return titles.bars(answers, some)
    what = leaders(some, answers.asked.chart.measure.unit(answers.asked))
    data = {"count": len(some), "what": what, "done": sum(not m.missing for m in members), "of": len(members)}
    return titles.of(answers, Message("board.spread.members", data))
