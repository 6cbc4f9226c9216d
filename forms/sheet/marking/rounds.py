"""What an earlier round left in a file: found again and taken away.

Pairs of cells on a hidden sheet bear a style and its coloured copy: whatever program saves the file renumbers both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.messages import say
from forms.sheet.asides import MARKS, summary_in
from forms.sheet.marking.book import Book
from forms.sheet.marking.cells import cell_at
from forms.sheet.marking.written import Words, sheet_xml
from forms.sheet.marking.xml_text import tags
from forms.text import Message


@dataclass(frozen=True)
class Round:
    """The name of the sheet with the list, the sheets that are ours, and styles to be put back: coloured → before."""

    summary: str
    ours: frozenset[str]
    restored: dict[int, int]


def earlier(book: Book, lang: str) -> Round:
    """The round before, or the names of a first one; a sheet of the clerk's that is called so keeps its name."""
    wanted = say(Message("marks.sheet"), lang)
    if MARKS not in book.sheets:
        free = next(n for n in (wanted, *(f"{wanted} {k}" for k in range(2, 99))) if n not in book.sheets)
        return Round(free, frozenset(), {})
    text = book.package.text(book.sheets[MARKS])
    last = summary_in(list(book.sheets)) or wanted
    return Round(last, frozenset({MARKS, last}), _pairs(text))


def _pairs(text: str) -> dict[int, int]:
    """The styles of the cells in the first and second column, row by row."""
    found: dict[int, dict[int, int]] = {}
    for tag in tags(text):
        if tag.name == "c" and not tag.closes and "r" in (a := tag.attributes):
            row, column = cell_at(a["r"])
            found.setdefault(row, {})[column] = int(a.get("s", 0))
    return {pair[2]: pair.get(1, 0) for pair in found.values() if 2 in pair and pair[2]}


def marks_xml(pairs: Sequence[tuple[int, int]]) -> str:
    """The hidden sheet; an empty cell without a style of its own is left out and means the first style."""
    rows = [[Words(style=before), Words(style=after)] for before, after in pairs]
    return sheet_xml(rows)
