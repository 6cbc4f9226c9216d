"""Presses of the builder are steps of their maker; saving makes one change of them, with its difference in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from forms.reading import load
from forms.text import Text
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, YUZHONG
from tests.workflows.boards.test_made import BOARD
from workflows.boards import drafting, made
from workflows.boards.differences import differences
from workflows.boards.made import Saved
from workflows.engine.types import Actor, Refusal
from workflows.model.boards import Board
from workflows.office import Office


@pytest.fixture
def ready(office: Office) -> Office:
    seed.found(office)
    return office


def stepped(office: Office, actor: Actor, title: str, key: str | None = None, seen: int = 0) -> str:
    board = BOARD.model_copy(update={"title": Text(zh=title)})
    found = drafting.step(office, actor, board, NOW, key=key, seen=seen)
    assert isinstance(found, Saved), found
    return found.key


def title(office: Office, actor: Actor, key: str) -> str | None:
    with office.db.read() as session:
        found = drafting.draft(session, actor, key)
        return found.board.title.zh if found else None


def test_steps_are_undone_and_done_again_until_another_one_is_made(ready: Office) -> None:
    clerk = seed.somebody(ready, "clerk", YUZHONG)
    key = stepped(ready, clerk, "一")
    stepped(ready, clerk, "二", key)
    stepped(ready, clerk, "三", key)
    drafting.undo(ready, clerk, key)
    drafting.undo(ready, clerk, key)
    assert title(ready, clerk, key) == "一"
    drafting.undo(ready, clerk, key)
    assert title(ready, clerk, key) == "一", "a new board is at least what it began as"
    drafting.redo(ready, clerk, key)
    assert title(ready, clerk, key) == "二"
    stepped(ready, clerk, "四", key)
    drafting.redo(ready, clerk, key)
    assert title(ready, clerk, key) == "四", "what was undone is gone"


def test_nobody_sees_a_board_before_it_is_saved_and_all_steps_are_one_change(ready: Office) -> None:
    clerk = seed.somebody(ready, "clerk", YUZHONG)
    key = stepped(ready, clerk, "一")
    stepped(ready, clerk, "二", key)
    with ready.db.read() as session:
        assert made.find(ready, session, clerk, key, NOW) is None
        assert [d.key for d in drafting.begun(session, clerk)] == [key]
    saved = drafting.save(ready, clerk, key, " 说明 ", NOW + timedelta(hours=1))
    assert isinstance(saved, Saved) and title(ready, clerk, key) is None
    (change,) = made.history(ready, clerk, key)
    assert change.note == "说明" and change.board is not None and change.board.title.zh == "二"
    again = drafting.save(ready, clerk, key, "", NOW)
    assert isinstance(again, Refusal) and again.guard == "same"


def test_a_saved_board_is_undone_to_as_it_was_saved(ready: Office) -> None:
    clerk = seed.somebody(ready, "clerk", YUZHONG)
    key = stepped(ready, clerk, "一")
    saved = drafting.save(ready, clerk, key, "", NOW)
    assert isinstance(saved, Saved)
    stepped(ready, clerk, "二", key, saved.change)
    drafting.undo(ready, clerk, key)
    with ready.db.read() as session:
        assert drafting.draft(session, clerk, key) is None and drafting.undone(session, clerk, key) == 1


def test_what_somebody_else_saved_meanwhile_is_not_run_over(ready: Office) -> None:
    admin = seed.somebody(ready, "admin")
    key = stepped(ready, admin, "一")
    saved = drafting.save(ready, admin, key, "", NOW)
    assert isinstance(saved, Saved)
    stepped(ready, admin, "二", key, saved.change)
    other = made.save(ready, admin, BOARD, NOW, key=key, seen=saved.change)
    assert isinstance(other, Saved)
    late = drafting.save(ready, admin, key, "", NOW)
    assert isinstance(late, Refusal) and late.guard == "revision" and title(ready, admin, key) == "二"


OLD: dict[str, Any] = {"id": "c", "by": ["stage"], "source": {"kind": "cases"}}
CHANGED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "figure", "by": []}, "画法由“条形图”改为“数字”"),
    ({"by": ["district"]}, "分组由“阶段”改为“区县”"),
    ({"where": {"open": True}}, "条件由“全部”改为“在办”"),
    ({"compare": "year"}, "比较由“无”改为“上年同日”"),
    ({"target": {"value": "5"}}, "目标值由“无”改为“5”"),
    ({"name": "甲"}, "图“甲”的名称由“自动写”改为“甲”"),
    ({"width": 12}, "宽度由“4”改为“12”"),
    ({"order": "number", "descending": True}, "排序由“到期日，由小到大”改为“文号，由大到小”"),
    ({"bad": True}, "“多了不好”由“否”改为“是”"),
]


@pytest.mark.parametrize(("change", "said"), CHANGED, ids=lambda c: "" if isinstance(c, str) else next(iter(c)))
def test_every_part_of_a_chart_is_told_in_words(ready: Office, change: dict[str, Any], said: str) -> None:
    told = _told(ready, {"sections": [{"id": "s", "charts": [{**OLD, **change}]}]})
    assert said in told, told


def test_charts_and_sections_that_came_went_or_moved_are_told(ready: Office) -> None:
    two = {**OLD, "id": "d", "name": "乙"}
    assert "加了图“乙”" in _told(ready, {"sections": [{"id": "s", "charts": [OLD, two]}]})
    assert "删了图" in _told(ready, {"sections": [{"id": "s", "charts": []}]})
    moved = _told(ready, {"sections": [{"id": "s"}, {"id": "t", "title": "节", "charts": [OLD]}]})
    assert "加了一节“节”" in moved and "先后" in moved
    assert _told(ready, {}) == ""


def _told(office: Office, change: dict[str, Any]) -> str:
    from workflows.messages import say

    before = load(Board, {**BOARD.model_dump(mode="json"), "sections": [{"id": "s", "charts": [OLD]}]})
    after = load(Board, {**before.model_dump(mode="json"), **change})
    with office.db.read() as session:
        found = differences(office, session, seed.somebody(office, "clerk", YUZHONG), NOW, before, after)
    return "\n".join(say(m) for m in found)
