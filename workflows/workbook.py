"""Lists as workbooks: written row by row into a temporary file, with no cell that a program could run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from forms.chars import clean
from workflows.exports.book import SheetOf
from workflows.exports.safe import LONGEST
from workflows.exports.xlsx import Xlsx

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for a character
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
__all__ = ["SheetOf", "safe", "sheet_title", "write_book"]


def write_book(sheets: Iterable[SheetOf]) -> Path:
    """Write the sheets to a temporary file that the caller takes away."""
    with Xlsx() as book:
        for each in sheets:
            book.put(each)
    return book.path


def sheet_title(title: str, taken: Sequence[str] = ()) -> str:
    """A title that a sheet may have, other than those there are."""
    plain = _NO_TITLE.sub(" ", title)
    numbered = (f"{plain[:31 - len(end)]}{end}" for end in ("", *(f" {n}" for n in range(2, 1000))))
    return next((t for t in numbered if t not in taken), plain[:31])


def safe(text: str) -> str:
    """A text as a cell can hold it."""
    return _ESCAPE.sub("_x005F_", clean(text))[:LONGEST]
