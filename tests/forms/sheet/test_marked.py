"""The clerk's own file comes back with marks, and everything else in it as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlwt
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from forms import check
from forms.sheet import Read, marked, read, template
from forms.sheet.marking.notes import AUTHOR
from tests.forms.sheet import clerks
from tests.forms.sheet.books import book, edited, parts
from tests.forms.sheet.clerks import INNER, OUTER
from tests.forms.sheet.soundness import faults
from tests.forms.shipped import form, options, sample

RED, PLAIN = "FFFFC7", "00000000"
TOUCHED = {"[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}


def mark(data: bytes, lang: str = "zh", **how: Any) -> bytes:
    found = read(form(), data, options())
    return marked(form(), data, found, check(form(), found.values, options()), options(), lang, **how)


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def red(sheet: Worksheet) -> list[str]:
    cells = [c for row in sheet.iter_rows() for c in row if c.fill.fill_type]
    return [c.coordinate for c in cells if c.fill.fgColor.rgb[:6] == RED]


FILES: dict[str, Callable[[], bytes]] = {
    "a template": clerks.own,
    "decorated": clerks.decorated,
    "with a control": lambda: clerks.with_control(clerks.own()),
    "decorated with a control": lambda: clerks.with_control(clerks.decorated()),
    "with prefixes": lambda: clerks.prefixed(clerks.own()),
    "rows without numbers": lambda: clerks.unnumbered(clerks.own()),
    "another encoding": lambda: clerks.utf16(clerks.own()),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES.keys())
def test_a_marked_file_is_sound_and_says_the_same(make: Callable[[], bytes]) -> None:
    before = make()
    after = mark(before)
    assert faults(before) == []
    assert faults(after) == []
    assert read(form(), after, options()).values == read(form(), before, options()).values
    assert "E2" in red(opened(after)[OUTER])
    assert "填报问题" in CalamineWorkbook.from_filelike(io.BytesIO(after)).sheet_names


@pytest.mark.parametrize("make", FILES.values(), ids=FILES.keys())
def test_parts_that_hold_no_mark_stay_byte_for_byte(make: Callable[[], bytes]) -> None:
    made = make()
    before, after = parts(made), parts(mark(made))
    changed = {n for n, body in before.items() if after[n] != body}
    marks = ("xl/worksheets/", "xl/comments", "xl/drawings/comment", "xl/drawings/legacy", "xl/drawings/vml")
    assert {n for n in changed - TOUCHED if not n.startswith(marks)} == set()
    assert before.keys() <= after.keys()
    assert {"xl/media/image1.png", "xl/charts/chart1.xml"} - changed == {"xl/media/image1.png", "xl/charts/chart1.xml"}


def test_sheets_without_a_mark_are_not_touched() -> None:
    data = clerks.own("two_regions")
    before, after = parts(data), parts(mark(edited(data, {(OUTER, "E2"): "许多"})))
    untouched = clerks.part_of(before, INNER)
    assert untouched.startswith("xl/worksheets/")
    again = edited(data, {(OUTER, "E2"): "许多"})
    assert after[untouched] == parts(again)[untouched]


def test_a_wrong_cell_is_red_and_its_note_says_what_to_do() -> None:
    after = opened(mark(clerks.own()))
    note = after[OUTER]["E2"].comment
    assert note.author == AUTHOR
    assert "相差 43 户" in note.text
    assert "\n" in note.text


def test_the_list_leads_to_every_cell() -> None:
    after = opened(mark(clerks.own()))
    rows = list(after["填报问题"].iter_rows(min_row=4, values_only=False))
    at = {(r[1].value, r[2].value): r for r in rows}
    row = at[OUTER, "E2"]
    assert row[2].hyperlink.location == f"'{OUTER}'!E2"
    assert [c.value for c in row[3:6]][:2] == ["区域 1　区域内经营主体数量（户）", "49"]
    assert "相差 43 户" in row[5].value
    assert row[6].value


def test_in_english_the_marks_are_english() -> None:
    after = opened(mark(clerks.own(), "en"))
    said = "".join(str(c.value or "") for row in after["To mend"].iter_rows(max_row=3) for c in row)
    assert said.isascii()


def test_a_clerks_note_stays_and_gets_ours_below() -> None:
    before, after = opened(clerks.decorated()), opened(mark(clerks.decorated()))
    assert after[OUTER]["B3"].comment.text == "待核"
    joined = after[OUTER]["E2"].comment
    assert joined.author == "王科"
    assert joined.text.startswith(before[OUTER]["E2"].comment.text)
    assert "相差 43 户" in joined.text


def test_a_second_round_begins_clean() -> None:
    first = mark(clerks.decorated())
    mended = mark(edited(first, {(OUTER, "E2"): 6}))
    sheet = opened(mended)[OUTER]
    assert "E2" not in red(sheet)
    assert sheet["E2"].fill.fgColor.rgb == "0000FF00"
    assert sheet["E2"].comment.text == "王科：数字是周报里的"
    assert faults(mended) == []
    assert opened(mended).sheetnames.count("填报问题") == 1


def test_marks_go_also_when_another_program_saved_the_file_between() -> None:
    plain = opened(clerks.own())
    again = io.BytesIO()
    opened(mark(clerks.own())).save(again)
    sound = mark(edited(again.getvalue(), {(OUTER, "E2"): 6}))
    cells = [c for row in opened(sound)[OUTER].iter_rows() for c in row if c.coordinate == "E2"]
    assert [c.fill.fgColor.rgb for c in cells] == [plain[OUTER]["E2"].fill.fgColor.rgb]
    assert [c.comment for c in cells] == [None]


def test_marking_twice_is_marking_once() -> None:
    once = mark(clerks.own())
    twice = mark(once)
    for name in (OUTER, INNER, "填报问题"):
        a, b = opened(once)[name], opened(twice)[name]
        assert red(a) == red(b)
        assert [[c.value for c in r] for r in a.iter_rows()] == [[c.value for c in r] for r in b.iter_rows()]
        notes = [[(c.coordinate, c.comment.text) for r in s.iter_rows() for c in r if c.comment] for s in (a, b)]
        assert notes[0] == notes[1]


def test_a_cell_that_was_not_there_is_made_in_its_place() -> None:
    after = opened(mark(edited(clerks.own("two_regions"), {(OUTER, "D2"): None, (OUTER, "B3"): None})))
    assert {"D2", "B3"} <= set(red(after[OUTER]))


def test_a_row_that_was_not_there_is_made_in_its_place() -> None:
    found, data = Read({}), book({"表": [["甲"], [], [], ["乙"]]})
    found.problem("表", "B3", "sheet.no_parent", key="9", table=form().title)
    found.problem("表", "C9", "sheet.no_parent", key="9", table=form().title)
    after = marked(form(), data, found, [], options())
    assert faults(after) == []
    assert red(opened(after)["表"]) == ["B3", "C9"]


def test_what_has_no_cell_is_listed_for_the_whole_form() -> None:
    after = opened(mark(template(form(), options(), "1", "zh", {"联系人": "陈"})))
    rows = [[c.value for c in r] for r in after["填报问题"].iter_rows(min_row=4)]
    assert ["整张表", None] in [r[1:3] for r in rows]


def test_a_sheet_of_the_clerks_with_the_name_of_the_list_stays() -> None:
    data = clerks.own()
    made = opened(data)
    made.create_sheet("填报问题")["A1"] = "我的笔记"
    out = io.BytesIO()
    made.save(out)
    twice = opened(mark(mark(out.getvalue())))
    assert twice["填报问题"]["A1"].value == "我的笔记"
    assert twice["填报问题 2"]["A1"].value.startswith("填报问题")
    assert "填报问题 3" not in twice.sheetnames


def test_new_rows_get_their_identity_so_that_the_next_upload_knows_them() -> None:
    data = edited(clerks.own("two_regions"), {(INNER, "A15"): 2, (INNER, "B15"): "新企业", (INNER, "C15"): "X"})
    found = read(form(), data, options())
    new = found.values["区域"][1]["经营主体"][-1]["_id"]
    after = marked(form(), data, found, check(form(), found.values, options()), options())
    assert read(form(), after, options()).values["区域"][1]["经营主体"][-1]["_id"] == new


def test_thousands_of_wrong_cells_are_coloured_and_the_notes_are_limited() -> None:
    rows = [[1, f"第{n}户", "X"] for n in range(3_000)]
    heads = ["区域序号", "名称", "统一社会信用代码"]
    data = book({OUTER: [["序号", "申报名称", "数量"], [1, "甲", 1]], INNER: [heads, *rows]})
    after = opened(mark(data))
    assert len([c for c in red(after[INNER]) if c.startswith("C")]) == 3_000
    assert sum(1 for r in after[INNER].iter_rows() for c in r if c.comment) == 2_000


def test_a_conversation_is_left_alone() -> None:
    made = opened(clerks.own())
    made[OUTER]["E2"].comment = Comment("[Threaded comment]", "tc={1}")
    out = io.BytesIO()
    made.save(out)
    after = opened(mark(out.getvalue()))[OUTER]
    assert after["E2"].comment.text == "[Threaded comment]"
    assert "E2" in red(after)


def test_the_shipped_sample_without_errors_comes_back_without_red() -> None:
    after = opened(mark(template(form(), options(), "1", "zh", sample("two_regions"))))
    assert [red(s) for s in after] == [[] for _ in after]


def old_book() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet(OUTER)
    for row, cells in enumerate([["序号", "申报名称", "数量"], [1, "甲园", "许多"]]):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [(old_book(), "表.xls"), ("序号,申报名称,数量\n1,甲园,许多\n".encode("gb18030"), "区域.csv")],
    ids=["xls", "csv"],
)
def test_another_format_comes_back_as_a_workbook_that_says_so(data: bytes, name: str) -> None:
    found = read(form(), data, options(), name=name)
    after = marked(form(), data, found, check(form(), found.values, options()), options(), name=name)
    assert faults(after) == []
    book = opened(after)
    assert "C2" in red(book[OUTER])
    assert "原文件不是 .xlsx" in book["填报问题"]["A2"].value
