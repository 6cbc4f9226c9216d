# ruff: noqa: F811
"""The dialog that takes a workbook: what it would change, what it asks, the marked file, and the second upload."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from forms.edits import SetValue
from forms.sheet import template
from pages.parts import upload_state
from tests.forms.sheet.books import edited
from tests.pages.test_form import TABLE, button, desk, opened, sample, stored, words  # noqa: F401
from tests.workflows.bureau import Bureau
from workflows.cases.drafts import Sheet, open_draft, save

INNER, FIRST = "经营主体", "区域类“沙盒监管”申报表"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(desk: Bureau, case: int) -> bytes:
    """The workbook as the clerk downloads it now."""
    sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
    assert isinstance(sheet, Sheet)
    return template(sheet.bundle.form(), sheet.options, "1", "zh", sheet.values, access=sheet.access)


@contextmanager
def dialog(desk: Bureau, case: int) -> Iterator[AppTest]:
    with opened(desk, case) as app:
        button(app, "do_upload:").click().run()
        yield app


def give(app: AppTest, data: bytes, name: str = "表.xlsx") -> None:
    box = next(u for u in app.file_uploader if "下载模板" in u.label)
    box.upload(name, data, XLSX).run()
    assert not app.exception


def press(app: AppTest, key: str) -> None:
    next(b for b in app.button if b.key == key).click().run()
    assert not app.exception


def filled(desk: Bureau) -> int:
    case = desk.start()
    desk.fill(case, sample())
    return case


def row_of(desk: Bureau, case: int, number: int) -> Mapping[str, Any]:
    found: Mapping[str, Any] = stored(desk, case)[TABLE][number]
    return found


def marked_of(desk: Bureau, case: int, app: AppTest) -> bytes:
    """What the button downloads."""
    upload = app.session_state[f"upload:{case}"]
    sheet = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
    assert isinstance(sheet, Sheet)

    class Editing:
        form, options, lang = sheet.bundle.form(), sheet.options, "zh"

    assert any(b.key == "do_marked" for b in app.get("download_button"))
    return upload_state.marked_file(Editing, upload)  # type: ignore[arg-type]


def test_what_the_file_changed_is_shown_and_taken(desk: Bureau) -> None:
    case = filled(desk)
    data = edited(book(desk, case), {(TABLE, "D2"): "云汉大道 6 号"})
    with dialog(desk, case) as app:
        give(app, data)
        assert "云汉大道 6 号" in words(app)
        press(app, "do_upload")
        assert row_of(desk, case, 0)["注册登记地址"] == "云汉大道 6 号"


def test_a_file_that_is_none_says_why(desk: Bureau) -> None:
    case = filled(desk)
    with dialog(desk, case) as app:
        give(app, b"no workbook")
        assert "这个文件没有读入" in words(app)
        assert [b for b in app.get("download_button") if b.key == "do_marked"] == []


def test_both_sides_changed_a_cell_and_the_person_chooses(desk: Bureau) -> None:
    case = filled(desk)
    data = edited(book(desk, case), {(TABLE, "D2"): "文件里的地址"})
    row = row_of(desk, case, 0)["_id"]
    save(desk.office, desk.actor("clerk"), case, [SetValue("注册登记地址", "草稿里的地址", row)], desk.now)
    with dialog(desk, case) as app:
        give(app, data)
        asked = next(r for r in app.radio if r.key and r.key.startswith("clashes:"))
        assert "1 处" in asked.label and asked.value == "draft"
        asked.set_value("each").run()
        each = next(r for r in app.radio if r.key and r.key.startswith("clash:"))
        assert each.options == ["草稿：草稿里的地址", "文件：文件里的地址"]
        each.set_value("file").run()
        press(app, "do_upload")
        assert row_of(desk, case, 0)["注册登记地址"] == "文件里的地址"


def test_the_draft_stays_where_nobody_chooses(desk: Bureau) -> None:
    case = filled(desk)
    data = edited(book(desk, case), {(TABLE, "D2"): "文件里的地址", (FIRST, "C8"): "新联系人"})
    row = row_of(desk, case, 0)["_id"]
    save(desk.office, desk.actor("clerk"), case, [SetValue("注册登记地址", "草稿里的地址", row)], desk.now)
    with dialog(desk, case) as app:
        give(app, data)
        press(app, "do_upload")
        assert row_of(desk, case, 0)["注册登记地址"] == "草稿里的地址"
        assert stored(desk, case)["联系人"] == "新联系人"


def test_rows_that_the_file_lacks_stay_unless_somebody_says_so(desk: Bureau) -> None:
    case = filled(desk)
    data = edited(book(desk, case), {(INNER, f"{c}2"): None for c in "ABCD"} | {(FIRST, "C8"): "新联系人"})
    before = len(row_of(desk, case, 0)[INNER])
    with dialog(desk, case) as app:
        give(app, data)
        assert next(r for r in app.radio if r.key and r.key.startswith("missing:")).value == "keep"
        press(app, "do_upload")
        assert len(row_of(desk, case, 0)[INNER]) == before
    with dialog(desk, case) as app:
        give(app, data)
        next(r for r in app.radio if r.key and r.key.startswith("missing:")).set_value("each").run()
        which = next(m for m in app.multiselect if m.key and m.key.startswith("missing_which:"))
        assert "第 1 行" in which.options[0]
        which.set_value([sample()[TABLE][0][INNER][0]["_id"]]).run()
        press(app, "do_upload")
        assert len(row_of(desk, case, 0)[INNER]) == before - 1


def test_wrong_cells_come_back_marked_are_mended_and_taken(desk: Bureau) -> None:
    case = filled(desk)
    cells = {(TABLE, "E2"): "许多", (INNER, "A15"): 2, (INNER, "B15"): "新企业", (INNER, "C15"): "X"}
    with dialog(desk, case) as app:
        give(app, edited(book(desk, case), cells))
        press(app, "do_upload")
        assert row_of(desk, case, 0)["数量"] == "许多"
        assert "已替换草稿" in words(app)
        red = marked_of(desk, case, app)
        sheet = load_workbook(io.BytesIO(red))[TABLE]
        assert "不是整数" in sheet["E2"].comment.text
        mended = edited(red, {(TABLE, "E2"): 6, (INNER, "C15"): "91500112MAXX00015Q"})
        give(app, mended, "表（标出问题）.xlsx")
        assert not [r for r in app.radio if r.key and r.key.startswith(("clashes:", "missing:"))]
        press(app, "do_upload")
        assert row_of(desk, case, 0)["数量"] == 6
        assert [r["名称"] for r in row_of(desk, case, 1)[INNER]].count("新企业") == 1


def test_the_clerks_first_file_mended_and_uploaded_again_asks_nothing_and_adds_nothing(desk: Bureau) -> None:
    case = filled(desk)
    cells = {(TABLE, "E2"): "许多", (INNER, "A15"): 2, (INNER, "B15"): "新企业", (INNER, "C15"): "X"}
    wrong = edited(book(desk, case), cells)
    with dialog(desk, case) as app:
        give(app, wrong)
        press(app, "do_upload")
        give(app, edited(wrong, {(TABLE, "E2"): 6}))
        assert not [r for r in app.radio if r.key and r.key.startswith(("clashes:", "missing:"))]
        press(app, "do_upload")
        assert row_of(desk, case, 0)["数量"] == 6
        assert [r["名称"] for r in row_of(desk, case, 1)[INNER]].count("新企业") == 1

