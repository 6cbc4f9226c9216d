"""Files of sheets: what a cell may hold, how long a sheet gets, and what is left behind."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from workflows.exports.book import Book, SheetOf
from workflows.exports.safe import plain, risky
from workflows.exports.tables import Tables
from workflows.exports.xlsx import Xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "＋1", "－1", "＠1", "\t=1", "\r=1", "\n=1", " =1", '=HYPERLINK("x")']


def written(book: Book, *sheets: SheetOf) -> Path:
    with book:
        for each in sheets:
            book.put(each)
    return book.path


def values(path: Path) -> list[list[Any]]:
    found = [[c.value for c in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    path.unlink()
    return found


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_like_a_formula_stays_text(text: str) -> None:
    path = written(Xlsx(), SheetOf("a", [("x", 9)], [[text]]))
    cell = load_workbook(path).worksheets[0]["A2"]
    path.unlink()
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text.strip(), True) and cell.number_format == "@"
    path = written(Tables(), SheetOf("a", [("x", 9)], [[text]]))
    with zipfile.ZipFile(path) as archive:
        raw = archive.read("01 a.csv")
    path.unlink()
    assert raw.startswith(b"\xef\xbb\xbf")
    (_, (said,)) = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert said == f"'{text.strip()}"


def test_numbers_and_days_are_numbers_and_days() -> None:
    row = [-5, 1.25, Decimal("-3.10"), date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), 10**15, None, float("nan")]
    (_, found) = values(written(Xlsx(), SheetOf("a", [(str(n), 9) for n in range(8)], [row])))
    assert found[:3] == [-5, 1.25, -3.1] and found[5:] == ["1000000000000000", None, None]
    assert found[3:5] == [datetime(2026, 3, 1), datetime(2026, 3, 1, 12, 30)]


@given(st.lists(st.one_of(st.none(), st.text(max_size=40), st.integers(), st.dates(), st.floats()), max_size=6))
def test_whatever_a_row_holds_two_readers_open_the_file_and_find_no_formula(row: list[Any]) -> None:
    row = [*row, *[None] * (6 - len(row)), "last"]
    path = written(Xlsx(), SheetOf("表", [(f"{n}", 9) for n in range(7)], [row]))
    cells = load_workbook(path).worksheets[0][2]
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    path.unlink()
    assert {c.data_type for c in cells} <= {"s", "n", "d"} and cells[6].value == "last" == other[1][6]
    for cell, given_ in zip(cells, row, strict=True):
        if isinstance(given_, str) and "_x" not in given_:
            assert (cell.value or "") == plain(given_)


def test_what_is_too_long_for_a_sheet_goes_on_in_another() -> None:
    path = written(Xlsx(most_rows=5), SheetOf("清单", [("n", 9)], [[n] for n in range(7)], ["说明"]))
    book = load_workbook(path)
    path.unlink()
    assert book.sheetnames == ["清单", "清单 2", "清单 3"]
    found = [[c.value for (c,) in sheet.iter_rows()] for sheet in book]
    assert [f[:2] for f in found] == [["说明", "n"]] * 3, "each has its headings"
    assert [n for f in found for n in f[2:]] == list(range(7))


def test_two_sheets_grow_at_the_same_time_and_every_name_fits() -> None:
    with Xlsx() as book:
        one, two = (book.sheet("很长的名字" * 9 + "[:]*?/\\", [("x", 9)]) for _ in range(2))
        for n in range(3):
            one([n])
            two([-n])
    names = load_workbook(book.path).sheetnames
    book.path.unlink()
    assert len({n.casefold() for n in names}) == 2 and all(len(n) <= 31 for n in names)


@pytest.mark.parametrize("kind", [Xlsx, Tables])
def test_what_goes_wrong_leaves_nothing_behind(kind: type[Book]) -> None:
    book = kind()
    with pytest.raises(ZeroDivisionError), book:
        book.put(SheetOf("a", [("x", 9)], ([1 // n] for n in (1, 0))))
    assert not book.path.exists() and not book.folder.exists()


@given(st.text(max_size=12))
def test_no_text_that_begins_like_a_formula_is_thought_harmless(text: str) -> None:
    said = plain(text)
    assert risky(said) == (said[:1] in set("=+-@＝＋－＠﹢﹣﹦﹫")) or said[:1].isspace()
