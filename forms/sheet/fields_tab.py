"""The sheet of fields outside tables: each value stands beside its title, or after it and a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from forms.fields import Field, OptionSource
from forms.headings import matched
from forms.sheet.own_cells import Found, own_cells
from forms.sheet.plan import Tab
from forms.sheet.result import Read
from forms.sheet.source import Grid, Source, is_blank, lost_digits, place, raw

_DEEP = 200  # rows of a foreign sheet that are searched for titles


def read_fields(source: Source, tab: Tab, options: OptionSource, found: Read) -> None:
    """Puts the fields into `found`; a foreign file says nothing about fields it leaves empty."""
    fields = {f.key: f for f in tab.fields}
    own = source.tab_of("")
    if own:
        cells = own_cells(source.about, source.grids[own], fields, lambda cell, keys: _titled(cell, keys, fields))
        for key, row, column, value in cells:
            _take(found, fields[key], own, place(row, column), value, options)
        return
    for sheet, grid in source.grids.items():
        for key, row, column, value in _foreign(grid, fields):
            if key not in found.covered:
                found.lines.add((sheet, row))
                _take(found, fields[key], sheet, place(row, column), value, options)


def _take(found: Read, field: Field, sheet: str, cell: str, value: Any, options: OptionSource) -> None:
    found.covered.add(field.key)
    if lost_digits(value) and not field.numeric:
        found.problem(sheet, cell, "sheet.lost_digits", value=raw(value))
    found.put(found.values, "", field.key, field.normal(raw(value), options), sheet, cell)


def _titled(cell: Any, keys: Sequence[str], fields: dict[str, Field]) -> str | None:
    """Which one of some fields a cell is the title of; a colon behind it aside."""
    if not isinstance(cell, str):
        return None
    return _exact(cell.strip().removesuffix(":").removesuffix("："), {k: fields[k] for k in keys})


def _foreign(grid: Grid, fields: dict[str, Field]) -> Iterator[Found]:
    """Titles stand anywhere; the value follows a colon, or stands in the next cell that is filled."""
    for row, cells in enumerate(grid[:_DEEP]):
        for column, cell in enumerate(cells):
            if not isinstance(cell, str):
                continue
            title, _, rest = cell.replace(":", "：").partition("：")
            key = _exact(title, fields)
            if key and rest.strip():
                yield key, row, column, rest
            elif key:
                beside = next((n for n in range(column + 1, len(cells)) if not is_blank(cells[n])), None)
                if beside is not None and _exact(cells[beside], fields) is None:
                    yield key, row, beside, cells[beside]


def _exact(title: Any, fields: dict[str, Field]) -> str | None:
    """The field of exactly this title; brackets and stars aside."""
    found = matched([title], list(fields.values()), loose=False).get(0) if isinstance(title, str) else None
    return found if found in fields else None
