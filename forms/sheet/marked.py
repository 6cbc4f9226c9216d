"""The clerk's own file with what is to be mended: cells coloured and noted, and a list of it all on a sheet.

The XML of the file is changed in those places only: pictures, charts, controls and all that is not ours stay.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from openpyxl import Workbook

from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.finding import Finding
from forms.sheet.asides import MARKS
from forms.sheet.base import BASE, packed
from forms.sheet.guard import scan
from forms.sheet.marking.book import Book
from forms.sheet.marking.cells import Cell, Change, cell_at, changed
from forms.sheet.marking.notes import annotate
from forms.sheet.marking.package import Package
from forms.sheet.marking.rounds import Round, earlier, marks_xml
from forms.sheet.marking.styles import AMBER, RED, Styles
from forms.sheet.marking.summary import Entry, entries, summary_xml
from forms.sheet.marking.written import Words, sheet_xml
from forms.sheet.pen import write
from forms.sheet.plan import IDENTITY
from forms.sheet.refused import SheetRefused
from forms.sheet.result import Read
from forms.sheet.source import Source, open_source
from forms.values import all_rows

MOST_NOTES = 2_000
"""Cells of one sheet that get a note; the others are coloured and listed."""
_DEEP = 15  # rows that may stand above the headings


def marked(
    form: Form,
    data: bytes,
    found: Read,
    findings: Sequence[Finding],
    options: OptionSource,
    lang: str = "zh",
    *,
    taken: bool = False,
    name: str = "",
) -> bytes:
    """The file (.xlsx) with marks; those of an earlier round are gone. Raises `SheetRefused` for what cannot be read.

    `found` and `findings` are what was read from this file and what `check` said of it. With `taken` the draft has
    taken the file over: what is mended from now on is compared with this file. A .xls or .csv comes as .xlsx; `name`
    is the one it was read with.
    """
    source = open_source(data, name)
    own = data if data.startswith(b"PK") else _as_xlsx(source)
    listed = entries(form, found, findings, options, lang)
    try:
        return _Marking(own, listed, lang, fresh=own is not data).done(_identities(form, source, found), found, taken)
    except (ValueError, KeyError, IndexError):
        raise SheetRefused("sheet.broken") from None


class _Marking:
    """One file being marked."""

    def __init__(self, data: bytes, listed: Sequence[Entry], lang: str, *, fresh: bool) -> None:
        scan(data)
        self.listed, self.lang, self.fresh = listed, lang, fresh
        self.package = Package(data)
        self.book = Book(self.package)
        self.part, self.styles = self.book.styles()
        self.round: Round = earlier(self.book, lang)

    def done(self, identities: Mapping[tuple[str, Cell], str], found: Read, taken: bool) -> bytes:
        for sheet, part in self.book.sheets.items():
            if sheet not in self.round.ours:
                self._sheet(sheet, part, {c: i for (s, c), i in identities.items() if s == sheet})
        summary = summary_xml(self.listed, self.styles, self.lang, set(self.book.sheets), fresh=self.fresh)
        self.package.write(self.part, self.styles.done())
        self.book.put_sheet(self.round.summary, summary)
        self.book.put_sheet(MARKS, marks_xml(self.styles.pairs), "veryHidden")
        if taken and found.base and BASE in self.book.sheets:
            cells = packed(found.values, found.base.token)
            self.book.put_sheet(BASE, sheet_xml([[Words(c)] for c in cells]))
        return self.package.packed()

    def _sheet(self, sheet: str, part: str, written: Mapping[Cell, str]) -> None:
        here = [e for e in self.listed if e.sheet == sheet and e.cell]
        looks = {cell_at(e.cell): _look(self.styles, RED if e.blocks else AMBER) for e in sorted(here, key=_weight)}
        text = self.package.text(part)
        after = changed(text, Change(looks, written, self.round.restored))
        if after != text:
            self.package.write(part, after)
        notes: dict[Cell, str] = {}
        for entry in here:
            cell = cell_at(entry.cell)
            if cell in notes or len(notes) < MOST_NOTES:
                notes[cell] = "\n".join(filter(None, (notes.get(cell), entry.note)))
        annotate(self.package, part, notes)


def _weight(entry: Entry) -> bool:
    """What blocks comes last and gives the colour."""
    return entry.blocks


def _look(styles: Styles, colour: int) -> Callable[[int], int]:
    return partial(styles.marked, colour=colour)


def _identities(form: Form, source: Source, found: Read) -> dict[tuple[str, Cell], str]:
    """Rows that were new in one of our templates, with the cell for the identity they have now."""
    if not source.about:
        return {}
    columns = {sheet: column for sheet, grid in source.grids.items() if (column := _column(grid[:_DEEP])) is not None}
    missing = {}
    for _, row, _ in all_rows(form, found.values):
        sheet, number = found.where.row(row[ROW_ID]) or ("", 0)
        if sheet in columns and _at(source, sheet, number, columns[sheet]) != row[ROW_ID]:
            missing[sheet, (number, columns[sheet] + 1)] = str(row[ROW_ID])
    return missing


def _column(top: Iterable[list[object]]) -> int | None:
    return next((n for cells in top for n, c in enumerate(cells) if c == IDENTITY), None)


def _at(source: Source, sheet: str, number: int, column: int) -> object:
    cells = source.grids[sheet][number - 1]
    return cells[column] if column < len(cells) else None


def _as_xlsx(source: Source) -> bytes:
    """The values of a file in another format."""
    book = Workbook()
    book.remove(book.active)
    for name, grid in source.grids.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(grid, 1):
            for column, value in enumerate(cells, 1):
                if value not in {None, ""}:
                    write(sheet.cell(row, column), value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
