"""The workbook that goes out: the official layout in front, explained, with drop-downs, open where it is filled in."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from forms import Form, ListOptions, load_form, load_list
from forms.sheet import read, template
from tests.forms.sheet.books import edited
from tests.forms.sheet.soundness import faults
from tests.forms.shipped import form, options, sample

FIRST, OUTER, INNER, GUIDE = "区域类“沙盒监管”申报表", "区域", "经营主体", "填写说明"


def opened(lang: str = "zh", values: Any = None) -> Any:
    return load_workbook(io.BytesIO(template(form(), options(), "版本 7", lang, values)))


def said(sheet: Any) -> list[str]:
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_sound(lang: str) -> None:
    assert faults(template(form(), options(), "3", lang, sample("two_regions"))) == []


def test_the_first_sheet_shows_the_official_layout() -> None:
    words = said(opened()[FIRST])
    assert words[0] == "区域类“沙盒监管”申报表"
    order = ["填报区县 *：", "序号", "申报名称", "联系人 *：", "联系电话 *：", "填报单位（盖章）"]
    assert [w for w in words if w in order][: len(order)] == order
    assert "在工作表“区域”中填写 →" in words


def test_links_lead_from_the_layout_to_the_sheets_of_its_tables() -> None:
    cells = [c for row in opened()[FIRST].iter_rows() for c in row if c.hyperlink]
    assert [c.hyperlink.location for c in cells] == ["'区域'!A1", "'经营主体'!A1"]


def test_only_the_headings_are_locked_and_rows_may_come_and_go() -> None:
    book = opened(values=sample("two_regions"))
    for name in (OUTER, INNER):
        sheet = book[name]
        lock = sheet.protection
        assert (lock.sheet, lock.password) == (True, None)
        assert (lock.insertRows, lock.deleteRows, lock.sort, lock.autoFilter) == (False,) * 4
        assert all(c.protection.locked for c in sheet[1])
        assert not any(c.protection.locked for row in sheet.iter_rows(min_row=2) for c in row if c.value is not None)
        assert sheet.freeze_panes == "B2"
    first = book[FIRST]
    cells = [c for row in first.iter_rows() for c in row if isinstance(c, Cell)]
    assert [c.coordinate for c in cells if not c.protection.locked] == ["C4", "C8", "I8"]


def test_a_heading_has_a_note_with_help_and_what_may_be_filled_in() -> None:
    notes = {c.value: c.comment.text for c in opened()[OUTER][1] if c.comment}
    assert any("从下拉列表中选一项" in text for text in notes.values())
    assert all(c.comment.author == "填写说明" for c in opened()[OUTER][1] if c.comment)


def test_every_column_is_explained() -> None:
    sheet = opened()[GUIDE]
    rows = [[c.value for c in r] for r in sheet.iter_rows(min_row=5)]
    by_title = {(r[0], r[1]): r for r in rows}
    kind = next(r for (where, title), r in by_title.items() if where == OUTER and title.startswith("所属类型"))
    assert kind[3] == "单选"
    assert "园区" in kind[6]
    assert sheet["A3"].value == "模板版本：版本 7"
    assert sheet.cell(5, 6).font.italic


def test_an_english_template_is_english() -> None:
    book = opened("en")
    assert "How to fill in" in book.sheetnames
    words = [w for name in ("How to fill in", "Region") for w in said(book[name])]
    assert [w for w in words if "必填" in w or "下拉" in w] == []


def test_what_the_values_were_lies_inside() -> None:
    data = template(form(), options(), "3", "zh", sample("two_regions"))
    found = read(form(), data, options()).base
    assert found is not None
    assert found.values == read(form(), data, options()).values == sample("two_regions")


class Clerk:
    """May write the contact only."""

    def may_read(self, path: str) -> bool:
        return True

    def may_write(self, path: str) -> bool:
        return path == "联系人"


def test_nothing_lies_inside_that_the_workbook_does_not_show() -> None:
    data = template(form(), options(), "3", "zh", sample("two_regions"), access=Clerk())
    found = read(form(), data, options()).base
    assert found is not None
    assert found.values == {"联系人": "陈立军"}


def test_what_may_only_be_read_stands_in_the_layout_as_words_and_is_not_taken_back() -> None:
    data = template(form(), options(), "3", "zh", sample("two_regions"), access=Clerk())
    words = said(load_workbook(io.BytesIO(data))[FIRST])
    assert words[words.index("填报区县：") + 1] == "渝北区"
    assert read(form(), data, options(), access=Clerk()).values == {"联系人": "陈立军"}
    assert "填报区县" not in read(form(), data, options()).covered


@pytest.mark.parametrize("spoiled", [None, "?", "AAAA", "eJyrVgpILUpVslIyUtJRykvMTVWyUnq6f8Lz3UuVagFu0gjD"])
def test_a_spoiled_memory_is_none(spoiled: Any) -> None:
    data = edited(template(form(), options()), {("_base", "A1"): spoiled})
    assert read(form(), data, options()).base is None


def test_fields_are_found_where_their_titles_went() -> None:
    data = template(form(), options(), "3", "zh", sample("two_regions"))
    book = load_workbook(io.BytesIO(data))
    sheet = book[FIRST]
    sheet.protection.sheet = False
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(3, 4)
    out = io.BytesIO()
    book.save(out)
    found = read(form(), out.getvalue(), options())
    assert found.values == sample("two_regions")
    assert found.where["", "联系人"] == (FIRST, "C12")


def many(count: int) -> tuple[Form, ListOptions]:
    """A form with a choice among many entries, some of them hard to quote."""
    names = [f'第{n}项，"引号",逗号\'s' if n % 50 == 0 else f"很长很长的一个选项名称第{n}项" for n in range(count)]
    items = [{"key": f"k{n}", "title": name} for n, name in enumerate(names)]
    listed = load_list({"format": 1, "kind": "list", "id": "long", "title": "长", "items": items})
    fields = [{"key": "选", "type": "choice", "title": "选", "options": "long"}]
    made = load_form({
        "format": 1, "kind": "form", "id": "f", "title": "表", "pages": [{"id": "p", "title": "页", "fields": fields}],
    })  # fmt: skip
    return made, ListOptions({"long": listed}, {}, date(2026, 3, 2))


def test_five_hundred_choices_fit_into_a_drop_down_whatever_they_are_called() -> None:
    made, listed = many(500)
    data = template(made, listed, values={"选": "k450"})
    book = load_workbook(io.BytesIO(data))
    [rule] = book["表"].data_validations.dataValidation
    assert rule.formula1 == "'_lists'!$A$1:$A$500"
    words = [c.value for c in book["_lists"]["A"]]
    assert (len(words), words[450]) == (500, '第450项，"引号",逗号\'s')
    assert book["表"][str(rule.sqref)].value == words[450]
    assert read(made, data, listed).values == {"选": "k450"}
    assert faults(data) == []


def test_limits_warn_and_do_not_stop_anybody() -> None:
    fields = [
        {"key": "甲", "type": "integer", "title": "甲", "min": 1, "max": 9, "unit": "户", "help": "按实际数"},
        {"key": "乙", "type": "text", "title": "乙", "max_length": 5},
        {"key": "丙", "type": "integer", "title": "丙", "max": 9},
    ]
    made = load_form({
        "format": 1, "kind": "form", "id": "f", "title": "表", "pages": [{"id": "p", "title": "页", "fields": fields}],
    })  # fmt: skip
    sheet = load_workbook(io.BytesIO(template(made, options())))["表"]
    assert [sheet.cell(r, 1).value for r in (4, 5, 6)] == ["甲（户）", "乙", "丙"]
    rules = sheet.data_validations.dataValidation
    assert [(r.type, r.operator or "between", r.formula1, r.errorStyle) for r in rules] == [
        ("decimal", "between", "1", "warning"),
        ("textLength", "lessThanOrEqual", "5", "warning"),
        ("decimal", "lessThanOrEqual", "9", "warning"),
    ]
    assert rules[0].prompt == "按实际数"
