"""What one person may see and fill in of a case's main form, as `workflows.rights` gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from forms.checking import Access as FormAccess
from forms.definition import Form
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.values import Values, rows
from workflows.row_rights import Reach, Verb


@dataclass(frozen=True, eq=False)
class Access(FormAccess):
    """What one person may see and fill in of a case's main form: by field group, by path, and by row.

    `reach` is None where no right is limited to rows. Paths say what may be read or written in some row at least.
    """

    form: Form
    readable: frozenset[str]  # paths
    writable: frozenset[str]
    groups_readable: frozenset[str]
    groups_writable: frozenset[str]
    reach: Reach | None = None

    def may_read(self, path: str) -> bool:
        return path in self.readable

    def may_write(self, path: str) -> bool:
        return path in self.writable

    def may_read_at(self, path: str, row: str) -> bool:
        return path in self.readable and self._holds("read", path, path.rpartition(".")[0], row)

    def may_write_at(self, path: str, row: str) -> bool:
        return path in self.writable and self._holds("write", path, path.rpartition(".")[0], row)

    def may_read_row(self, table: str, row: str) -> bool:
        return table in self.readable and self._holds("read", table, table, row)

    def may_write_row(self, table: str, row: str) -> bool:
        return table in self.writable and self._holds("write", table, table, row)

    def _holds(self, verb: Verb, path: str, table: str, row: str) -> bool:
        return self.reach is None or not table or self.reach.holds(verb, path, table, row)

    @cached_property
    def reads_all(self) -> bool:
        return self.reach is None and self.readable == self.form.by_path.keys()

    @cached_property
    def groups_whole(self) -> frozenset[str]:
        """The groups of which every row may be read."""
        if self.reach is None:
            return self.groups_readable
        return frozenset(r.group for r in self.reach.rights if r.read and r.everywhere)

    def over(self, values: Mapping[str, Any]) -> Access:
        """The same rights over other values: an older revision, or what somebody wants to save."""
        return self if self.reach is None else replace(self, reach=self.reach.over(values))

    def sealed(self) -> Access:
        """The same answers without the values that row rights rest on."""
        return self if self.reach is None else replace(self, reach=self.reach.sealed())

    def restrict(self, values: Mapping[str, Any]) -> Values:
        """The values without what may not be read; rows keep their identity."""
        return dict(values) if self.reads_all else _restricted(self.form.fields, values, "", self)

    def __bool__(self) -> bool:
        """Whether anything of the case may be read at all."""
        return bool(self.groups_readable)


def _restricted(fields: list[Field], values: Mapping[str, Any], prefix: str, access: Access) -> Values:
    row = values.get(ROW_ID, "")
    kept: Values = {ROW_ID: row} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if f.key in values and access.may_read_at(path, row):
            kept[f.key] = (
                [
                    _restricted(f.fields, r, f"{path}.", access)
                    for r in rows(values, f.key)
                    if access.may_read_row(path, r.get(ROW_ID, ""))
                ]
                if isinstance(f, TableField)
                else values[f.key]
            )
    return kept


def restricted_row(access: Access, table: str, row: Mapping[str, Any]) -> Values:
    """One row of a table, known to be readable, without the fields in it that may not be read."""
    return _restricted(access.form.tables[table].fields, row, f"{table}.", access)
