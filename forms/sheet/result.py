"""What was read from a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.definition import Form
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.sheet.base import Base
from forms.sheet.where import Where
from forms.text import Message
from forms.values import Row, Values, is_empty, new_id, rows

_LONGEST_ID = 64


@dataclass(frozen=True)
class Problem:
    """Something that could not be taken over, with its cell."""

    sheet: str
    cell: str
    message: Message

    @property
    def line(self) -> int:
        """The line of its cell on the sheet, from 1."""
        return int("".join(c for c in self.cell if c.isdigit()) or 0)


@dataclass
class Read:
    """What a workbook holds. Wrong values are in `values` as they were typed: `check` judges them.

    `problems` are rows and cells that could not be placed; `covered` are the paths that the file speaks of; `where`
    tells sheet and cell of a value by the row's identity ("" outside tables) and the field's key; `unread` are values,
    told the same way, that stand in the file but were not taken: what was there before stays.
    """

    values: Values
    notes: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    where: Where = field(default_factory=Where)
    unread: set[tuple[str, str]] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)  # identities of rows that could not be placed: the draft keeps its own
    lines: set[tuple[str, int]] = field(default_factory=set)  # rows of sheets (from 0) that hold fields, not table rows
    base: Base | None = None  # what the values were when the file was downloaded
    _taken: set[str] = field(default_factory=set)

    def over(self, form: Form, before: Mapping[str, Any]) -> Values:
        """`before` with what the file speaks of; the rest stays, also within rows of the same identity.

        A table that the file holds is as the file has it: rows that are not there any more go.
        """
        return self._over(form.fields, before, self.values, "")

    def _over(self, fields: list[Field], before: Mapping[str, Any], after: Mapping[str, Any], prefix: str) -> Values:
        merged = dict(before)
        for f in fields:
            path = f"{prefix}{f.key}"
            if path not in self.covered or (after.get(ROW_ID, ""), f.key) in self.unread:
                continue
            merged.pop(f.key, None)
            value = self._rows(f, before, after, path) if isinstance(f, TableField) else after.get(f.key)
            if not is_empty(value):
                merged[f.key] = value
        return merged

    def _rows(self, table: TableField, before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> list[Row]:
        """The rows of a table, then those of the draft that the file has but in no place that could be read."""
        old = {r.get(ROW_ID): r for r in rows(before, table.key)}
        found = [
            {**self._over(table.fields, old.get(r[ROW_ID], {}), r, f"{path}."), ROW_ID: r[ROW_ID]}
            for r in rows(after, table.key)
        ]
        return [*found, *(row for identity, row in old.items() if identity in self.lost)]

    def identity(self, wanted: Any) -> str:
        """The identity of a row: the one it brought, unless a copied row brought it before."""
        usable = isinstance(wanted, str) and 0 < len(wanted) <= _LONGEST_ID and wanted not in self._taken
        found = wanted if usable else new_id()
        self._taken.add(found)
        return found

    def problem(self, sheet: str, cell: str, code: str, **data: Any) -> None:
        self.problems.append(Problem(sheet, cell, Message(code, data)))
