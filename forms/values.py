"""The values of a filled form: a dict of stored values, with tables as lists of rows that keep their identity."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField

Values = dict[str, Any]
Row = dict[str, Any]


def new_id() -> str:
    """A fresh row identity: 12 characters that are safe in addresses."""
    return secrets.token_urlsafe(9)


def is_empty(value: Any) -> bool:
    """Whether nothing was filled in; 0 is something."""
    return value is None or value == "" or value == []  # noqa: PLC1901


def rows(values: Mapping[str, Any], key: str) -> list[Row]:
    """The rows of a table in a form's or row's values."""
    found = values.get(key)
    return found if isinstance(found, list) else []


def rows_of(form: Form, values: Mapping[str, Any], table: str) -> Iterator[tuple[Row, Row | None]]:
    """Every row of a table by its path, with the row around it (None at the top)."""
    yield from _rows_below(values, None, table)


def _rows_below(around: Mapping[str, Any], parent: Row | None, path: str) -> Iterator[tuple[Row, Row | None]]:
    key, _, inner = path.partition(".")
    for row in rows(around, key):
        if inner:
            yield from _rows_below(row, row, inner)
        else:
            yield row, parent


def all_rows(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, Row, Row | None]]:
    """Every row of every table: its table's path, the row, the row around it."""
    for table in form.tables:
        for row, parent in rows_of(form, values, table):
            yield table, row, parent


@dataclass(frozen=True)
class Found:
    """A row with its table, the row around it, and its number from 1."""

    table: str
    row: Row
    parent: Row | None
    number: int


def find_row(form: Form, values: Mapping[str, Any], row_id: str) -> Found | None:
    """The row of an identity; None when it is gone."""
    for table in form.tables:
        number, around = 0, None
        for row, parent in rows_of(form, values, table):
            number = number + 1 if parent is around else 1
            around = parent
            if row.get(ROW_ID) == row_id:
                return Found(table, row, parent, number)
    return None


def row_number(form: Form, values: Mapping[str, Any], row_id: str) -> int | None:
    """A row's number in its table, from 1; None when it is gone."""
    found = find_row(form, values, row_id)
    return found.number if found else None


def with_ids(form: Form, values: Mapping[str, Any], taken: set[str] | None = None) -> Values:
    """A copy in which every row has an identity of its own; rows that had one keep it."""
    return row_with_ids(form.fields, values, set() if taken is None else taken)


def identified(form: Form, values: Mapping[str, Any]) -> Values:
    """The values themselves if every row has an identity, else a copy with those that are missing."""
    complete = all(row.get(ROW_ID) for _, row, _ in all_rows(form, values))
    return dict(values) if complete else with_ids(form, values)


def row_with_ids(fields: list[Field], row: Mapping[str, Any], taken: set[str]) -> Row:
    """A copy of a row (or of a form's values) whose inner rows all have an identity that is not yet `taken`."""
    copy = dict(row)
    for f in fields:
        if isinstance(f, TableField) and f.key in copy:
            copy[f.key] = [_identified(f, r, taken) for r in rows(row, f.key)]
    return copy


def _identified(table: TableField, row: Mapping[str, Any], taken: set[str]) -> Row:
    identity = row.get(ROW_ID)
    if not isinstance(identity, str) or not identity or identity in taken:
        identity = new_id()
    taken.add(identity)
    return {**row_with_ids(table.fields, row, taken), ROW_ID: identity}


def without_rows(form: Form, values: Mapping[str, Any], gone: Collection[str]) -> Values:
    """A copy without the rows of these identities."""
    return _without_rows(form.fields, values, gone) if gone else dict(values)


def _without_rows(fields: list[Field], values: Mapping[str, Any], gone: Collection[str]) -> Values:
    copy = dict(values)
    for f in fields:
        if isinstance(f, TableField) and f.key in copy:
            copy[f.key] = [_without_rows(f.fields, r, gone) for r in rows(values, f.key) if r.get(ROW_ID) not in gone]
    return copy


def normal(form: Form, raw: Mapping[str, Any], options: OptionSource) -> Values:
    """Values in their stored form, from values as typed or read from a file; unknown keys are left out."""
    found = {f.key: f.normal(raw.get(f.key), options) for f in form.fields if f.stored}
    return with_ids(form, {k: v for k, v in found.items() if not is_empty(v)})


def prune(form: Form, values: Mapping[str, Any]) -> Values:
    """Without what is never stored: empty values, computed fields, keys that the form does not know."""
    return _pruned(form.fields, values)


def _pruned(fields: list[Field], values: Mapping[str, Any]) -> Values:
    kept: Values = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
    for f in fields:
        value = values.get(f.key)
        if f.stored and not is_empty(value):
            kept[f.key] = [_pruned(f.fields, r) for r in rows(values, f.key)] if isinstance(f, TableField) else value
    return kept


def sample(form: Form, options: OptionSource) -> Values:
    """Small plausible values for every field, for previews."""
    found = {f.key: f.sample(options) for f in form.fields if f.stored}
    return with_ids(form, {k: v for k, v in found.items() if not is_empty(v)})
