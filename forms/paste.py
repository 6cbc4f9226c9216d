"""A block copied from a spreadsheet, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.chars import half_width
from forms.fields import Field, OptionSource
from forms.headings import NUMBER, is_heading, matched
from forms.text import Message

_QUOTED = re.compile(r'"((?:[^"]+|"")*+)"(?=\t|\r\n?|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Pasted:
    """Rows in their stored form, without identities; `notes` say how the block was understood."""

    rows: list[dict[str, Any]]
    notes: list[Message]


def parse_block(text: str, columns: Sequence[Field], options: OptionSource) -> Pasted:
    """The rows of a block for the given columns: matched by a heading row if there is one, else from left to right.

    Empty rows go, as does a first column that only counts; wrong values are kept as typed, to be mended in the table.
    """
    fields = {f.key: f for f in columns if f.stored and f.key}
    grid = [row for row in grid_of(text) if any(c.strip() for c in row)]
    if not grid:
        return Pasted([], [Message("paste.empty")])
    if is_heading(grid[0], list(fields.values())):
        places, notes = _by_heading(grid[0], list(fields.values()))
        grid = grid[1:]
    else:
        places, notes = _by_place(grid, list(fields))
    return Pasted([_row(row, places, fields, options) for row in grid], notes)


def grid_of(text: str) -> list[list[str]]:
    """The cells of a block as spreadsheets copy them: tabs between cells, quotes around cells with line breaks.

    The line break after the last row belongs to it; a quote that never closes is an ordinary character.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        cell = quoted or _PLAIN.match(text, at)
        assert cell is not None  # an empty cell matches
        rows[-1].append(quoted[1].replace('""', '"') if quoted else cell[0])
        at = cell.end()
        if at >= len(text):
            break
        if text[at] == "\t":
            at += 1
            continue
        end = _BREAK.match(text, at)
        at = end.end() if end else at + 1
        if at >= len(text):
            break
        rows.append([])
    return rows if text else []


def _by_heading(heading: list[str], fields: list[Field]) -> tuple[dict[int, str], list[Message]]:
    places = {n: k for n, k in matched(heading, fields).items() if k != NUMBER}
    notes = [Message("paste.heading", {"titles": [f.title for f in fields if f.key in places.values()]})]
    known = matched(heading, fields)
    unknown = [h.strip() for n, h in enumerate(heading) if n not in known and h.strip()]
    return places, notes + ([Message("paste.unknown", {"titles": unknown})] if unknown else [])


def _by_place(grid: list[list[str]], keys: list[str]) -> tuple[dict[int, str], list[Message]]:
    """From left to right; a counting column in front is skipped where it is one too many."""
    width = max(len(_trimmed(row)) for row in grid)
    notes, first = [], 0
    if width > len(keys) and _counts([row[0] for row in grid]):
        notes, first = [Message("paste.numbers")], 1
    left = width - first - len(keys)
    if left > 0:
        notes.append(Message("paste.too_wide", {"count": left}))
    return dict(enumerate(keys, first)), notes


def _trimmed(row: list[str]) -> list[str]:
    last = max(n for n, c in enumerate(row) if c.strip())
    return row[: last + 1]


def _counts(cells: list[str]) -> bool:
    """Whether the cells are numbers that rise by one."""
    numbers = [half_width(c).removesuffix(".0") for c in cells]
    if not all(n.isascii() and n.isdigit() and len(n) < 8 for n in numbers):
        return False
    found = [int(n) for n in numbers]
    return found == list(range(found[0], found[0] + len(found)))


def _row(row: list[str], places: dict[int, str], fields: dict[str, Field], options: OptionSource) -> dict[str, Any]:
    values = {k: fields[k].normal(row[n], options) for n, k in places.items() if n < len(row)}
    return {k: v for k, v in values.items() if v is not None}
