"""The pure function that applies changes to a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.edits import UNKNOWN, AddRows, Answer, Applied, Conflict, DeleteRows, Edit, SetValue
from forms.fields.table import ROW_ID, TableField
from forms.values import Row, Values, is_empty, new_id, row_with_ids, rows

__all__ = ["UNKNOWN", "AddRows", "Answer", "Applied", "Conflict", "DeleteRows", "Edit", "SetValue", "apply"]


@dataclass
class _Place:
    """Where a row stands."""

    row: Row
    table: str
    parent: str


def apply(form: Form, values: Mapping[str, Any], answers: Mapping[str, str], edits: Iterable[Edit]) -> Applied:
    """The draft after the edits, in their order; what is given stays as it is.

    A change that meets another one comes back as a conflict and is not made; the others are.
    Raises `ValueError` for a field or table that the form does not have: no screen offers such a change.
    """
    work = _Work(form, values, answers)
    for edit in edits:
        work.do(edit)
    return Applied(
        work.values,
        work.answers,
        tuple(work.conflicts),
        frozenset(work.touched - work.deleted),
        frozenset(work.deleted),
    )


class _Work:
    """A draft being changed: copies of all rows, found by identity."""

    def __init__(self, form: Form, values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        self.form = form
        self.values: Values = dict(values)
        self.answers = dict(answers)
        self.conflicts: list[Conflict] = []
        self.touched: set[str] = set()
        self.deleted: set[str] = set()
        self.places: dict[str, _Place] = {}
        self._copy(self.values, "", "")

    def _copy(self, around: Row, prefix: str, parent: str) -> None:
        """Replace the tables in `around` by copies and note where each row stands."""
        for path, table in self.form.tables.items():
            outer, _, key = path.rpartition(".")
            if outer == prefix and (found := rows(around, key)):
                around[key] = [dict(r) for r in found]
                self._note(around[key], path, parent, table)
            elif outer == prefix:
                around.pop(key, None)

    def _note(self, siblings: list[Row], path: str, parent: str, table: TableField) -> None:
        nested = table.inner() is not None
        for row in siblings:
            identity = row.setdefault(ROW_ID, new_id())
            self.places[identity] = _Place(row, path, parent)
            if nested:
                self._copy(row, path, identity)

    def do(self, edit: Edit) -> None:
        if isinstance(edit, SetValue):
            self._set(edit)
        elif isinstance(edit, AddRows):
            self._add(edit)
        elif isinstance(edit, DeleteRows):
            self._delete(edit)
        elif edit.text:
            self.answers[edit.key] = edit.text
        else:
            self.answers.pop(edit.key, None)

    def _set(self, edit: SetValue) -> None:
        place = self.places.get(edit.row)
        if edit.row and not place:
            self.conflicts.append(Conflict(edit, None, gone=True))
            return
        target = place.row if place else self.values
        self._may_be_set(f"{place.table}.{edit.field}" if place else edit.field)
        now, new = _plain(target.get(edit.field)), _plain(edit.value)
        if now == new and type(now) is type(new):
            return
        if edit.was is not UNKNOWN and _plain(edit.was) != now:
            self.conflicts.append(Conflict(edit, now))
            return
        if new is None:
            target.pop(edit.field, None)
        else:
            target[edit.field] = new
        self.touched.add(edit.row)

    def _may_be_set(self, path: str) -> None:
        field = self.form.by_path.get(path)
        if field is None or not field.stored or isinstance(field, TableField):
            raise ValueError(f"no field to set: {path}")

    def _add(self, edit: AddRows) -> None:
        table = self.form.tables.get(edit.table)
        outer, _, key = edit.table.rpartition(".")
        if table is None or bool(outer) != bool(edit.parent):
            raise ValueError(f"no table to add to: {edit.table}")
        around = self.places.get(edit.parent)
        if outer and (around is None or around.table != outer):
            self.conflicts.append(Conflict(edit, None, gone=True))
            return
        target = around.row if around else self.values
        siblings: list[Row] = target.setdefault(key, [])
        new = self._new_rows(table, edit, {r[ROW_ID] for r in siblings})
        at = _insertion(siblings, edit.after)
        siblings[at:at] = new
        if not siblings:
            del target[key]
        self._note(new, edit.table, edit.parent, table)
        self._touch(new, table)

    def _new_rows(self, table: TableField, edit: AddRows, there: set[str]) -> list[Row]:
        rows_to_add = [r for r in edit.rows if r.get(ROW_ID) not in there]
        made = row_with_ids([table], {table.key: rows_to_add}, set(self.places))
        return [_known(table, r) for r in made[table.key]]

    def _touch(self, new: list[Row], table: TableField) -> None:
        for row in new:
            self.touched.add(row[ROW_ID])
            self.deleted.discard(row[ROW_ID])
            inner = table.inner()
            if inner:
                self._touch(rows(row, inner.key), inner)

    def _delete(self, edit: DeleteRows) -> None:
        gone = {r for r in edit.rows if r in self.places}
        for around in {self.places[r].parent for r in gone} - gone:
            target = self.places[around].row if around else self.values
            for key in {self.places[r].table.rpartition(".")[2] for r in gone if self.places[r].parent == around}:
                left = [r for r in target[key] if r[ROW_ID] not in gone]
                target[key][:] = left
                if not left:
                    del target[key]
        self._forget(gone)

    def _forget(self, gone: set[str]) -> None:
        below = {r for r, place in self.places.items() if place.parent in gone}
        for row in gone | below:
            self.deleted.add(row)
            del self.places[row]


def _plain(value: Any) -> Any:
    return None if is_empty(value) else value


def _insertion(siblings: list[Row], after: str | None) -> int:
    """The index after a row; at the end when that row is gone."""
    if after == "":  # noqa: PLC1901
        return 0
    return next((i + 1 for i, r in enumerate(siblings) if r[ROW_ID] == after), len(siblings))


def _known(table: TableField, row: Row) -> Row:
    """A row without keys that the table does not have and without empty values."""
    kept = {f.key: row[f.key] for f in table.fields if f.stored and not is_empty(row.get(f.key))}
    inner = table.inner()
    if inner and inner.key in kept:
        kept[inner.key] = [_known(inner, r) for r in rows(row, inner.key)]
    return {ROW_ID: row[ROW_ID], **kept}
