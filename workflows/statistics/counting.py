"""Answers to the questions of cells: those that a chart of the same question gives, worked out by the same code."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from data.queries import cases, figures
from data.queries import registers as stored
from workflows.boards.answers import Answers
from workflows.boards.asked import Asked
from workflows.boards.detail import Detail
from workflows.boards.figure import Amount
from workflows.boards.scope import View
from workflows.bundle import Bundle
from workflows.cases import search
from workflows.model.boards import Board
from workflows.registers import query as registers
from workflows.statistics.known import Known
from workflows.statistics.questions import Listing, Question

MOST = 2_000
"""So many cases or entries behind a figure are kept with it when it is closed."""


class Counting:
    """Counts as somebody may see it; what several cells of a row or column ask is looked up once."""

    def __init__(self, view: View, of: Known) -> None:
        self.view, self.of = view, of
        self._memory: dict[Any, Any] = {}
        self._answers: dict[str, Answers] = {}

    @cached_property
    def _board(self) -> Board:
        """The table as charts know what they stand on."""
        return Board(id=self.of.id, title=self.of.table.title, procedures=list(self._every), sections=[])

    @cached_property
    def _every(self) -> dict[str, Bundle]:
        """The procedures that it counts, as they are published today."""
        table = self.of.table
        sources = [table.source, *(each.source for each in (*table.leaves, *table.every_row))]
        named = [p for source in sources for p in getattr(source, "procedures", ())]
        found = ((p, self._bundle(p)) for p in dict.fromkeys([*self.of.procedures, *named]))
        return {p: b for p, b in found if b is not None}

    def _bundle(self, procedure: str) -> Bundle | None:
        if procedure == self.of.bundle.procedure.id:
            return self.of.bundle
        office, session = self.view.office, self.view.session
        return office.current_version(session, procedure, self.view.today) or office.newest(session, procedure)

    def asked(self, of: Question) -> Asked:
        """A question as the charts of a board are asked; without procedures of its own, of those of the table."""
        chart = of.chart
        if getattr(chart.source, "procedures", None) == []:
            own = chart.source.model_copy(update={"procedures": list(self.of.procedures)})
            chart = chart.model_copy(update={"source": own})
        day = min(of.until, self.view.today)
        return Asked(self.view, self._board, chart, self._every, {}, self._memory).at(day)

    def answers(self, of: Question) -> Answers:
        """What its chart gathers; the same for every value of a dimension."""
        asked = self.asked(of)
        key = f"{asked.on} {asked.chart.model_dump_json()}"
        if key not in self._answers:
            self._answers[key] = Answers(asked)
        return self._answers[key]

    def one(self, of: Question) -> Amount | None:
        """The answer; None where there is none: an average of nothing."""
        answers = self.answers(of)
        return answers.value(answers.gathered, (of.key,) if of.by else ())

    def listing(self, of: Question) -> Listing:
        """The list of what it counts, or of what holds it."""
        answers = self.answers(of)
        found: Listing = answers.listing
        return of.by.narrow(answers.asked, found, of.key) if of.by else found

    def behind(self, of: Question) -> list[int] | None:
        """The cases or entries of its list by id; None if there are too many to keep."""
        listing, view = self.listing(of), self.view
        if isinstance(listing, registers.Query):
            tokens = self.asked(of).before_register(listing.register)
            found = stored.ids(view.session, tokens, listing.conditions(view.today), MOST + 1)
        elif isinstance(listing, Detail):
            wanted = listing.wanted(view.office, view.session, view.actor, view.now)
            found = sorted({row[0] for row in figures.behind(view.session, view.tokens, wanted, MOST + 1)})
        else:
            wanted_cases = search.conditions(view.office, view.session, view.actor, listing)
            found = cases.ids(view.session, view.tokens, wanted_cases, MOST + 1, listing.as_of)
        return found if len(found) <= MOST else None
