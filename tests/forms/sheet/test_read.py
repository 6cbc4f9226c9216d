"""Workbooks as people send them in."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from forms import Access, canonical, load_form
from forms.sheet import Read, SheetRefused, read, template
from tests.forms.sheet.books import book, edited
from tests.forms.shipped import form, options, sample

FIRST, OUTER, INNER = "区域类“沙盒监管”申报表", "区域", "经营主体"
ONE = "91500112MAXX00015Q"


def filled(cells: dict[tuple[str, str], Any] | None = None, name: str = "two_regions") -> Read:
    return read(form(), edited(template(form(), options(), "3", "zh", sample(name)), cells or {}), options())


def codes(found: Read) -> list[str]:
    return [m.code for m in found.notes] + [p.message.code for p in found.problems]


TYPED = [
    ("full width", (OUTER, "E2"), "４８户", ("区域", 0, "数量"), 48),
    ("a number as text", (OUTER, "E2"), "48", ("区域", 0, "数量"), 48),
    ("a number with a point", (OUTER, "E2"), 48.0, ("区域", 0, "数量"), 48),
    ("a broken number", (OUTER, "E2"), 48.5, ("区域", 0, "数量"), "48.5"),
    ("a number where text belongs", (OUTER, "B2"), 2026, ("区域", 0, "申报名称"), "2026"),
    ("a day where text belongs", (OUTER, "B2"), dt.date(2026, 3, 13), ("区域", 0, "申报名称"), "2026-03-13"),
    ("yes or no where text belongs", (OUTER, "B2"), True, ("区域", 0, "申报名称"), "TRUE"),
    ("stray blanks", (OUTER, "B2"), "　星云  数据谷 \n", ("区域", 0, "申报名称"), "星云 数据谷"),
    ("no such choice", (OUTER, "C2"), "产业园", ("区域", 0, "所属类型"), "产业园"),
    ("a choice in English", (OUTER, "C2"), "incubator", ("区域", 0, "所属类型"), "孵化园"),
    ("emptied", (OUTER, "D2"), None, ("区域", 0, "注册登记地址"), None),
    ("a formula that was never worked out", (OUTER, "D2"), "=1+1", ("区域", 0, "注册登记地址"), None),
]


@pytest.mark.parametrize(("cell", "typed", "at", "stored"), [t[1:] for t in TYPED], ids=[t[0] for t in TYPED])
def test_a_cell_is_taken_as_it_was_meant(cell: Any, typed: Any, at: tuple[str, int, str], stored: Any) -> None:
    table, row, key = at
    assert filled({cell: typed}).values[table][row].get(key) == stored


def test_a_code_kept_as_a_number_is_told_with_its_cell() -> None:
    found = filled({(INNER, "C3"): 915001126000000000})
    assert [(p.sheet, p.cell, p.message.code) for p in found.problems] == [(INNER, "C3", "sheet.lost_digits")]


def test_every_value_knows_its_cell() -> None:
    where = filled().where
    assert where["A2", "统一社会信用代码"] == (INNER, "C3")
    assert where["B", "数量"] == (OUTER, "E3")
    assert where["", "联系人"] == (FIRST, "C8")


def test_empty_rows_at_the_end_and_between_are_nothing() -> None:
    found = filled({(INNER, "A40"): 2, (INNER, "B30"): "  ", (OUTER, "A20"): 19})
    assert [len(r["经营主体"]) for r in found.values["区域"]] == [6, 7]


def test_a_row_of_sums_is_no_row() -> None:
    assert len(filled({(OUTER, "A4"): "合计", (OUTER, "E4"): 13}).values["区域"]) == 2


@pytest.mark.parametrize("key", [2, "2", "２", 2.0, "拾光创业创新园", " 拾光创业创新园　"])
def test_an_inner_row_names_its_outer_row_by_number_or_name(key: Any) -> None:
    found = filled({(INNER, "A15"): key, (INNER, "B15"): "新企业", (INNER, "C15"): ONE})
    assert [r["名称"] for r in found.values["区域"][1]["经营主体"]][-1] == "新企业"


def test_an_inner_row_without_a_key_belongs_where_the_one_above_does() -> None:
    found = filled({(INNER, f"A{n}"): None for n in range(10, 15)})
    assert [len(r["经营主体"]) for r in found.values["区域"]] == [6, 7]


def test_an_inner_row_that_belongs_nowhere_is_told_and_not_guessed() -> None:
    found = filled({(INNER, "A15"): 9, (INNER, "B15"): "新企业"})
    assert [(p.sheet, p.cell, p.message.code) for p in found.problems] == [(INNER, "A15", "sheet.no_parent")]
    assert sum(len(r["经营主体"]) for r in found.values["区域"]) == 13


def test_a_row_that_can_no_longer_be_placed_is_kept_where_the_draft_has_it() -> None:
    before = sample("two_regions")
    lost, gone = filled({(INNER, "A2"): 9}), filled({(INNER, f"{c}2"): None for c in "ABCD"})
    assert "sheet.no_parent" in codes(lost)
    firms = [len(found.over(form(), before)["区域"][0]["经营主体"]) for found in (lost, gone)]
    assert firms == [6, 5]


def test_a_number_that_stands_twice_is_told() -> None:
    assert "sheet.twice" in codes(filled({(OUTER, "A3"): 1}))


def test_a_copied_row_gets_an_identity_of_its_own() -> None:
    cells = {(INNER, f"{c}15"): v for c, v in zip("ABCD", (2, "副本", ONE, "B7"), strict=True)}
    rows = filled(cells).values["区域"][1]["经营主体"]
    assert rows[6]["_id"] == "B7"
    assert rows[7]["_id"] not in {"B7", "", None}


def test_rows_sorted_by_hand_keep_their_identities() -> None:
    data = template(form(), options(), "3", "zh", sample("two_regions"))
    made = load_workbook(io.BytesIO(data))
    sheet = made[INNER]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2, max_row=14)]
    for n, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(n, column).value = value
    out = io.BytesIO()
    made.save(out)
    found = read(form(), out.getvalue(), options()).values["区域"]
    assert [r["_id"] for r in found[0]["经营主体"]] == ["A6", "A5", "A4", "A3", "A2", "A1"]


def test_columns_may_change_places_and_names() -> None:
    found = filled({(INNER, "B1"): "信用代码", (INNER, "C1"): "企业名称", (INNER, "B2"): ONE, (INNER, "C2"): "甲"})
    assert {k: v for k, v in found.values["区域"][0]["经营主体"][0].items() if k != "_id"} == {
        "名称": "甲",
        "统一社会信用代码": ONE,
    }


def test_a_column_that_is_gone_leaves_what_was_there() -> None:
    before = sample("two_regions")
    found = filled({(OUTER, "D1"): "别的", (OUTER, "B2"): "改名"})
    assert codes(found) == ["sheet.unknown", "sheet.missing"]
    after = found.over(form(), before)
    assert after["区域"][0] == {**before["区域"][0], "申报名称": "改名"}


class Clerk(Access):
    """May write all but the decision."""

    def may_read(self, path: str) -> bool:
        return True

    def may_write(self, path: str) -> bool:
        return not path.startswith("区域.结论")


def test_what_somebody_may_not_write_is_neither_in_the_template_nor_taken_from_a_file() -> None:
    before = sample("two_regions")
    before["区域"][0]["结论"] = "纳入"
    own = template(form(), options(), "3", "zh", before, access=Clerk())
    assert "结论" not in [c.value for c in load_workbook(io.BytesIO(own))[OUTER][1]]
    assert read(form(), own, options(), access=Clerk()).over(form(), before) == before
    forged = template(form(), options(), "3", "zh", {**before, "区域": [{**before["区域"][0], "结论": "不予纳入"}]})
    after = read(form(), forged, options(), access=Clerk()).over(form(), before)
    assert [r.get("结论") for r in after["区域"]] == ["纳入"]


def test_the_template_of_another_form_is_refused_by_name() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(form(), template(form("supplement_notice"), options()), options())
    assert refused.value.message.code == "sheet.other_form"


def test_an_older_template_passes_while_the_columns_are_the_same() -> None:
    old = template(form(), options(), "版本 2", "zh", sample("two_regions"))
    text = json.loads(canonical(form()))
    text["pages"][0]["fields"][1]["help"] = "别的说明"
    assert read(load_form(text), old, options()).values == sample("two_regions")


ANNEX = {
    "申报表": [
        ["区域类“沙盒监管”申报表"],
        ["填报区县：渝北区"],
        [
            "序号",
            "申报名称",
            "所属类型（园区、孵化园、创业创新园、自贸片区等）",
            "注册登记地址",
            "区域内经营主体数量（户）",
        ],
        [1, "甲园", "园区", "甲路 1 号", 1],
        [2, "乙园", "孵化园", "乙路 2 号", 1],
        [3, None, None, None, None],
        ["联系人：陈立军", None, None, "联系电话：", "13900000000"],
    ],
    "附表": [
        ["附表 1　经营主体明细"],
        ["申报名称", "企业名称", "统一社会信用代码"],
        ["甲园", "甲企业", ONE],
        ["乙园", "乙企业", ONE],
    ],
}


def test_a_workbook_of_the_office_itself_is_matched_by_its_headings() -> None:
    found = read(form(), book(ANNEX), options())
    assert codes(found) == ["sheet.foreign", "sheet.missing"]
    assert {k: found.values[k] for k in ("填报区县", "联系人", "联系电话")} == {
        "填报区县": "500112",
        "联系人": "陈立军",
        "联系电话": "13900000000",
    }
    rows = found.values["区域"]
    assert [(r["申报名称"], r["所属类型"], r["数量"]) for r in rows] == [("甲园", "园区", 1), ("乙园", "孵化园", 1)]
    assert [[e["名称"] for e in r["经营主体"]] for r in rows] == [["甲企业"], ["乙企业"]]


def test_a_workbook_about_something_else_is_refused() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(form(), book({"工资": [["月份", "金额"], ["一月", 1]]}), options())
    assert refused.value.message.code == "sheet.nothing"


def test_no_cell_of_a_template_is_ever_a_formula() -> None:
    values = sample("two_regions")
    values["联系人"] = '=HYPERLINK("http://example.org","x")'
    values["区域"][0]["经营主体"][0]["名称"] = "=1+1"
    data = template(form(), options(), "=2", "zh", values)
    cells = [c for s in load_workbook(io.BytesIO(data)) for row in s.iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert read(form(), data, options()).values == values


def test_choices_are_offered_from_a_hidden_sheet() -> None:
    made = load_workbook(io.BytesIO(template(form(), options(), "1", "en")))
    assert {made[s].sheet_state for s in ("_lists", "_about")} == {"hidden", "veryHidden"}
    rules = made["Region"].data_validations.dataValidation
    assert [r.formula1 for r in rules if "C2" in str(r.sqref)] == ["'_lists'!$B$1:$B$5"]
    assert [c.value for c in made["_lists"]["B"]][:2] == ["Park", "Incubator"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [((OUTER, "D2"), "sheet.formula"), ((OUTER, "E2"), "sheet.error"), ((FIRST, "C8"), "sheet.formula")],
)
def test_a_value_that_was_not_taken_leaves_what_was_there(cell: tuple[str, str], code: str) -> None:
    before = sample("two_regions")
    found = filled({cell: "#N/A" if code == "sheet.error" else "=1+1"})
    assert [(p.sheet, p.cell, p.message.code) for p in found.problems] == [(*cell, code)]
    assert found.over(form(), before) == before


def test_the_place_of_a_value_that_the_file_does_not_hold_is_unknown() -> None:
    where = filled().where
    assert where.get(("A2", "没有")) is None and where.get(("没有", "名称"), ("", "")) == ("", "")
    assert ("A2", "名称") in where and where.row("A2") == (INNER, 3)


def test_several_tables_on_one_sheet_end_where_the_next_begins() -> None:
    one = {"全部": [*ANNEX["申报表"], [], *ANNEX["附表"]]}
    rows = read(form(), book(one), options()).values["区域"]
    assert [[e["名称"] for e in r["经营主体"]] for r in rows] == [["甲企业"], ["乙企业"]]
