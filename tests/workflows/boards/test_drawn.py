"""Every mark of every shipped board is as high as its list is long, whoever looks and as of whatever day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.canonical import canonical
from forms.reading import load
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, WANZHOU, YUZHONG
from workflows.boards import detail, roll
from workflows.boards.detail import Detail
from workflows.boards.evaluate import DrawnBoard, drawn
from workflows.boards.figure import Card, Figure, Listing, Members, Number
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.model.boards import Board
from workflows.office import Office
from workflows.publishing import DEFINITIONS
from workflows.registers import listing
from workflows.registers.query import Query

FILES = sorted(DEFINITIONS.glob("*/boards/*.json"))
LEADERS = next(p for p in FILES if p.stem == "leaders")
PEOPLE = [("leader", "*"), ("desk", "*"), ("clerk", YUZHONG), ("head", WANZHOU)]


@pytest.fixture
def stocked(office: Office) -> Office:
    """Cases in every state, entries that came, went, and were continued."""
    return seed.stock(office)


def length(office: Office, actor: Actor, of: Listing) -> int:
    """How long the list behind a number is."""
    if isinstance(of, Members):
        return len(roll.find(office, actor, of, NOW))
    if isinstance(of, Detail):
        assert len(detail.find(office, actor, of, NOW, limit=500)) == detail.count(office, actor, of, NOW)
        return detail.count(office, actor, of, NOW)
    if isinstance(of, Query):
        found = listing.find(office, actor, of, NOW)
        return found.total if found else 0
    return search.count(office, actor, of)[0]


def shown(office: Office, actor: Actor, board: Board, on: date | None = None, scope: str = "") -> DrawnBoard:
    with office.db.read() as session:
        return drawn(office, session, actor, board, on, scope, NOW)


def countable(board: Board, made: DrawnBoard) -> Iterator[tuple[str, Any]]:
    """The marks and numbers that say how many, with the id of their chart."""
    charts = {c.id: c for c in board.charts}
    for each in made.charts:
        chart, answer = charts[each.id], each.answer
        rows = chart.source.kind == "entries" and getattr(chart.source, "table", None)
        if chart.measure.kind != "count" or rows:
            continue
        yield from [(each.id, answer)] if isinstance(answer, Number) else ((each.id, m) for m in answer.every)


@pytest.mark.parametrize("on", [None, date(2026, 11, 4)])
@pytest.mark.parametrize(("role", "where"), PEOPLE)
def test_every_mark_is_as_high_as_its_list_is_long(stocked: Office, role: str, where: str, on: date | None) -> None:
    actor = seed.somebody(stocked, role, where)
    for path in FILES:
        board = load(Board, path.read_text(encoding="utf-8")).model_copy(update={"public": False})
        made = shown(stocked, actor, board, on)
        assert made.parts or seed.PROCEDURE not in board.procedures
        for id_, mark in countable(board, made):
            if mark.missing is None and not mark.closed:
                assert mark.value == length(stocked, actor, mark.listing), (path.stem, id_, mark)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_is_shipped_is_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert canonical(load(Board, text)) == text


def test_everything_is_said_in_both_languages(stocked: Office) -> None:
    for path in FILES:
        made = shown(stocked, seed.somebody(stocked, "leader"), load(Board, path.read_text(encoding="utf-8")))
        for lang in ("zh", "en"):
            assert all(say(c.says, lang) for c in made.sentence)
            for each in made.charts:
                words = [each.answer.note, each.answer.how, *each.answer.doubts]
                words += [each.answer.title] if isinstance(each.answer, Card) else []
                assert all(say(w, lang) for w in words)


def test_a_public_board_shows_figures_to_everybody_and_lists_to_those_who_may(stocked: Office) -> None:
    board = load(Board, LEADERS.read_text(encoding="utf-8")).model_copy(update={"public": True})
    leader, clerk = seed.somebody(stocked, "leader"), seed.somebody(stocked, "clerk", YUZHONG)
    for_clerk, for_leader = shown(stocked, clerk, board), shown(stocked, leader, board)
    assert {c.id for c in for_clerk.charts} == {c.id for c in for_leader.charts}
    stages = for_clerk.chart("region_stages")
    assert stages and isinstance(stages.answer, Figure)
    for mark in stages.answer.marks:
        own = length(stocked, clerk, mark.listing)
        assert mark.closed == (own != mark.value), "a list is offered where it is the whole of the mark"
    assert any(m.closed for m in stages.answer.marks)
