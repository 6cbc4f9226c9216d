"""A workbook as lines and grids: cells with borders are a table, what stands around them are lines."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import count
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from forms.official.document import Block, Cell, Document, Grid, Line
from forms.official.limits import MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_TEXT
from forms.official.refused import OfficialRefused
from forms.text import Message

_LINE = 15.0  # points of a line of text
_GAP = " " * 6

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


def sheets_of(data: bytes, name: str) -> Document:
    """The document of a workbook that the guard has seen; raises what its readers raise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data))
    lines, grids = count(1), count(1)
    blocks: list[Block] = []
    told: list[Message] = []
    hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
    for sheet in (s for s in book.worksheets if s.sheet_state == "visible"):
        seen = _Sheet(sheet)
        if blocks and seen.rows:
            blocks.append(Line(next(lines), "", sheet=sheet.title, address="A1"))  # sheets are apart
        blocks += seen.blocks(lines, grids)
        if seen.formulas:
            told.append(Message("official.told.formulas", {"sheet": sheet.title, "count": seen.formulas}))
    if hidden:
        told.append(Message("official.told.hidden", {"sheets": hidden}))
    return Document("xlsx", name, tuple(blocks), tuple(told))


@dataclass
class _Sheet:
    """One sheet: what stands where, without hidden rows and columns."""

    sheet: Any
    formulas: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.merged = {(a[0], a[1]): a for a in self._areas()}
        self.covered = {p: a for a in self.merged.values() for p in _places(a)}
        self.texts = self._texts()
        self.sides = {(c.row, c.column): _sides(c) for c in self._known() if c.has_style}
        self.options = self._options()

    def _known(self) -> list[Any]:
        """The cells that the file has, row by row; going through rows would make all those between."""
        return [self.sheet._cells[place] for place in sorted(self.sheet._cells)]

    def _areas(self) -> Iterator[Area]:
        return ((r.min_row, r.min_col, r.max_row, r.max_col) for r in self.sheet.merged_cells.ranges)

    def _texts(self) -> dict[tuple[int, int], str]:
        found = {}
        for cell in self._known():
            if cell.value is None or self._hides(cell.row, cell.column):
                continue
            if cell.data_type == "f":
                self.formulas += 1
            elif (text := _text(cell)).strip():
                found[cell.row, cell.column] = text[:MAX_TEXT]
        if len(found) > MAX_CELLS or len({c for _, c in found}) > MAX_COLUMNS:
            raise OfficialRefused("official.no_blank")
        return found

    def _hides(self, row: int, column: int) -> bool:
        return self.hides_row(row) or column in self.hidden_columns

    def hides_row(self, row: int) -> bool:
        found = self.sheet.row_dimensions.get(row)
        return bool(found is not None and found.hidden)

    @cached_property
    def hidden_columns(self) -> set[int]:
        found = (d for d in self.sheet.column_dimensions.values() if d.hidden)
        return {c for d in found if d.min for c in range(d.min, min(d.max or d.min, 1_000) + 1)}

    def _options(self) -> dict[tuple[int, int], tuple[str, ...]]:
        found = {}
        for each in self.sheet.data_validations.dataValidation:
            if each.type == "list" and each.formula1 and each.formula1.startswith('"'):
                said = tuple(t.strip() for t in each.formula1.strip('"').split(",") if t.strip())
                for area in list(each.sqref.ranges)[:50]:
                    box = (area.min_row, area.min_col, min(area.max_row, area.min_row + 200), area.max_col)
                    found.update(dict.fromkeys(_places(box), said))
        return found

    @cached_property
    def framed(self) -> set[tuple[int, int]]:
        """Cells with a border on the left or the right: a line below is only somewhere to write."""
        return {p for p, (left, right, _) in self.sides.items() if (left or right) and not self._hides(*p)}

    @cached_property
    def rows(self) -> list[int]:
        """Rows that hold anything, and those between two framed ones."""
        found = {r for r, _ in self.texts} | {r for r, _ in self.framed}
        found |= {r for a in self.merged.values() if (a[0], a[1]) in self.texts for r in range(a[0], a[2] + 1)}
        return sorted(r for r in found if not self.hides_row(r))

    def blocks(self, lines: Iterator[int], grids: Iterator[int]) -> Iterator[Block]:
        framed = {r for r, _ in self.framed}
        for group, is_table in self._groups(framed or self._bare()):
            if is_table:
                yield self._grid(group, next(grids))
            else:
                yield from (self._line(r, next(lines)) for r in group)

    def _bare(self) -> set[int]:
        """The rows of a table without any border: between the first and the last with several cells."""
        several = [r for r in self.rows if len({self._corner(r, c) for rr, c in self.texts if rr == r}) > 1]
        several = [r for r in several if not any(_is_line(t) for (rr, _), t in self.texts.items() if rr == r)]
        if not several:
            return set()
        last = self._to_the_end(several)
        return {r for r in self.rows if several[0] <= r <= last} | set(range(several[0], last + 1))

    def _to_the_end(self, several: list[int]) -> int:
        """Rows of one label below the last with several belong to the table, as far as they follow without a gap."""
        left = min(c for r, c in self.texts if r in several)
        last = several[-1]
        while (last + 1, left) in self.texts and _is_short(self.texts[last + 1, left], 16):
            last += 1
        return last

    def _corner(self, row: int, column: int) -> tuple[int, int]:
        area = self.covered.get((row, column))
        return (area[0], area[1]) if area else (row, column)

    def _groups(self, table: set[int]) -> Iterator[tuple[list[int], bool]]:
        """Runs of rows that follow each other, of a table or of lines."""
        group: list[int] = []
        for row in sorted({*self.rows, *(r for r in table if not self.hides_row(r))}):
            cut = bool(group) and (group[-1] in table) != (row in table)
            if cut or (group and row in table and self._apart(group[-1], row)):
                yield group, group[-1] in table
                group = []
            group.append(row)
        if group:
            yield group, group[-1] in table

    def _apart(self, above: int, row: int) -> bool:
        return any(not self.hides_row(r) for r in range(above + 1, row))

    def _line(self, row: int, number: int) -> Line:
        cells = sorted((c, t) for (r, c), t in self.texts.items() if r == row)
        said = _GAP.join(" ".join(t.split("\n")) if _is_short(t) else t.replace("\n", " ") for _, t in cells)
        if any(r == row and below for (r, _), (_, _, below) in self.sides.items()):
            said = said if ("_" in said or not said.rstrip().endswith((":", "："))) else said + "____"
        column = cells[0][0] if cells else 1
        cell = self.sheet.cell(row, column)
        centred = cell.alignment.horizontal in ("center", "centerContinuous") and len(cells) == 1
        return Line(number, said, centred, bool(cell.font.b), self.sheet.title, f"{get_column_letter(column)}{row}")

    def _grid(self, rows: list[int], number: int) -> Grid:
        columns = self._columns(set(rows))
        row_at, column_at = {r: n for n, r in enumerate(rows)}, {c: n for n, c in enumerate(columns)}
        if len(rows) * len(columns) > 4 * MAX_CELLS or len(rows) > MAX_LINES:
            raise OfficialRefused("official.no_blank")
        cells = [
            cell for r in rows for c in columns if (cell := self._cell(r, c, row_at, column_at)) is not None
        ]  # fmt: skip
        return Grid(number, len(rows), len(columns), tuple(cells), self.sheet.title)

    def _columns(self, rows: set[int]) -> list[int]:
        held = {c for r, c in self.texts if r in rows}
        framed = {c for r, c in self.framed if r in rows}
        areas = (a for a in self.merged.values() if a[0] in rows and (a[0], a[1]) in (self.texts.keys() | self.framed))
        spans = {c for a in areas for c in range(a[1], min(a[3], a[1] + MAX_COLUMNS) + 1)}
        found = held | framed | spans
        if not framed and self._ends_with_label(rows, max(held)):
            found.add(max(held) + 1)  # the blank behind the last label
        first, last = min(found), max(found)
        if last - first > 2 * MAX_COLUMNS:
            raise OfficialRefused("official.no_blank")
        return [c for c in range(first, last + 1) if c not in self.hidden_columns]

    def _ends_with_label(self, rows: set[int], last: int) -> bool:
        """Whether rows end with a label after a gap, or with a single one that wants an answer."""
        found = [r for r in rows if (r, last) in self.texts and (r, last - 1) not in self.texts]
        return len(found) * 2 >= len([r for r in rows if any(rr == r for rr, _ in self.texts)])

    def _cell(self, row: int, column: int, rows: Mapping[int, int], columns: Mapping[int, int]) -> Cell | None:
        area = self.covered.get((row, column), (row, column, row, column))
        top = next((r for r in range(area[0], area[2] + 1) if r in rows), row)
        left = next((c for c in range(area[1], area[3] + 1) if c in columns), column)
        if (top, left) != (row, column):
            return None
        cell = self.sheet.cell(row, column)
        height = sum(1 for r in range(area[0], area[2] + 1) if r in rows)
        width = sum(1 for c in range(area[1], area[3] + 1) if c in columns)
        tall = sum(self._height(r) for r in range(area[0], area[2] + 1) if r in rows)
        text = self.texts.get((area[0], area[1]), "")
        number = "" if cell.number_format in ("General", "@") else str(cell.number_format)[:40]
        address = f"{get_column_letter(area[1])}{area[0]}"
        options = self.options.get((row, column), ())
        at = (rows[row], columns[column])
        return Cell(*at, text, height, width, bool(cell.font.b), tall, address, options, number)

    def _height(self, row: int) -> float:
        found = self.sheet.row_dimensions.get(row)
        return float(found.height or _LINE) / _LINE if found is not None else 1.0


def _places(area: Area) -> Iterator[tuple[int, int]]:
    return ((r, c) for r in range(area[0], area[2] + 1) for c in range(area[1], area[3] + 1))


def _sides(cell: Any) -> tuple[bool, bool, bool]:
    """Whether there is a border on the left, on the right, below."""
    border = cell.border
    return tuple(bool(side is not None and side.style) for side in (border.left, border.right, border.bottom))  # type: ignore[return-value]


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")


def _is_short(text: str, most: int = 60) -> bool:
    return len(text) <= most


def _is_line(text: str) -> bool:
    """Labels with a colon stand around tables rather than in them."""
    return text.rstrip().endswith((":", "：")) and len(text) > 40
