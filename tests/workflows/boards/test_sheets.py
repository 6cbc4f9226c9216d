"""A board as a workbook: each figure on its own sheet, under its head, scope, day and 口径."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook

from tests.pages.charts import made_up
from workflows.boards.export import export

SHAPES: dict[str, tuple[list[Any], list[Any]]] = {
    "bar": (["名称", "数值", "其中逾期报送"], ["入盒申请", 14, 0]),
    "stacked": (["名称", "绿灯", "黄灯", "红灯", "合计"], ["入盒申请", 5, 3, 2, 10]),
    "sankey": (["从", "到", "数值"], ["受理", None, 109]),
    "movement": (["月份", "新进", "移出"], ["2025-12", 4, 2]),
    "table": (
        ["时限", "文号", "项目", "到期", "停留"],
        ["超期 6 日", "沙审〔2026〕0100", "低空物流无人机末端配送", "2026-11-12", 26],
    ),
    "roll": (["区县", "到哪一步", "日期", "时限"], ["区县 0", "草稿", None, "逾期未报"]),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_each_shape_has_its_columns_and_rows(kind: str) -> None:
    path = export([made_up.KINDS[kind]()])
    sheet = load_workbook(path).worksheets[0]
    path.unlink()
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert rows[1][0].endswith("截至 2026-11-24") and rows[2][0]
    heads, first = SHAPES[kind]
    assert rows[3][: len(heads)] == heads and rows[4][: len(first)] == first


def test_numbers_stand_on_one_sheet_and_what_has_none_has_a_dash() -> None:
    answers = [c.answer for c in made_up.numbers().charts]
    path = export(answers)
    (sheet,) = load_workbook(path).worksheets
    path.unlink()
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [46, 46, 46, 46, "—", 46]


def test_medians_are_not_added_up() -> None:
    path = export([made_up.times()])
    names = [row[0].value for row in load_workbook(path).worksheets[0].iter_rows()]
    path.unlink()
    assert "合计" not in names
