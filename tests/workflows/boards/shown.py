"""The shipped boards drawn for somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from forms.reading import load
from workflows.boards import detail, roll
from workflows.boards.detail import Detail
from workflows.boards.evaluate import DrawnBoard, drawn
from workflows.boards.figure import Listing, Members, Number
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.model.boards import Board
from workflows.office import Office
from workflows.publishing import DEFINITIONS
from workflows.registers import listing
from workflows.registers.query import Query

FILES = {p.stem: p for p in sorted(DEFINITIONS.glob("*/boards/*.json"))}


def shipped_board(name: str) -> Board:
    return load(Board, FILES[name].read_text(encoding="utf-8"))


def board(office: Office, actor: Actor, now: datetime, name: str = "declarations", **more: Any) -> DrawnBoard:
    """A shipped board; `on`, `scope` and `campaigns` as `drawn` takes them."""
    on, scope = more.pop("on", None), more.pop("scope", "")
    with office.db.read() as session:
        return drawn(office, session, actor, shipped_board(name), on, scope, now, **more)


def answer(made: DrawnBoard, chart: str) -> Any:
    """One answer of it."""
    found = made.chart(chart)
    assert found is not None, chart
    return found.answer


def opens(office: Office, actor: Actor, made: DrawnBoard, now: datetime) -> int:
    """Every mark has a list for somebody, and what counts is as high as its list is long; how many there were."""
    charts, seen = {c.id: c for c in made.board.charts}, 0
    for each in made.charts:
        chart = charts[each.id]
        marks = [each.answer] if isinstance(each.answer, Number) else list(each.answer.every)
        for mark in marks:
            assert not mark.closed, (each.id, mark)
            counts = chart.measure.kind == "count" and not getattr(chart.source, "table", None)
            if counts and (isinstance(mark, Number) or mark.told):
                assert length(office, actor, mark.listing, now) == mark.value, (each.id, mark)
        seen += len(marks)
    return seen


def length(office: Office, actor: Actor, of: Listing, now: datetime) -> int:
    """How long the list behind a number is."""
    if isinstance(of, Members):
        return len(roll.find(office, actor, of, now))
    if isinstance(of, Detail):
        return detail.count(office, actor, of, now)
    if isinstance(of, Query):
        found = listing.find(office, actor, of, now)
        return found.total if found else 0
    return search.count(office, actor, of)[0]
