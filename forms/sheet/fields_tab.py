"""The sheet of fields outside tables: each value stands beside its title, or after it and a colon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from forms.fields import Field, OptionSource
from forms.headings import bare, exact
from forms.sheet.own_cells import Found, Titled, own_cells
from forms.sheet.plan import Tab
from forms.sheet.result import Read
from forms.sheet.source import Grid, Source, is_blank
from forms.sheet.taking import Taker
from forms.sheet.traits import place
from forms.text import Message

_DEEP = 200  # rows of a foreign sheet that are searched for titles


def read_fields(source: Source, tab: Tab, options: OptionSource, found: Read) -> None:
    """Puts the fields into `found`; a foreign file says nothing about fields it leaves empty."""
    fields = {f.key: f for f in tab.fields}
    own = source.tab_of("")
    if own:
        _read_own(source, own, fields, Taker(found, options, own, source.marks[own]))
        return
    for sheet, grid in source.grids.items():
        taker = Taker(found, options, sheet, source.marks[sheet])
        for key, row, column, value in _foreign(grid, fields):
            if key not in found.covered:
                found.lines.add((sheet, row))
                _take(taker, fields[key], row, column, value)


def _read_own(source: Source, sheet: str, fields: dict[str, Field], taker: Taker) -> None:
    """A sheet of ours; one of an earlier version tells which fields are gone and which are new."""
    words = source.older.words("") if source.older else {}
    cells = own_cells(source.about, source.grids[sheet], fields, _titled(fields, words))
    for key, row, column, value in cells:
        _take(taker, fields[key], row, column, value)
    if source.older:
        gone = [title for title in _titles(source.grids[sheet]) if words.get(bare(title), "") is None]
        new = [f.title for key, f in fields.items() if key not in taker.found.covered]
        told = (("sheet.unknown", gone), ("sheet.missing", new))
        taker.found.notes += [Message(code, {"sheet": sheet, "titles": each}) for code, each in told if each]


def _take(taker: Taker, field: Field, row: int, column: int, value: Any) -> None:
    found = taker.found
    found.covered.add(field.key)
    found.where.put_field(field.key, taker.sheet, place(row, column))
    stored = taker.take(field, value, row, column, "")
    if stored is not None:
        found.values[field.key] = stored


def _titled(fields: dict[str, Field], words: dict[str, str | None]) -> Titled:
    """Tells which one of some fields a cell is the title of, also by an earlier name; a colon behind it aside."""
    finds: dict[tuple[str, ...], Callable[[object], str | None]] = {}

    def titled(cell: Any, keys: Sequence[str]) -> str | None:
        if not isinstance(cell, str):
            return None
        title, among = _title(cell), tuple(keys)
        if bare(title) in words:
            return key if (key := words[bare(title)]) in keys else None
        if among not in finds:
            finds[among] = exact([fields[k] for k in among])
        return finds[among](title)

    return titled


def _title(cell: str) -> str:
    return cell.strip().removesuffix(":").removesuffix("：").rstrip(" *")


def _titles(grid: Grid) -> Iterator[str]:
    yield from (_title(cell) for cells in grid for cell in cells if isinstance(cell, str) and not is_blank(cell))


def _foreign(grid: Grid, fields: dict[str, Field]) -> Iterator[Found]:
    """Titles stand anywhere; the value follows a colon, or stands in the next cell that is filled."""
    find = exact(list(fields.values()))
    for row, cells in enumerate(grid[:_DEEP]):
        for column, cell in enumerate(cells):
            if not isinstance(cell, str) or len(cell) > 1000:
                continue
            title, _, rest = cell.replace(":", "：").partition("：")
            key = find(title)
            if key and rest.strip():
                yield key, row, column, rest
            elif key:
                beside = next((n for n in range(column + 1, len(cells)) if not is_blank(cells[n])), None)
                if beside is not None and find(cells[beside]) is None:
                    yield key, row, beside, cells[beside]
