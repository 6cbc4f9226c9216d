"""Formulas that need no writing: a column added up, rows counted, from wherever a field stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.definition import Form
from forms.design.fields import Set
from forms.design.tree import Data
from forms.fields.computed import ComputedField
from forms.fields.table import TableField


@dataclass(frozen=True)
class Common:
    """A formula, the column (or the table, whose rows are counted) it is about, and as what its value is shown."""

    text: str
    path: str
    of: str


def common_formulas(form: Form, table: str) -> list[Common]:
    """The sums and counts over the tables that a field sees: of the form, or of the row it stands in."""
    found = [t for t in form.tables if not table or t.startswith(f"{table}.")]
    return [each for path in found for each in _of(form.tables[path], path, path.removeprefix(f"{table}."))]


def _of(table: TableField, path: str, seen: str) -> Iterator[Common]:
    rows = f"flatten({seen})" if "." in seen else seen
    for column in table.fields:
        if column.summed:
            of = column.of if isinstance(column, ComputedField) else column.type
            yield Common(f"sum({rows}.{column.key})", f"{path}.{column.key}", of)
    yield Common(f"count({rows})", path, "integer")


@dataclass(frozen=True)
class Compute:
    """A computed field given such a formula, and shown as what it is about."""

    path: str
    formula: Common

    def make(self, form: Data) -> str:
        Set(self.path, "of", self.formula.of).make(form)
        return Set(self.path, "value", self.formula.text).make(form)
