"""A board answered for somebody: every chart of it, for a scope, as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from forms.text import Message, Text
from workflows.boards.answers import Answers
from workflows.boards.asked import ALL, Asked, chosen
from workflows.boards.closing import closed
from workflows.boards.figure import Answer, Card, Drawn, Number, Part
from workflows.boards.ground import OnCases
from workflows.boards.kinds import kinds
from workflows.boards.offered import inside
from workflows.boards.scope import WHOLE, Place, View, view
from workflows.boards.sources.entries import Entries
from workflows.boards.titles import written
from workflows.bundle import Bundle
from workflows.campaigns import Announced
from workflows.engine.types import Actor
from workflows.model.boards import Board, Chart
from workflows.office import Office
from workflows.registers.known import known
from workflows.rights import concerned

__all__ = ["ALL", "Clause", "DrawnBoard", "answer", "drawn"]


@dataclass(frozen=True)
class Clause:
    """A part of the sentence on top; `bad` is said of what is late."""

    says: Message
    bad: bool = False


@dataclass(frozen=True)
class DrawnBoard:
    """Everything on the page, and what can be chosen on it."""

    board: Board
    on: date
    today: date
    scope: str
    scopes: tuple[Place, ...]
    whole: bool  # whether everything at once can be chosen
    called: Text
    whole_called: Text
    places: tuple[Place, ...]
    campaigns: Mapping[str, Announced | None]  # by procedure the one that is looked at
    sentence: tuple[Clause, ...]
    parts: tuple[Part, ...]

    @property
    def charts(self) -> Iterator[Drawn]:
        return (chart for part in self.parts for chart in part.charts)

    def chart(self, id_: str) -> Drawn | None:
        """A chart by its id."""
        return next((c for c in self.charts if c.id == id_), None)


def drawn(
    office: Office,
    session: Session,
    actor: Actor,
    board: Board,
    on: date | None,
    scope: str,
    now: datetime,
    campaigns: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
) -> DrawnBoard:
    """The board as of a day (None: today) and a scope; `campaigns` chooses one by procedure, `only` some charts."""
    board = board if inside(session, actor) else board.model_copy(update={"public": False})
    seen = view(office, session, actor, now, on, scope, everyone=board.public)
    wide = view(office, session, actor, now, on, everyone=board.public)
    every = _procedures(seen, board)
    picked = {p: chosen(seen, b, (campaigns or {}).get(p, "")) for p, b in every.items() if b.procedure.campaign}
    parts, memory, found = [], dict[Any, Any](), dict[str, Drawn]()
    for section in board.sections:
        charts = [_within(board, c) for c in section.charts if only is None or c.id in only]
        asked = [_there(Asked(seen, board, c, every, picked, memory)) for c in charts]
        answered = [Drawn(a.chart.id, a.chart.kind, answer(a), a.chart.width) for a in asked if _told(a)]
        found |= {c.id: c for c in answered}
        if answered:
            parts.append(Part(section.title, tuple(answered)))
    sentence = tuple(_clauses(board, found))
    return DrawnBoard(
        board, seen.on, seen.today, seen.scope, seen.mine, wide.scope == WHOLE, _head(seen, every).called,
        _head(wide, every).called, seen.shown,
        picked, sentence, tuple(parts),
    )  # fmt: skip


def _head(seen: View, every: Mapping[str, Bundle]) -> View:
    """The look that the head of the board names: the whole of another city, if all of it is about that one."""
    cities = {b.procedure.city or seen.city_code for b in every.values()}
    if seen.scope != WHOLE or len(cities) != 1 or cities == {seen.city_code}:
        return seen
    return _view(seen, next(iter(cities)))


def _within(board: Board, chart: Chart) -> Chart:
    """The chart with the conditions of its board, if it is about cases."""
    if not isinstance(chart.source, OnCases):
        return chart
    return chart.model_copy(update={"where": board.where.and_also(chart.where)})


def answer(asked: Asked) -> Answer:
    """One chart; of a public board the marks whose cases are not all the reader's have no list."""
    found = kinds[asked.chart.kind].draw(Answers(asked))
    if not asked.board.public:
        return found
    plain = asked.chart.model_copy(update={"compare": None})  # whose trend it is does not matter for the lists
    own = replace(asked, view=replace(asked.view, everyone=False), chart=plain)
    return closed(found, kinds[asked.chart.kind].draw(Answers(own)))


