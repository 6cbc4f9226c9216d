"""What the reading process does with a file: a look at it first, then its cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from forms.sheet.delimited import grid_of
from forms.sheet.guard import bounded, scan
from forms.sheet.kinds import kind_of
from forms.sheet.refused import SheetRefused
from forms.sheet.traits import Marks

BATCH = 4_000
"""Rows that are handed back at a time."""

Grid = list[list[Any]]


def opened(data: bytes) -> Iterator[tuple[str, Any]]:
    """The kind of the file, then each sheet's name and marks and its rows in batches; raises `SheetRefused`."""
    bounded(len(data))
    kind = kind_of(data)
    yield "kind", kind
    sheets = _text(data) if kind == "csv" else _book(data)
    for name, marks, rows in sheets:
        yield "sheet", (name, marks)
        left = rows()
        while batch := list(islice(left, BATCH)):
            yield "rows", batch


Sheets = Iterator[tuple[str, Marks, Callable[[], Iterator[list[Any]]]]]


def _text(data: bytes) -> Sheets:
    grid, marks = grid_of(data)
    yield "", marks, lambda: iter(grid)


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """All rows from the first, and all columns: the reader leaves empty columns on the left out."""
    left = [""] * sheet.start[1] if sheet.start else []
    return (left + cells for cells in sheet.iter_rows()) if left else sheet.iter_rows()


def _book(data: bytes) -> Sheets:
    """The sheets of cells that the guard has seen; charts have none."""
    marks = scan(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        known = {each.name: each.typ for each in book.sheets_metadata}
        if not marks.keys() <= known.keys() or any(
            t == SheetTypeEnum.WorkSheet and n not in marks for n, t in known.items()
        ):
            raise SheetRefused("sheet.broken")
        for name, kind in known.items():
            if kind == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(name)
                marks[name].merged = [(*a, *b) for a, b in sheet.merged_cell_ranges or ()]
                yield name, marks[name], partial(_rows, sheet)
    except (CalamineError, OSError, ValueError, TypeError, OverflowError):
        raise SheetRefused("sheet.broken") from None
