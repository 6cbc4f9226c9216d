"""Which district a mailed file is of, with the names that files have in real life."""

from __future__ import annotations

from typing import Any

import pytest

from data.reference.load import read_districts
from workflows.mailed.matching import Area, Where, areas_in, where

AREAS = [
    Area(r["code"], (r["name"], r["full"], r["short"])) for r in read_districts() if r["kind"] != "city"
]  # fmt: skip
CODES = {r["name"]: r["code"] for r in read_districts()}


@pytest.mark.parametrize(
    ("name", "districts"),
    [
        ("渝北区沙盒申报(1)(最终版).xlsx", ["渝北区"]),
        ("附件1-江北.xls", ["江北区"]),
        ("【渝中区】区域类沙盒监管申报表20260302（盖章）.xlsx", ["渝中区"]),
        ("石柱土家族自治县申报.xlsx", ["石柱县"]),
        ("石柱申报表 - 副本.xlsx", ["石柱县"]),
        ("彭水苗族土家族自治县市场监管局.xlsx", ["彭水县"]),
        ("江北区、渝北区联合申报.xlsx", ["江北区", "渝北区"]),
        ("渝北转江北.xlsx", ["渝北区", "江北区"]),
        ("忠县.xlsx", ["忠县"]),
        ("重庆高新区申报.xlsx", ["重庆高新区"]),
        ("西部科学城重庆高新区（最终）.xlsx", ["重庆高新区"]),
        ("万盛经开区.csv", ["万盛经开区"]),
        ("两 江 新 区 申报.xlsx", ["两江新区"]),
        ("ＸＬＳ　沙坪坝.xlsx", ["沙坪坝区"]),
        ("重庆市申报表.xlsx", []),
        ("新建 Microsoft Excel 工作表.xlsx", []),
        ("11月报送 渝北区 渝北区(2).xlsx", ["渝北区"]),
    ],
)
def test_districts_are_found_in_names_of_files(name: str, districts: list[str]) -> None:
    assert areas_in(name, AREAS) == [CODES[d] for d in districts]


GRID = {"Sheet1": [["渝中区沙盒监管申报表", None], [None, None], ["名称", "信用代码", "备注"], ["江北某厂", "1", ""]]}


@pytest.mark.parametrize(
    ("name", "cell", "grids", "wanted"),
    [
        ("申报.xlsx", CODES["渝北区"], {}, Where(CODES["渝北区"], "cell")),
        ("渝北.xlsx", CODES["渝北区"], GRID, Where(CODES["渝北区"], "cell")),
        ("江北.xlsx", CODES["渝北区"], {}, Where(None, None, (CODES["渝北区"], CODES["江北区"]))),
        ("江北、渝北.xlsx", CODES["渝北区"], {}, Where(CODES["渝北区"], "cell")),
        ("申报.xlsx", None, GRID, Where(CODES["渝中区"], "heading")),
        ("渝中.xlsx", None, GRID, Where(CODES["渝中区"], "name")),
        ("江北.xlsx", None, GRID, Where(None, None, (CODES["渝中区"], CODES["江北区"]))),
        ("江北渝北.xlsx", None, {}, Where(None, None, (CODES["江北区"], CODES["渝北区"]))),
        ("江北渝中.xlsx", None, GRID, Where(CODES["渝中区"], "heading")),
        ("申报.xlsx", None, {"渝北区": []}, Where(CODES["渝北区"], "heading")),
        ("申报.xlsx", "不在册的区", {}, Where(None)),
        ("申报.xlsx", None, {}, Where(None)),
    ],
)
def test_a_district_is_taken_from_where_it_stands_and_never_guessed(
    name: str, cell: str | None, grids: dict[str, Any], wanted: Where
) -> None:
    assert where(name, cell, grids, AREAS) == wanted


def test_enterprises_named_after_a_district_say_nothing() -> None:
    grids = {"Sheet1": [["名称", "代码", "地址"], ["重庆渝北食品厂", "1", "江北区1号"]]}
    assert where("申报.xlsx", None, grids, AREAS) == Where(None)
