"""Figures of a procedure's cases as they stand now: by stage and state, by district, who has declared, with whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.queries import counts
from forms.text import Message
from workflows.boards import roll
from workflows.boards.counting import CASES, ENDED, LATE, Counting
from workflows.boards.figure import Figure, Mark, Number, Roll
from workflows.boards.places import districts, on_map
from workflows.boards.scope import View
from workflows.boards.shares import ranked, strongest
from workflows.boards.stages import stages, states
from workflows.bundle import Bundle
from workflows.campaigns import Announced, Standing
from workflows.cases.search import Query
from workflows.rights import in_words


@dataclass(frozen=True)
class CaseBoard:
    """Everything the board shows of a procedure, in one campaign or in all."""

    bundle: Bundle
    campaign: Announced | None
    numbers: tuple[Number, ...]
    stages: Figure
    states: Figure
    districts: Figure  # by the chosen measure
    map: Figure  # the same with every place of the scope
    measure: str
    holders: Figure
    roll: Roll
    members: tuple[Standing, ...] | None  # None: not for this reader, or no campaign

    @property
    def open_stages(self) -> set[str]:
        """The stages in which a case can lie that has not ended."""
        return {s.stage for s in self.bundle.procedure.states.values() if s.end is None}


def case_board(view: View, bundle: Bundle, campaign: Announced | None, measure: str = "") -> CaseBoard:
    """The figures of one procedure at the view's scope, as of now; without a known measure the first is taken."""
    of = Counting(view, bundle, campaign)
    ranking, name = districts(of, measure)
    return CaseBoard(
        bundle, campaign, tuple(_numbers(of)), stages(of), states(of), ranking, on_map(of, ranking), name,
        _holders(of), roll.roll(of), of.members,
    )  # fmt: skip


def _numbers(of: Counting) -> Iterator[Number]:
    late = of.count(lambda k: bool(k[LATE]))
    yield roll.declared(of)
    yield _number(of, "open", of.count(lambda k: not k[ENDED]), replace(of.query, ended=False))
    yield _number(of, "late", late, replace(of.query, late=True), bad=late > 0)


def _number(of: Counting, name: str, value: int, listing: Query, bad: bool = False) -> Number:
    note, how = of.note(Message(f"board.cases.{name}"), CASES), of.how(f"board.how.{name}")
    return Number(
        f"{of.procedure.id}.{name}", Message(f"board.label.{name}"), value, CASES, note, how, listing, bad=bad
    )


def _holders(of: Counting) -> Figure:
    """Open cases by who has to act: the role, and for roles of districts the district."""
    query = replace(of.query, ended=False)
    found = counts.by(of.view.session, of.view.tokens, of.wanted(query), "holder")
    marks = ranked([
        Mark(held, in_words(held, [of.procedure], of.view.names), n, replace(query, holder=held))
        for (held,), n in found.items() if held
    ])
    title = strongest(marks, CASES) if marks else Message("board.cases.none")
    return of.figure("holders", title, "board.cases.open", "board.how.holders", query, marks)
