"""What changed between two states of a form, with rows followed by their identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from forms.definition import Form
from forms.draft import AddRows, DeleteRows, Edit, SetValue
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.finding import Place
from forms.labels import At, label, places, row_label
from forms.text import Text
from forms.values import Row, is_empty, row_with_ids, rows


@dataclass(frozen=True)
class Change:
    """One change: a field `set`, or a row `added` or `deleted` (with everything in it).

    `path` is that of the field or of the table; `before` and `after` are stored values, or the row for rows.
    """

    path: str
    label: Text
    row: str
    before: Any
    after: Any
    kind: Literal["set", "added", "deleted"]


def changes(
    form: Form,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    options: OptionSource,
    *,
    at: tuple[Mapping[str, At], Mapping[str, At]] | None = None,
) -> list[Change]:
    """What changed, in the order of the form; places are named as they are after, deleted rows as they were.

    `at` says where the rows stood and stand, when not all of them are given.
    """
    old, new = at or (places(form, before), places(form, after))
    return list(_changes(form, form.fields, "", dict(before), dict(after), old, new))


def _changes(
    form: Form, fields: list[Field], table: str, before: Row, after: Row, old: Mapping[str, At], new: Mapping[str, At]
) -> Iterator[Change]:
    row = after.get(ROW_ID, "")
    for f in fields:
        if isinstance(f, TableField):
            yield from _rows(form, f, f"{table}.{f.key}".removeprefix("."), before, after, old, new)
        elif f.stored and _value(before, f.key) != _value(after, f.key):
            place = Place(f.key, table, row)
            yield Change(place.path, label(form, new, place), row, _value(before, f.key), _value(after, f.key), "set")


def _rows(
    form: Form, table: TableField, path: str, before: Row, after: Row, old: Mapping[str, At], new: Mapping[str, At]
) -> Iterator[Change]:
    was = {r[ROW_ID]: r for r in rows(before, table.key)}
    now = {r[ROW_ID]: r for r in rows(after, table.key)}
    for key, row in now.items():
        if key in was:
            yield from _changes(form, table.fields, path, was[key], row, old, new)
        else:
            yield Change(path, row_label(form, new, path, key), key, None, row, "added")
    for key, row in was.items():
        if key not in now:
            yield Change(path, row_label(form, old, path, key), key, row, None, "deleted")


def shown(form: Form, change: Change, options: OptionSource, lang: str = "zh") -> tuple[str, str]:
    """Before and after in words; "" for nothing. A row is told by its filled fields."""
    field = form.by_path[change.path]
    return _shown(field, change.before, options, lang), _shown(field, change.after, options, lang)


def _shown(field: Field, value: Any, options: OptionSource, lang: str) -> str:
    if not isinstance(field, TableField) or not isinstance(value, Mapping):
        return field.show(value, options, lang)
    parts = []
    for f in field.fields:
        words = f.show(value.get(f.key), options, lang) if not is_empty(value.get(f.key)) else ""
        if words:
            parts.append(f"{f.title.say(lang)} {words}" if isinstance(f, TableField) else words)
    return ("，" if lang == "zh" else ", ").join(parts)


def edits_between(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Edit]:
    """The edits that turn `before` into `after` (rows without identity are new); rows that stay keep their order.

    Nothing says what a person saw, so that the edits never conflict: for imports, copies and rehearsals. Rows go
    before others come, so that one that moved into another row keeps its identity.
    """
    whole = row_with_ids(form.fields, after, set())
    edits = _edits(form.fields, "", dict(before), whole)
    return sorted(edits, key=lambda edit: not isinstance(edit, DeleteRows))


def _edits(fields: list[Field], table: str, before: Row, after: Row) -> Iterator[Edit]:
    row = after.get(ROW_ID, "")
    for f in fields:
        if isinstance(f, TableField):
            yield from _row_edits(f, f"{table}.{f.key}".removeprefix("."), row, before, after)
        elif f.stored and _value(before, f.key) != _value(after, f.key):
            yield SetValue(f.key, after.get(f.key), row)


def _row_edits(table: TableField, path: str, around: str, before: Row, after: Row) -> Iterator[Edit]:
    was = {r[ROW_ID]: r for r in rows(before, table.key)}
    now = {r[ROW_ID]: r for r in rows(after, table.key)}
    gone = tuple(key for key in was if key not in now)
    if gone:
        yield DeleteRows(gone)
    for key, row in now.items():
        if key in was:
            yield from _edits(table.fields, path, was[key], row)
    yield from _additions(path, around, list(now.values()), was)


def _additions(path: str, around: str, after: list[Row], was: Mapping[str, Row]) -> Iterator[AddRows]:
    """New rows in runs, each after the row that stands before it."""
    run: list[Row] = []
    behind = ""
    for row in after:
        if row[ROW_ID] not in was:
            run.append(row)
            continue
        if run:
            yield AddRows(path, tuple(run), around, behind)
        run, behind = [], row[ROW_ID]
    if run:
        yield AddRows(path, tuple(run), around)


def _value(values: Mapping[str, Any], key: str) -> Any:
    value = values.get(key)
    return None if is_empty(value) else value
