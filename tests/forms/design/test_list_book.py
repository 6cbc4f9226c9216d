"""A code list goes out as a workbook and comes back as it was; what was changed in it comes in as edits."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from forms.definition import CodeList
from forms.design import edited
from forms.design.entries import ChangeEntries, known_of, rows_of
from forms.design.list_book import book_of, read_book, taken
from forms.reading import load
from forms.sheet import SheetRefused
from forms.text import Message
from workflows.publishing import DEFINITIONS

SHIPPED = sorted((DEFINITIONS / "shared" / "lists").glob("*.json"))
LIST: dict[str, Any] = {
    "format": 1, "kind": "list", "id": "stalls", "title": "摊位", "basis": "own", "items": [
        {"key": "01", "title": {"zh": "熟食", "en": "Food", "one": "a food stall"}, "from": "2025-01-01"},
        {"key": "0101", "title": "烧烤", "parent": "01", "until": "2026-12-31"},
        {"key": "02", "title": "=1+1"},
    ],
}  # fmt: skip


def brought(text: str, data: bytes, *, replace: bool = True) -> str:
    """The text of a list after a workbook was taken into it."""
    before = load(CodeList, text)
    found = rows_of(before)
    made = tuple(taken(found, read_book(before, data).entries, replace=replace))
    done = edited(text, ChangeEntries(made, known_of(found)), CodeList) if made else None
    assert done is None or not isinstance(done, Message)
    return done.text if done else text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_list_comes_back_as_it_went(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert brought(text, book_of(load(CodeList, text))) == text


def changed(cells: dict[str, Any], more: list[Any]) -> bytes:
    """The workbook of the list with cells typed over and a line below."""
    book = load_workbook(io.BytesIO(book_of(load(CodeList, LIST))))
    sheet = next(s for s in book.worksheets if any(c.value == "0101" for row in s.iter_rows() for c in row))
    of = {c.value: c for row in sheet.iter_rows() for c in row if c.value is not None}
    for value, new in cells.items():
        of[value].value = new
    if more:
        line = of["02"].row + 1
        for n, value in enumerate(more):
            sheet.cell(line, of["02"].column + n).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_was_typed_into_the_workbook_comes_in_and_what_no_column_shows_stays() -> None:
    text = json.dumps(LIST, ensure_ascii=False)
    data = changed({"熟食": "热食", "烧烤": None}, ["03", "杂货", None, None, date(2026, 5, 1)])
    items = json.loads(brought(text, data))["items"]
    assert items == [
        {"key": "01", "title": {"zh": "热食", "en": "Food", "one": "a food stall"}, "from": "2025-01-01"},
        {"key": "0101", "parent": "01", "until": "2026-12-31"}, {"key": "02", "title": "=1+1"},
        {"key": "03", "title": "杂货", "from": "2026-05-01"},
    ]  # fmt: skip


def test_entries_that_the_workbook_lacks_go_only_where_the_whole_list_is_replaced() -> None:
    text = json.dumps(LIST, ensure_ascii=False)
    data = changed({"02": "09"}, [])
    keys = {r: [i["key"] for i in json.loads(brought(text, data, replace=r))["items"]] for r in (True, False)}
    assert keys == {True: ["01", "0101", "09"], False: ["01", "0101", "02", "09"]}


def test_the_workbook_of_another_list_is_refused() -> None:
    with pytest.raises(SheetRefused):
        read_book(load(CodeList, {**LIST, "id": "regions"}), book_of(load(CodeList, LIST)))
