"""The clerk's file with errors comes back in red, is mended and taken; and two who changed one cell."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from forms.edits import SetValue
from forms.sheet import template
from forms.text import Message
from pages.messages import say
from tests.browser.drafts import CODE, NAME, OUTER, Server, code, context, editing, firms, open_form, region
from tests.browser.waiting import settled
from tests.forms.sheet.books import edited
from tests.workflows.bureau import HERE
from workflows.cases.drafts import Sheet, open_draft, save
from workflows.people.accounts import set_language

__all__ = ["context", "editing"]
INNER_SHEET = "经营主体"
SHOTS = os.environ.get("UPLOAD_SHOTS", "")
"""A folder for pictures of the dialog, for people who want to look at it."""


def book(server: Server, case: int) -> bytes:
    """The workbook as the page gives it."""
    sheet = open_draft(server.desk.office, server.desk.actor("clerk"), case, server.desk.now)
    assert isinstance(sheet, Sheet), sheet
    version = str(sheet.bundle.number)
    return template(sheet.bundle.form(), sheet.options, version, "zh", sheet.values, access=sheet.access)


def dialog_of(page: Page) -> Locator:
    page.get_by_role("button", name="上传表格").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def give(dialog: Locator, data: bytes, name: str = "申报表.xlsx") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    dialog.locator("input[type=file]").set_input_files([file])
    settled(dialog.page)


def look(page: Page, name: str) -> None:
    if SHOTS:
        settled(page)
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def fits(dialog: Locator) -> None:
    """Nothing in the dialog is wider than it."""
    script = "(d) => [...d.querySelectorAll('*')].filter(e => e.scrollWidth > d.clientWidth + 1).length"
    assert dialog.evaluate(script) == 0


@pytest.fixture
def case(editing: Server) -> int:
    return editing.draft(HERE, "clerk", [region("云汉数据谷", firms(3)), region("拾光园", firms(2, 10))])


def test_wrong_cells_come_back_red_and_the_mended_file_is_taken(
    editing: Server, context: BrowserContext, case: int
) -> None:
    page = open_form(context, case)
    wrong = {(OUTER, "E2"): "许多", (INNER_SHEET, "A7"): 2, (INNER_SHEET, "B7"): "新企业", (INNER_SHEET, "C7"): "915"}
    dialog = dialog_of(page)
    give(dialog, edited(book(editing, case), wrong))
    expect(dialog.get_by_role("button", name="下载标出问题的表")).to_be_visible()
    look(page, "wrong")
    fits(dialog)
    dialog.get_by_role("button", name="替换草稿").click()
    expect(dialog.get_by_text("已替换草稿")).to_be_visible()
    look(page, "taken")
    with page.expect_download() as coming:
        dialog.get_by_role("button", name="下载标出问题的表").click()
    assert coming.value.suggested_filename == "申报表（标出问题）.xlsx"
    red = Path(coming.value.path()).read_bytes()
    sheet = load_workbook(io.BytesIO(red))
    assert "不是整数" in sheet[OUTER]["E2"].comment.text
    assert sheet["填报问题"]["A1"].value.startswith("填报问题")
    give(dialog, edited(red, {(OUTER, "E2"): 3, (INNER_SHEET, "C7"): code(30), (OUTER, "E3"): 3}), "改好.xlsx")
    expect(dialog.get_by_role("button", name="替换草稿")).to_be_enabled()
    look(page, "second")
    assert dialog.locator("[role=radiogroup]").count() == 0
    dialog.get_by_role("button", name="替换草稿").click()
    expect(dialog.get_by_role("button", name="替换草稿")).to_be_hidden()
    found = editing.values(case)[OUTER]
    assert [r["数量"] for r in found] == [3, 3]
    assert [(r[NAME], r[CODE]) for r in found[1]["经营主体"]][-1] == ("新企业", code(30))
    assert len(found[1]["经营主体"]) == 3
    editing.desk.act(case, "submit", "clerk")
    editing.desk.act(case, "recall", "clerk")  # the next test wants a draft of its own


def test_a_cell_that_both_changed_is_chosen_by_the_person(editing: Server, context: BrowserContext, case: int) -> None:
    data = edited(book(editing, case), {(OUTER, "D2"): "文件里的地址" * 12, (OUTER, "D3"): "只有文件改了"})
    row = editing.values(case)[OUTER][0]["_id"]
    actor = editing.desk.actor("clerk")
    save(editing.desk.office, actor, case, [SetValue("注册登记地址", "草稿里的地址", row)], editing.desk.now)
    page = open_form(context, case)
    dialog = dialog_of(page)
    give(dialog, data)
    expect(dialog.get_by_text("1 处两边都改过")).to_be_visible()
    dialog.get_by_text("逐处选", exact=True).click()
    settled(page)
    look(page, "clash")
    fits(dialog)
    dialog.get_by_text("文件：文件里的地址").click()
    settled(page)
    look(page, "chosen")
    dialog.get_by_role("button", name="替换草稿").click()
    expect(dialog).to_be_hidden()
    look(page, "after")
    assert [r["注册登记地址"] for r in editing.values(case)[OUTER]] == ["文件里的地址" * 12, "只有文件改了"]


@pytest.mark.parametrize(("lang", "width"), [("zh", 1920), ("en", 1280)])
def test_rows_that_are_missing_are_asked_about(
    editing: Server, browser: Browser, case: int, lang: str, width: int
) -> None:
    set_language(editing.desk.office, editing.desk.people["clerk"], lang)
    made = editing.signed_in(browser, width=width, height=900)
    page = open_form(made, case)
    cells = {(INNER_SHEET, f"{c}{n}"): None for c in "ABCD" for n in (2, 3)}
    page.get_by_role("button", name=_word("form.upload", lang)).first.click()
    dialog = page.get_by_role("dialog")
    give(dialog, edited(book(editing, case), cells))
    expect(dialog.get_by_text(_word("upload.missing", lang, count=2))).to_be_visible()
    dialog.get_by_text(_word("upload.missing_each", lang), exact=True).click()
    settled(page)
    look(page, f"missing-{lang}")
    fits(dialog)
    assert dialog.get_by_role("button", name=_word("form.upload_take", lang)).is_disabled()
    made.close()
    set_language(editing.desk.office, editing.desk.people["clerk"], "zh")


def _word(code: str, lang: str, **data: int) -> str:
    return say(Message(code, data), lang)