def _procedures(seen: View, board: Board) -> dict[str, Bundle]:
    """The procedures of the board that are the reader's, as they are published now."""
    found: dict[str, Bundle] = {}
    for procedure in seen.office.procedures(seen.session):
        if board.procedures and procedure not in board.procedures:
            continue
        bundle = seen.office.current_version(seen.session, procedure, seen.today)
        bundle = bundle or seen.office.newest(seen.session, procedure)
        if bundle and _near(seen, bundle) and (board.public or concerned(bundle.procedure.roles, seen.actor)):
            found[procedure] = bundle
    return found


def _near(seen: View, bundle: Bundle) -> bool:
    """Whether a procedure belongs on the view: one of another city only where everything is looked at."""
    return seen.scope == WHOLE or bundle.procedure.city in (None, seen.city_code)


def _there(asked: Asked) -> Asked:
    """The chart in the city that it is about, where whoever looks does not look at a place of another."""
    seen, source = asked.view, asked.chart.source
    known_ = source.known(asked) if isinstance(source, Entries) else None
    bundles = [known_.bundle] if known_ else asked.bundles
    cities = {b.procedure.city or seen.city_code for b in bundles}
    if seen.scope != WHOLE or cities <= {seen.city_code}:
        return asked
    if len(cities) == 1:
        city = next(iter(cities))
        return replace(asked, view=asked.once(("view", city), lambda: _view(seen, city)))
    return replace(asked, view=replace(seen, title=Text(zh="各市", en="All cities"))) if seen.city else asked


def _view(seen: View, city: str | None) -> View:
    """The same look at the whole of another city."""
    return view(seen.office, seen.session, seen.actor, seen.now, seen.on, WHOLE, city, everyone=seen.everyone)


def _told(asked: Asked) -> bool:
    """Whether the chart is about anything of the reader's."""
    source, seen = asked.chart.source, asked.view
    if not isinstance(source, Entries):
        return bool(asked.bundles)
    if asked.board.public:
        return source.known(asked) is not None
    return any(k.id == source.register_ for k in known(seen.office, seen.session, seen.actor, seen.today))


def _clauses(board: Board, found: Mapping[str, Drawn]) -> Iterator[Clause]:
    charts: Mapping[str, Chart] = {c.id: c for c in board.charts}
    for id_ in board.sentence:
        if id_ not in found:
            continue
        made = found[id_].answer
        if isinstance(made, Number):
            yield from _of_number(made)
        elif isinstance(made, Card) and id_ in charts:
            yield Clause(made.title, charts[id_].bad)


def _of_number(of: Number) -> Iterator[Clause]:
    """A number in words; of what is bad only if there is any."""
    if of.missing is not None or (of.bad and not of.value):
        return
    data = {"label": of.label, "value": written(of.value), "unit": of.unit, "of": of.of}
    if of.of is not None:
        yield Clause(Message("board.say.of", data), of.bad)
    elif of.change is None or of.compared is None:
        yield Clause(Message("board.say.value", data), of.bad)
    else:
        kind = "more" if of.change > 0 else "fewer" if of.change < 0 else "same"
        moved = {"change": written(abs(Decimal(of.change))), "unit": of.unit, "compared": of.compared}
        said = Message(f"board.say.changed.{kind}", moved)
        yield Clause(Message("board.say.value.changed", {**data, "change": said}), of.bad)
