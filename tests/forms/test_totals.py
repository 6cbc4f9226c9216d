"""Totals: exact, over what counts, told in the grid, on paper and in workbooks by one reckoning."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from forms import Form, ListOptions, load_form, say
from forms.fields.table import Total
from forms.layout import official_html
from forms.sheet import read, template
from forms.totals import asked, groups, totals, totals_of
from pages.messages import say as say_page
from pages.parts.grid_rows import table_shown, total_rows
from tests.pages.test_grid_rows import Allow

OPTIONS = ListOptions({}, {}, date(2026, 3, 2))
TABLE: dict[str, Any] = {
    "key": "项目", "type": "table", "title": {"zh": "项目", "en": "Project"}, "totals_by": "园区",
    "totals": [{"of": "名称", "by": "count"}, {"of": "户数"}, {"of": "投资"}, {"of": "比例", "by": "average"}],
    "fields": [
        {"key": "园区", "type": "text", "title": {"zh": "园区", "en": "Park"}},
        {"key": "名称", "type": "text", "title": {"zh": "名称", "en": "Name"}},
        {"key": "户数", "type": "integer", "title": {"zh": "户数", "en": "Firms"}},
        {"key": "投资", "type": "money", "unit": "万元", "title": {"zh": "投资", "en": "Invested"}},
        {"key": "比例", "type": "percent", "title": {"zh": "比例", "en": "Share"}}]}  # fmt: skip


def form(**changes: Any) -> Form:
    page = {"id": "p", "title": "页", "fields": [{**TABLE, **changes}]}
    return load_form({"format": 1, "kind": "form", "id": "f", "title": {"zh": "表", "en": "Form"}, "pages": [page]})


FORM = form()
PROJECTS = FORM.tables["项目"]


def rows(*found: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"_id": f"r{n}", **{k: FORM.by_path[f"项目.{k}"].normal(v, OPTIONS) for k, v in row.items()}}
            for n, row in enumerate(found)]  # fmt: skip


ROWS = rows(
    {"园区": "东", "名称": "甲", "户数": 3, "投资": "0.1", "比例": "10"},
    {"园区": "西", "名称": "乙", "户数": "三", "投资": "0.2", "比例": "10.5"},
    {"园区": "东", "户数": 4, "投资": "1.5亿", "比例": "11"},
    {"名称": "丁"},
)


def told(of: str) -> Any:
    return next(t for t in totals(PROJECTS, ROWS, OPTIONS) if t.total.of == of)


def test_sums_are_exact_and_in_the_unit_of_the_column() -> None:
    assert told("投资").show(OPTIONS) == "15,000.30"
    assert PROJECTS.fields[3].feel(told("投资").value, OPTIONS) == Decimal("150003000")


def test_what_is_empty_or_wrong_does_not_count_and_is_said() -> None:
    found = told("户数")
    assert (found.value, found.counted, found.empty, found.wrong) == (7, 2, 1, 1)
    assert say(found.left_out()) == "“户数”有 1 处不是数字，没有计入"
    assert say(found.left_out(), "en") == "1 value of “Firms” not counted, being no number"
    assert told("投资").left_out() is None


def test_counts_averages_and_ends() -> None:
    assert (told("名称").value, told("名称").show(OPTIONS)) == (3, "3")
    assert told("比例").show(OPTIONS) == "10.50%"
    least, most, mean = (
        totals_of(PROJECTS, [Total(of="户数", by=by)], ROWS, OPTIONS)[0] for by in ("min", "max", "average")  # type: ignore[arg-type]
    )
    assert (least.value, most.value, mean.show(OPTIONS)) == (3, 4, "3.5")
    assert totals_of(PROJECTS, [Total(of="户数", by="average")], [], OPTIONS)[0].show(OPTIONS) == ""


def test_groups_come_in_the_order_of_the_rows_and_without_a_name_last() -> None:
    found = groups(PROJECTS, ROWS, OPTIONS)
    assert [(g.value, g.rows, g.totals[1].value) for g in found] == [("东", 2, 7), ("西", 1, 0), (None, 1, 0)]


def test_a_printed_table_asks_for_its_own_totals_or_names_columns() -> None:
    assert asked(PROJECTS, None) == list(PROJECTS.totals)
    assert asked(PROJECTS, ["比例", "户数"]) == [Total(of="比例", by="average"), Total(of="户数")]
    assert asked(PROJECTS, []) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_shows_the_totals_and_those_of_each_group(lang: str) -> None:
    page = official_html(FORM, {"项目": ROWS}, OPTIONS, lang, paper=True)
    assert page.count('<tr class="total">') == 4
    assert ("其中：东" if lang == "zh" else "of which 东") in page and "<b>15,000.30</b>" in page
    assert (">平均<" if lang == "zh" else ">Average<") in page
    shown = official_html(FORM, {"项目": ROWS}, OPTIONS, lang)
    assert ("没有计入" if lang == "zh" else "not counted") in shown and "没有计入" not in page


def test_the_grid_has_the_same_figures_under_its_columns() -> None:
    paths = frozenset(FORM.by_path)
    shown = table_shown(FORM, "项目", Allow(paths, paths))
    whole, east, *_ = total_rows(shown, ROWS, OPTIONS, "zh", lambda m: say_page(m, "zh"))
    assert (whole["_no"], whole["投资"], whole["名称"], whole["比例"]) == ("合计", "15,000.30", "已填 3", "平均 10.50%")
    assert "没有计入" in whole["_todo"]
    assert (east["园区"], east["户数"]) == ("其中：东", "7")
    unread = table_shown(FORM, "项目", Allow(paths - {"项目.投资", "项目.园区"}, paths))
    (only,) = total_rows(unread, ROWS, OPTIONS, "zh", lambda m: say_page(m, "zh"))
    assert "投资" not in only and only["户数"] == "7"


@given(st.lists(st.decimals(-(10**9), 10**9, places=4, allow_nan=False), max_size=30))
def test_no_digit_is_lost_in_a_sum(amounts: list[Decimal]) -> None:
    given_rows = [{"_id": str(n), "投资": PROJECTS.fields[3].normal(f"{a}", OPTIONS)} for n, a in enumerate(amounts)]
    found = next(t for t in totals(PROJECTS, given_rows, OPTIONS) if t.total.of == "投资")
    assert PROJECTS.fields[3].feel(found.value, OPTIONS) == sum(amounts, Decimal(0)) * 10_000


def test_a_workbook_tells_the_totals_as_figures_on_a_sheet_that_is_not_read_back() -> None:
    content = template(FORM, OPTIONS, "1", "zh", {"项目": ROWS})
    book = load_workbook(io.BytesIO(content))
    lines = [[c for c in row if c is not None] for row in book["合计"].iter_rows(values_only=True)]
    assert lines[2] == ["项目", "名称 已填", "户数", "投资（万元）", "比例 平均"]
    assert lines[3] == ["合计", 3, 7, 15000.3, 10.5]
    assert [line[0] for line in lines[4:7]] == ["其中：东", "其中：西", "其中：未填"]
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert read(FORM, content, OPTIONS).over(FORM, {"项目": ROWS}) == {"项目": ROWS}
    assert "合计" not in load_workbook(io.BytesIO(template(FORM, OPTIONS))).sheetnames


def test_a_workbook_adds_up_the_inner_rows_of_each_row() -> None:
    inner = {**TABLE, "key": "户", "title": "户", "totals_by": None}
    outer = form(key="片", title="片", row_title="片名", totals=[], totals_by=None,
                 fields=[{"key": "片名", "type": "text", "title": "片名"}, inner])  # fmt: skip
    values = {"片": [{"_id": "a", "片名": "东片", "户": ROWS[:1]}, {"_id": "b", "片名": "西片", "户": ROWS[2:3]}]}
    book = load_workbook(io.BytesIO(template(outer, OPTIONS, "1", "zh", values)))
    named = {row[0]: row[2] for row in book["合计"].iter_rows(values_only=True) if row[0]}
    assert (named["合计"], named["片 1 东片"], named["片 2 西片"]) == (7, 3, 4)
