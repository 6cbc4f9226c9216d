"""Blocks copied from spreadsheets become rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.paste import grid_of, parse_block
from forms.text import Message
from tests.forms.shipped import form, options

CELLS = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from('"\t\r\n ,，'), max_size=12)
GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)
COMPANIES = form().tables["区域.经营主体"].fields
REGIONS = [f for f in form().tables["区域"].fields if f.type != "table"]
ONE = "91500112MAXX00015Q"


def copied(grid: list[list[str]]) -> str:
    """A grid as spreadsheets put it on the clipboard."""
    return "".join("\t".join(written(c) for c in row) + "\r\n" for row in grid)


def written(cell: str) -> str:
    special = cell.startswith('"') or any(c in cell for c in "\t\r\n")
    return '"' + cell.replace('"', '""') + '"' if special else cell


@given(GRIDS)
def test_any_grid_comes_back_as_it_was_copied(grid: list[list[str]]) -> None:
    assert grid_of(copied(grid)) == grid


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(parse_block(text, COMPANIES, options()).rows, list)


def codes(notes: list[Message]) -> list[str]:
    return [n.code for n in notes]


BLOCKS = [
    ("plain", f"甲公司\t{ONE}\r\n", [("甲公司", ONE)], []),
    ("full width and blanks", " 甲　公司 \t９１500112 maxx00015q \n", [("甲 公司", ONE)], []),
    ("heading", f"统一社会信用代码\t名称\n{ONE}\t甲公司", [("甲公司", ONE)], ["paste.heading"]),
    ("other words", f"企业名称\t信用代码（18位）\n甲公司\t{ONE}", [("甲公司", ONE)], ["paste.heading"]),
    ("english", f"Name\tUnified social credit code\n甲\t{ONE}", [("甲", ONE)], ["paste.heading"]),
    ("numbered", f"1\t甲\t{ONE}\n2\t乙\t{ONE}\n", [("甲", ONE), ("乙", ONE)], ["paste.numbers"]),
    ("heading with numbers", f"序号\t名称\t代码\n1\t甲\t{ONE}", [("甲", ONE)], ["paste.heading"]),
    ("unknown column", f"名称\t备注\t代码\n甲\t无\t{ONE}", [("甲", ONE)], ["paste.heading", "paste.unknown"]),
    ("too wide", f"甲\t{ONE}\t某路 1 号\n", [("甲", ONE)], ["paste.too_wide"]),
    ("line break in a cell", f'"甲\n公司"\t{ONE}\n', [("甲 公司", ONE)], []),
    ("quotes inside", f'"甲""乙""公司\n"\t{ONE}\n', [('甲"乙"公司', ONE)], []),
    ("open quote", f'"甲公司\t{ONE}\n', [('"甲公司', ONE)], []),
    ("empty rows", f"\t\n甲\t{ONE}\n\t\n \t \n\n", [("甲", ONE)], []),
    ("one column", "甲\n乙", [("甲", None), ("乙", None)], []),
    ("wrong code stays", "甲\t12345", [("甲", "12345")], []),
    ("nothing", " \n\t\n", [], ["paste.empty"]),
]


@pytest.mark.parametrize(("text", "rows", "notes"), [b[1:] for b in BLOCKS], ids=[b[0] for b in BLOCKS])
def test_a_block_is_understood(text: str, rows: list[tuple[str, str]], notes: list[str]) -> None:
    found = parse_block(text, COMPANIES, options())
    assert [(r.get("名称"), r.get("统一社会信用代码")) for r in found.rows] == rows
    assert codes(found.notes) == notes


def test_choices_and_numbers_are_stored_by_key_and_as_numbers() -> None:
    text = "申报名称\t所属类型\t区域内经营主体数量（户），经营主体明细（附表）\n星云数据谷\tIncubator\t１,０４８户"
    row = {"申报名称": "星云数据谷", "所属类型": "孵化园", "数量": 1048}
    assert parse_block(text, REGIONS, options()).rows == [row]


def test_five_hundred_rows_are_read_at_once() -> None:
    text = "".join(f"企业 {n}\t{ONE}\r\n" for n in range(500))
    assert len(parse_block(text, COMPANIES, options()).rows) == 500
