"""Which fields a list of edits writes, so that rights can be asked before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.definition import Form
from forms.draft import AddRows, DeleteRows, Edit, SetValue
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.values import all_rows, is_empty, rows


def writes(form: Form, values: Mapping[str, Any], edits: Iterable[Edit]) -> list[frozenset[str]]:
    """For each edit the paths it writes: fields set, tables in which rows are added or deleted, fields of added rows.

    Empty for an answer, and for a row that is gone (applying it is a conflict or nothing). A path that is not in
    `form.by_path` belongs to an edit that nobody may make.
    """
    tables = {row.get(ROW_ID, ""): table for table, row, _ in all_rows(form, values)}
    return [frozenset(_written(form, tables, edit)) for edit in edits]


def _written(form: Form, tables: dict[str, str], edit: Edit) -> Iterator[str]:
    if isinstance(edit, SetValue):
        if not edit.row:
            yield edit.field
        elif edit.row in tables:
            yield f"{tables[edit.row]}.{edit.field}"
    elif isinstance(edit, DeleteRows):
        yield from (tables[r] for r in edit.rows if r in tables)
    elif isinstance(edit, AddRows):
        yield edit.table
        table = form.tables.get(edit.table)
        for row in edit.rows if table else ():
            yield from _filled(table.fields if table else [], row, edit.table)
            _remember(tables, form, edit.table, row)


def _filled(fields: list[Field], row: Mapping[str, Any], table: str) -> Iterator[str]:
    for f in fields:
        if not is_empty(row.get(f.key)) and f.stored:
            yield f"{table}.{f.key}"
            if isinstance(f, TableField):
                for below in rows(row, f.key):
                    yield from _filled(f.fields, below, f"{table}.{f.key}")


def _remember(tables: dict[str, str], form: Form, table: str, row: Mapping[str, Any]) -> None:
    """Rows that this list of edits adds may be written by its later edits."""
    if row.get(ROW_ID):
        tables[row[ROW_ID]] = table
    inner = form.tables[table].inner()
    for below in rows(row, inner.key) if inner else ():
        _remember(tables, form, f"{table}.{inner.key}" if inner else "", below)
