"""The official layout: headings over headings, numbers that are numbers, notes and corrections, nothing that runs."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.workflows.bureau import HERE, Bureau
from tests.workflows.statistics.quarter import QUARTER, TABLE, quarter, seen
from workflows.statistics.closing import close, correct
from workflows.statistics.excel import book, workbook
from workflows.statistics.layout import printed
from workflows.statistics.plain import plain
from workflows.statistics.yearly import figures


def test_headings_cover_the_columns_below_them(desk: Bureau) -> None:
    quarter(desk)
    paper = printed(desk.office, seen(desk))
    found = {h.title.zh: (h.column, h.row, h.across, h.down) for h in paper.headings}
    assert paper.depth == 3
    assert found["申报件数（件）"] == (0, 0, 4, 1) and found["其中：按所属类型"] == (5, 1, 5, 1)
    assert found["园区"] == (5, 2, 1, 1) and found["同比增减（%）"] == (3, 1, 1, 2)
    covered = [(h.column + x, h.row + y) for h in paper.headings for x in range(h.across) for y in range(h.down)]
    assert sorted(covered) == [(x, y) for x in range(15) for y in range(3)]
    assert [m.zh for m in paper.marks[:3]] == ["甲", "乙", "1"] and len(paper.marks) == 17


def test_the_workbook_is_the_printed_table(desk: Bureau) -> None:
    quarter(desk)
    who = desk.actor("desk")
    close(desk.office, who, TABLE, QUARTER, "", desk.now)
    correct(desk.office, who, TABLE, QUARTER, "", {(f"区县/{HERE}", "件_本期"): 2}, "=HYPERLINK(补登)", desk.now)
    sheet = load_workbook(BytesIO(workbook(printed(desk.office, seen(desk))))).worksheets[0]
    words = {str(c.value): c for row in sheet for c in row if c.value is not None}
    assert sheet["A1"].value == "区域类沙盒申报统计表" and sheet["A2"].value == "2026年第一季度"
    assert "表　　号：沙统01表" in words and "制定机关：重庆市市场监督管理局" in words and "统计范围：重庆市" in words
    assert words["申报件数（件）"].coordinate in {str(r).partition(":")[0] for r in sheet.merged_cells.ranges}
    total = next(r for r in sheet.iter_rows() if r[0].value == "合计")
    assert [c.value for c in total[1:5]] == [1, 3, 2, 0] and total[2].number_format == '#,##0"*"'
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
    note = next(w for w in words if w.startswith("更正说明："))
    assert "由 1 改为 2" in note and "原因：=HYPERLINK(补登)" in note
    assert not any(c.data_type == "f" for row in sheet for c in row)


def test_csv_is_plain_and_runs_nothing(desk: Bureau) -> None:
    quarter(desk)
    rows = list(csv.reader(StringIO(plain(printed(desk.office, seen(desk))).decode("utf-8-sig"))))
    assert rows[0][:2] == ["区县", "申报件数（件）·本期"] and rows[1][:5] == ["合计", "2", "2", "0", ""]


def test_english_speaks_english(desk: Bureau) -> None:
    quarter(desk)
    sheet = load_workbook(BytesIO(workbook(printed(desk.office, seen(desk)), "en"))).worksheets[0]
    assert sheet["A1"].value == "Declarations of sandbox regions" and sheet["A2"].value == "Q1 2026"


@pytest.mark.parametrize(("who", "scope", "tables"), [("desk", "", 2), ("head", HERE, 2), ("head", "", 0)])
def test_a_year_has_every_period_that_is_over(desk: Bureau, who: str, scope: str, tables: int) -> None:
    quarter(desk)
    found = figures(desk.office, desk.actor(who), 2026, desk.now, scope)
    assert [len(t.periods) for t in found] == [1, 3][:tables]
    if found and found[0].last:
        assert found[0].last.period.zh == "2026年第一季度" and book(list(found[1].periods))
