"""The two grids in a real browser: nothing typed is lost, nothing moves away under the hand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.drafts import (
    CODE,
    COUNT,
    NAME,
    OUTER,
    Grid,
    Server,
    acknowledged,
    code,
    context,
    editing,
    firms,
    open_form,
    region,
)
from tests.browser.waiting import settled

__all__ = ["context", "editing"]
WRONG = re.compile(r"\bwrong\b")


@pytest.fixture
def case(editing: Server) -> Iterator[int]:
    """A draft of two regions with sixty enterprises each."""
    made = editing.draft("500103", "clerk", [region("东园", firms(60)), region("西园", firms(60, 100))])
    yield made
    editing.drop(made, "clerk")


@pytest.fixture
def page(context: BrowserContext, case: int) -> Page:
    return open_form(context, case)


def test_a_wrong_cell_is_red_with_its_reason_under_the_production_headers(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
    grid = Grid(page, 1)
    grid.type(2, CODE, code(2)[:-1])
    expect(grid.cell(2, CODE)).to_have_class(WRONG)
    expect(grid.cell(2, "_todo")).to_contain_text("18")
    colour = grid.cell(2, CODE).evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(253, 236, 234)" and refused == []
    policy = page.request.get(page.frames[-1].url).headers["content-security-policy"]
    assert "'unsafe-eval'" in policy
    assert "'unsafe-eval'" not in page.request.get("/").headers["content-security-policy"]


def test_mending_takes_the_red_away_and_counts_down(page: Page) -> None:
    grid = Grid(page, 1)
    grid.type(0, CODE, "1")
    expect(page.get_by_text("要改 1 处", exact=True)).to_be_visible()
    grid.type(0, CODE, code(0))
    expect(grid.cell(0, CODE)).not_to_have_class(WRONG)
    expect(page.get_by_text("没有要改的地方")).to_be_visible()


def test_enter_goes_down_tab_goes_right_and_locked_cells_are_passed(page: Page) -> None:
    grid = Grid(page, 1)
    grid.type(3, NAME, "新名")
    acknowledged(page, grid)
    assert grid.focused() == (4, NAME)
    page.keyboard.press("Tab")
    assert grid.focused() == (4, CODE)
    page.keyboard.press("Tab")
    assert grid.focused() == (5, NAME)


def test_scroll_and_focus_stay_where_they_are_while_edits_are_saved(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.frame.locator(".ag-body-viewport").evaluate("e => e.scrollTop = 900")
    page.wait_for_timeout(300)
    grid.type(30, CODE, "1")
    before = grid.frame.locator(".ag-body-viewport").evaluate("e => e.scrollTop")
    acknowledged(page, grid)
    expect(grid.cell(30, CODE)).to_have_class(WRONG)
    assert grid.frame.locator(".ag-body-viewport").evaluate("e => e.scrollTop") == before
    assert grid.focused() == (31, CODE)
    assert editing.inner(case)[30][1] == "1"


def test_edits_typed_while_the_page_is_at_work_all_arrive(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.cell(0, NAME).click()
    for number in range(25):
        page.keyboard.type(f"q{number}")
        page.keyboard.press("Enter")
    acknowledged(page, grid)
    assert [n for n, _ in editing.inner(case)[:25]] == [f"q{n}" for n in range(25)]


def test_a_cell_being_typed_into_is_not_disturbed_when_rows_come(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.cell(0, NAME).click()
    page.keyboard.type("aa")
    page.keyboard.press("Enter")
    page.keyboard.type("bb")
    page.wait_for_timeout(2500)
    page.keyboard.type("cc")
    page.keyboard.press("Enter")
    acknowledged(page, grid)
    assert [n for n, _ in editing.inner(case)[:2]] == ["aa", "bbcc"]


def test_an_input_method_opens_the_cell_it_composes_in(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.cell(0, NAME).click()
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"})
    session.send("Input.imeSetComposition", {"text": "gong", "selectionStart": 4, "selectionEnd": 4})
    session.send("Input.insertText", {"text": "公司"})
    page.keyboard.press("Enter")
    acknowledged(page, grid)
    assert editing.inner(case)[0][0] == "公司"


def test_delete_empties_a_cell(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.cell(1, NAME).click()
    page.keyboard.press("Delete")
    acknowledged(page, grid)
    assert editing.inner(case)[1] == ("", code(1))
    expect(grid.cell(1, NAME)).to_have_class(WRONG)


def test_a_button_pressed_right_after_leaving_a_wrong_cell_gets_its_click(
    page: Page, editing: Server, case: int
) -> None:
    grid = Grid(page, 1)
    for turn in range(4):
        grid.cell(turn, CODE).click()
        page.keyboard.type(f"x{turn}")
        box = page.get_by_role("button", name="增加行").nth(1).bounding_box()
        assert box
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        page.wait_for_timeout(120)
        page.mouse.up()
        acknowledged(page, grid)
        expect(grid.cell(60 + turn, "_no")).to_have_text(str(61 + turn))
        page.wait_for_timeout(300)
        grid.frame.locator(".ag-body-viewport").evaluate("e => e.scrollTop = 0")
    stored = editing.inner(case)
    assert len(stored) == 64 and [c for _, c in stored[:4]] == ["X0", "X1", "X2", "X3"]


def test_the_way_to_a_place_chooses_the_row_around_it_and_puts_the_cursor_there(page: Page) -> None:
    outer, inner = Grid(page, 0), Grid(page, 1)
    outer.cell(1, "申报名称").click()
    expect(inner.cell(0, NAME)).to_have_text("第100号科技有限责任公司")
    inner.frame.locator(".ag-body-viewport").evaluate("e => e.scrollTop = 1700")
    inner.type(55, CODE, "7")
    expect(page.get_by_text("要改 1 处", exact=True)).to_be_visible()
    outer.cell(0, "申报名称").click()
    expect(inner.cell(0, NAME)).to_have_text("第0号科技有限责任公司")
    page.get_by_role("button", name="转到第一处").click()
    inner.frame.locator('.ag-row[row-index="55"] .ag-cell-focus').wait_for()
    assert inner.focused() == (55, CODE)
    page.keyboard.type(code(155))
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有要改的地方")).to_be_visible()


def test_a_pasted_block_goes_over_the_cells_and_beyond_the_last_row(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    grid.paste(0, NAME, "\n".join(f"贴{n}\t{code(500 + n)}" for n in range(70)))
    acknowledged(page, grid)
    assert editing.inner(case) == [(f"贴{n}", code(500 + n)) for n in range(70)]


def test_the_paste_box_says_what_it_understood_and_adds_it(page: Page, editing: Server, case: int) -> None:
    page.get_by_role("button", name="从表格粘贴").nth(1).click()
    box = page.get_by_role("dialog").locator("textarea")
    box.fill("序号\t统一社会信用代码\t名称\n" + "\n".join(f"{n}\t{code(700 + n)}\t新{n}" for n in range(1, 41)))
    box.press("Control+Enter")
    expect(page.get_by_role("dialog").get_by_text("认出 40 行")).to_be_visible()
    page.get_by_role("button", name="加入表格").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    settled(page)
    assert editing.inner(case)[60:] == [(f"新{n}", code(700 + n)) for n in range(1, 41)]
    expect(Grid(page, 1).cell(60, NAME)).to_have_text("新1")


def test_pasting_and_pressing_at_once_takes_the_whole_block(page: Page, editing: Server, case: int) -> None:
    page.get_by_role("button", name="从表格粘贴").nth(1).click()
    page.get_by_role("dialog").locator("textarea").fill("\n".join(f"急{n}" for n in range(30)))
    page.get_by_role("button", name="加入表格").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    settled(page)
    assert [n for n, _ in editing.inner(case)[60:]] == [f"急{n}" for n in range(30)]


def test_ticked_rows_are_deleted_and_can_be_brought_back(page: Page, editing: Server, case: int) -> None:
    grid, before = Grid(page, 1), editing.inner(case)
    for row in (1, 2, 5):
        grid.frame.locator(f'.ag-row[row-index="{row}"] .ag-checkbox-input').click()
    page.get_by_role("button", name="删除选中").click(delay=80)
    expect(page.get_by_role("button", name="撤销删除")).to_be_visible()
    settled(page)
    assert editing.inner(case) == [f for n, f in enumerate(before) if n not in (1, 2, 5)]
    page.get_by_role("button", name="撤销删除").click()
    expect(page.get_by_role("button", name="撤销删除")).to_be_hidden()
    settled(page)
    assert editing.inner(case) == before


def test_only_rows_to_mend_are_shown_and_stay_while_they_are_mended(page: Page) -> None:
    grid = Grid(page, 1)
    grid.type(7, CODE, "1")
    expect(grid.cell(7, CODE)).to_have_class(WRONG)
    page.get_by_text("只看要改的").click()
    expect(grid.cell(0, "_no")).to_have_text("8")
    assert grid.frame.locator(".ag-center-cols-container .ag-row").count() == 1
    grid.type(0, CODE, code(7))
    acknowledged(page, grid)
    expect(grid.cell(0, "_no")).to_have_text("8")


def test_what_was_typed_without_a_connection_arrives_afterwards(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    page.context.set_offline(True)
    editing.stop()
    for number in range(3):
        grid.type(number, NAME, f"断线{number}")
    assert grid.unsaved() == 3
    page.context.set_offline(False)
    editing.start()
    acknowledged(page, grid)
    assert [n for n, _ in editing.inner(case)[:3]] == ["断线0", "断线1", "断线2"]


def test_what_was_typed_without_a_connection_survives_a_reload(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 1)
    editing.stop()
    grid.type(4, NAME, "重载前")
    editing.start()
    page.reload()
    grid.cell(0, NAME).wait_for()
    acknowledged(page, grid)
    assert editing.inner(case)[4][0] == "重载前"


def test_two_people_in_one_draft_are_told_and_choose(page: Page, browser: Browser, editing: Server, case: int) -> None:
    with editing.signed_in(browser, "colleague") as other:
        second = open_form(other, case)
        Grid(page, 1).type(0, NAME, "第一人")
        acknowledged(page, Grid(page, 1))
        Grid(second, 1).type(0, NAME, "第二人")
        dialog = second.get_by_role("dialog")
        expect(dialog.get_by_text("留对方的：第一人")).to_be_visible()
        assert editing.inner(case)[0][0] == "第一人"
        dialog.get_by_text("用我的：第二人").click()
        dialog.get_by_role("button", name="按选定的保存").click()
        expect(dialog).to_be_hidden()
        settled(second)
    assert editing.inner(case)[0][0] == "第二人"


def test_a_choice_opens_its_list_at_once(page: Page, editing: Server, case: int) -> None:
    grid = Grid(page, 0)
    grid.cell(0, "所属类型").dblclick()
    page.locator(".desk-sounds.picker li", has_text="孵化园").click()
    acknowledged(page, grid)
    assert editing.values(case)[OUTER][0]["所属类型"] == "孵化园"


def test_the_outer_table_marks_what_disagrees_with_the_inner_one(page: Page) -> None:
    grid = Grid(page, 0)
    grid.type(0, COUNT, "61")
    expect(grid.cell(0, COUNT)).to_have_class(WRONG)
    started = time.monotonic()
    grid.type(0, COUNT, "60")
    expect(grid.cell(0, COUNT)).not_to_have_class(WRONG)
    assert time.monotonic() - started < 20


def test_a_field_left_just_before_the_server_died_is_brought_back_and_asked_about(
    page: Page, editing: Server, case: int
) -> None:
    editing.freeze()
    page.get_by_role("textbox", name="联系人").fill("王小明")
    page.get_by_role("textbox", name="联系人").press("Tab")
    page.wait_for_timeout(500)
    editing.kill()
    editing.start()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("留对方的：陈立军")).to_be_visible(timeout=40_000)
    dialog.get_by_text("用我的：王小明").click()
    dialog.get_by_role("button", name="按选定的保存").click()
    expect(dialog).to_be_hidden()
    settled(page)
    assert editing.values(case)["联系人"] == "王小明"
