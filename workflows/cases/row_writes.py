"""Saving where rights differ from row to row: whose rows an edit touches, and whose they are afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.draft import AddRows, Applied, DeleteRows, Edit, SetValue
from forms.fields.table import ROW_ID, TableField
from forms.labels import places, row_label
from forms.text import Message, Text
from forms.values import all_rows, is_empty
from workflows.access import Access
from workflows.cases.opened import Opened
from workflows.engine.types import Refusal
from workflows.row_rights import VERBS, Verb


def against_edits(found: Opened, edits: Sequence[Edit]) -> Refusal | None:
    """Why the edits may not be made in these rows, as they are now; None where nothing is limited to rows."""
    if found.access.reach is None:
        return None
    return next(_Rows(found).refusals(edits), None)


def against_result(found: Opened, applied: Applied) -> Refusal | None:
    """Why the rows may not become what they would be.

    New rows have to be the actor's own, and nobody changes by what they write whose a row is: neither out of their
    own hands nor into them.
    """
    if found.access.reach is None:
        return None
    rows, after = _Rows(found), found.access.over(applied.values)
    return next(rows.of_new(applied, after), None) or next(rows.of_moved(applied, after), None)


class _Rows:
    """The rows of a draft and what one person may do to each."""

    def __init__(self, found: Opened) -> None:
        self.form, self.access, self.values = found.form, found.access, found.facts.values
        self.tables = {row[ROW_ID]: table for table, row, _ in all_rows(self.form, self.values)}
        self.parents = {row[ROW_ID]: p[ROW_ID] if p else "" for _, row, p in all_rows(self.form, self.values)}

    def refusals(self, edits: Sequence[Edit]) -> Iterator[Refusal]:
        for edit in edits:
            if isinstance(edit, SetValue) and edit.row in self.tables:
                yield from self._set(edit)
            elif isinstance(edit, AddRows) and edit.parent in self.tables:
                yield from self._added(edit)
            elif isinstance(edit, DeleteRows):
                for row in edit.rows:
                    yield from self._deleted(row)

    def _set(self, edit: SetValue) -> Iterator[Refusal]:
        table = self.tables[edit.row]
        path = f"{table}.{edit.field}"
        if not self.access.may_read_row(table, edit.row):
            yield _not_there()
        elif not self.access.may_write_at(path, edit.row):
            yield _refused("may_not_write_row", self.label(edit.row), fields=[self.form.by_path[path].title])

    def _added(self, edit: AddRows) -> Iterator[Refusal]:
        if not self.access.may_read_row(self.tables[edit.parent], edit.parent):
            yield _not_there()
        elif not self.access.may_write_at(edit.table, edit.parent):
            title = self.form.tables[edit.table].title
            yield _refused("may_not_write_row", self.label(edit.parent), fields=[title])

    def _deleted(self, row: str) -> Iterator[Refusal]:
        """A row goes with everything in it: also what is in it has to be theirs."""
        table = self.tables.get(row)
        if table is None:
            return
        if not self.access.may_read_row(table, row):
            yield _not_there()
        elif not self.access.may_write_row(table, row):
            yield _refused("may_not_delete_row", self.label(row))
        elif any(self._kept_from(below) for below, around in self.parents.items() if around == row):
            yield _refused("row_holds_others", self.label(row))

    def _kept_from(self, row: str) -> bool:
        """Whether a row is out of reach although others of its table are not."""
        table, may = self.tables[row], self.access
        unread = may.may_read(table) and not may.may_read_row(table, row)
        return unread or (may.may_write(table) and not may.may_write_row(table, row))

    def of_new(self, applied: Applied, after: Access) -> Iterator[Refusal]:
        at = places(self.form, applied.values)
        for table, row, _ in all_rows(self.form, applied.values):
            if row[ROW_ID] not in self.tables:
                label = row_label(self.form, at, table, row[ROW_ID])
                if not after.may_write_row(table, row[ROW_ID]):
                    yield _refused("may_not_add_row", label)
                elif kept := list(self._kept(after, table, row)):
                    yield _refused("may_not_write_row", label, fields=kept)

    def _kept(self, after: Access, table: str, row: Mapping[str, Any]) -> Iterator[Text]:
        for f in self.form.tables[table].fields:
            filled = f.stored and not isinstance(f, TableField) and not is_empty(row.get(f.key))
            if filled and not after.may_write_at(f"{table}.{f.key}", row[ROW_ID]):
                yield f.title

    def of_moved(self, applied: Applied, after: Access) -> Iterator[Refusal]:
        staying = {row[ROW_ID] for _, row, _ in all_rows(self.form, applied.values)} & self.tables.keys()
        for verb in VERBS:
            for path, table in self._limited():
                before, now = self._rows(self.access, verb, path, table), self._rows(after, verb, path, table)
                moved = (before ^ now) & staying
                if moved:
                    first = next(r for r in self.tables if r in moved)
                    seen = self.access.may_read_row(self.tables[first], first)
                    yield _refused("row_would_move", self.label(first)) if seen else _refused_unseen()

    def _limited(self) -> Iterator[tuple[str, str]]:
        """Each table itself, and each field in one."""
        for path in self.form.by_path:
            if path in self.form.tables:
                yield path, path
            if "." in path:
                yield path, path.rpartition(".")[0]

    def _rows(self, access: Access, verb: Verb, path: str, table: str) -> frozenset[str]:
        found = access.reach.rows(verb, path, table) if access.reach else None
        return frozenset(self.tables) if found is None else found

    def label(self, row: str) -> Text:
        return row_label(self.form, places(self.form, self.values), self.tables[row], row)


def _not_there() -> Refusal:
    """The same words for a row that is gone and one that is not theirs to see."""
    return Refusal(Message("no_such_row"), guard="rights")


def _refused(code: str, row: Text, **data: Any) -> Refusal:
    return Refusal(Message(code, {"row": row, **data}), guard="rights")


def _refused_unseen() -> Refusal:
    return Refusal(Message("rows_would_move"), guard="rights")
