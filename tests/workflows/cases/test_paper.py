from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.workflows.bureau import Bureau
from workflows.cases.paper import Drawn, Workbook, drawn, printed, workbook
from workflows.engine.types import Refusal


def test_the_official_table_holds_what_was_filled_in_and_names_the_campaign(desk: Bureau) -> None:
    found = drawn(desk.office, desk.actor("desk"), desk.filed(), "zh", desk.now)
    assert isinstance(found, Drawn)
    assert 'class="official"' in found.html
    assert "2026年第一批" in found.html


def test_long_lists_are_folded_on_the_screen_and_whole_on_paper(desk: Bureau) -> None:
    case = desk.filed()
    screen = drawn(desk.office, desk.actor("desk"), case, "zh", desk.now, limit_rows=1)
    paper = printed(desk.office, desk.actor("desk"), case, "zh", desk.now)
    assert isinstance(screen, Drawn) and isinstance(paper, str)
    assert "<details" in screen.html
    assert "<details" not in paper
    assert paper.startswith("<!DOCTYPE html>")
    assert str(screen.number) in paper.partition("</title>")[0]


def test_neither_screen_nor_paper_nor_workbook_shows_what_may_not_be_read(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.refused(case, "机密的理由")
    shown = {who: _everything(desk, case, who) for who in ("desk", "clerk")}
    assert "机密的理由" in shown["desk"]
    assert "机密的理由" not in shown["clerk"]


def _everything(desk: Bureau, case: int, who: str) -> str:
    actor = desk.actor(who)
    screen = drawn(desk.office, actor, case, "zh", desk.now)
    book = workbook(desk.office, actor, case, "zh", desk.now)
    assert isinstance(screen, Drawn) and isinstance(book, Workbook)
    cells = [c for s in load_workbook(io.BytesIO(book.content)) for row in s.iter_rows(values_only=True) for c in row]
    return screen.html + " ".join(map(str, cells)) + str(printed(desk.office, actor, case, "zh", desk.now))


def test_a_case_that_may_not_be_seen_is_not_drawn(desk: Bureau) -> None:
    case = desk.start()
    for draw in (drawn, printed, workbook):
        assert isinstance(draw(desk.office, desk.actor("clerk2"), case, "zh", desk.now), Refusal)
