"""Which cell each value came from, without a note for every single cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import overload

from forms.sheet.traits import place

Cell = tuple[str, str]
"""A sheet and the name of a cell."""


@dataclass(frozen=True)
class Columns:
    """The columns of one table on one sheet: key of a field → its column, from 0."""

    sheet: str
    of: dict[str, int]


@dataclass
class Where:
    """Sheet and cell of a value by the row's identity ("" outside tables) and the field's key.

    A row knows its line in the sheet, a table its columns: the cell follows.
    """

    _fields: dict[str, Cell] = field(default_factory=dict)
    _rows: dict[str, tuple[Columns, int]] = field(default_factory=dict)

    def put_field(self, key: str, sheet: str, cell: str) -> None:
        self._fields[key] = (sheet, cell)

    def put_row(self, identity: str, columns: Columns, row: int) -> None:
        self._rows[identity] = (columns, row)

    @overload
    def get(self, at: tuple[str, str]) -> Cell | None: ...

    @overload
    def get(self, at: tuple[str, str], default: Cell) -> Cell: ...

    def get(self, at: tuple[str, str], default: Cell | None = None) -> Cell | None:
        """Sheet and cell, or the default where the file says nothing of that value."""
        identity, key = at
        if not identity:
            return self._fields.get(key, default)
        columns, row = self._rows.get(identity, (None, 0))
        column = columns.of.get(key) if columns else None
        return (columns.sheet, place(row, column)) if columns and column is not None else default

    def __getitem__(self, at: tuple[str, str]) -> Cell:
        found = self.get(at)
        if found is None:
            raise KeyError(at)
        return found

    def __contains__(self, at: tuple[str, str]) -> bool:
        return self.get(at) is not None

    def row(self, identity: str) -> tuple[str, int] | None:
        """Sheet and line (from 1) of a row; None when the file has no such row."""
        columns, row = self._rows.get(identity, (None, 0))
        return (columns.sheet, row + 1) if columns else None

    def lines(self) -> dict[tuple[str, int], str]:
        """The identity of each row by its sheet and line (from 1)."""
        return {(columns.sheet, row + 1): identity for identity, (columns, row) in self._rows.items()}

    def first(self, identity: str) -> Cell | None:
        """The first cell of a row; None when the file has no such row."""
        columns, row = self._rows.get(identity, (None, 0))
        return (columns.sheet, place(row, min(columns.of.values()))) if columns and columns.of else None

    def renamed(self, names: Mapping[str, str]) -> Where:
        """The same cells, with other identities for some rows."""
        return Where(self._fields, {names.get(r, r): at for r, at in self._rows.items()})
