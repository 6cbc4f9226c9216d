"""The cells of a sheet while its XML streams by: how far they reach, and which need a second look."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from forms.sheet.formulas import judge
from forms.sheet.limits import MAX_CELLS, MAX_COLUMNS, MAX_MARKED, MAX_ROWS, MAX_TEXT
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks, at, parsed, parsed_area

_CONTENT = frozenset({"v", "is", "f"})
_COUNTED = frozenset({"mergeCell", "dataValidation", "conditionalFormatting", "hyperlink", "protectedRange"})
_RULES = frozenset({"formula", "formula1", "formula2"})
_ON = frozenset({"1", "true"})


@dataclass
class Budget:
    """What all sheets of a file may hold together, and the lengths of the shared strings they repeat."""

    cells: int = MAX_CELLS
    text: int = MAX_TEXT
    lengths: array[int] = field(default_factory=lambda: array("L"))
    longest: int = 0
    percent: frozenset[str] = frozenset()  # numbers of the cell styles that show a percentage

    def spend_text(self, size: int) -> None:
        self.text -= size
        if self.text < 0:
            raise Unsafe("sheet.bomb")


class Extent:
    """How far the filled cells of a sheet reach; raises `Unsafe` as soon as it is too far.

    Cells that only carry a style do not count: whole formatted columns are common and harmless.
    """

    def __init__(self, budget: Budget) -> None:
        self.rows = self.columns = 0
        self.budget = budget

    def reach(self, rows: int, columns: int) -> None:
        """A filled cell (both from 1)."""
        if rows > self.rows or columns > self.columns:
            self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
            far = self.rows > MAX_ROWS or self.columns > MAX_COLUMNS
            if far or self.rows * self.columns > self.budget.cells:
                raise Unsafe("sheet.far", rows=f"{self.rows:,}", columns=self.columns, limit=f"{MAX_ROWS:,}")

    def close(self) -> None:
        self.budget.cells -= self.rows * self.columns


class Elements:
    """Follows the elements of a worksheet one by one; names may carry a prefix. The thorough way; see `PlainCells`."""

    def __init__(self, marks: Marks, budget: Budget) -> None:
        self.marks, self.budget, self.extent = marks, budget, Extent(budget)
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._counts: dict[str, int] = {}
        self._words: list[str] | None = None
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._start_cell,
            "row": self._start_row,
            "col": self._start_column,
            "f": self._start_formula,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name in _COUNTED:
            self._count(name)
        elif name in self._starts:
            self._starts[name](attributes)
        if name == "autoFilter":
            self.marks.filtered = True
        if name in _CONTENT and self._cell is not None:
            self.extent.reach(self._row, self._column)
        if name in {"v", "f"} or name in _RULES:
            self._words = []

    def text(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """An element ends: what stood in it is judged."""
        name = tag.rpartition(":")[2]
        said = "".join(self._words or ())
        if name == "c":
            self._cell = None
        elif name == "f" or name in _RULES:
            judge(said)
        elif name == "v" and self._cell is not None:
            self._value(said)
        if name in {"v", "f"} or name in _RULES:
            self._words = None

    def close(self) -> None:
        self.extent.close()
        self.marks.check()

    def _value(self, said: str) -> None:
        kind = (self._cell or {}).get("t")
        if kind == "e":
            self.marks.errors[at(self._row - 1, self._column - 1)] = said[:20]
            self.marks.check()
        elif kind == "s":
            self.budget.spend_text(self.budget.longest)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        name = attributes.get("r")
        self._column += 1
        if name is not None:
            row, column = parsed(name)
            self._row, self._column = row + 1, column + 1
        if attributes.get("s") in self.budget.percent:
            self.marks.percent.add(at(self._row - 1, self._column - 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = row_number(attributes.get("r"), self._row + 1)
        self._column = 0
        if attributes.get("hidden") in _ON and self._row <= MAX_ROWS:
            self.marks.hidden_rows.add(self._row - 1)

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _ON:
            first, last = (row_number(attributes.get(k), 1) - 1 for k in ("min", "max"))
            self.marks.hidden_columns.append((first, last))
            self._count("col")

    def _start_formula(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            add_formula(self.marks, at(self._row - 1, self._column - 1), attributes.get("t"), attributes.get("ref"))

    def _count(self, name: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1
        if self._counts[name] > MAX_MARKED:
            raise Unsafe("sheet.bomb")


def add_formula(marks: Marks, place: int, kind: str | None, area: str | None) -> None:
    """Notes a formula, with all cells that it fills."""
    marks.formulas.add(place)
    if kind in {"array", "dataTable"} and area and ":" in area:
        marks.fill(parsed_area(area))
    marks.check()


def row_number(text: str | None, otherwise: int) -> int:
    """The number of a row or column; raises `ValueError` for what is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text)):
        raise ValueError(text)
    return int(text)
