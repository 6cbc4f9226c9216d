"""What a step fills in, as edits of the draft that the person has before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from forms.definition import Form
from forms.diff import edits_between
from forms.draft import Answer, Edit, SetValue
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.values import rows_of

_IN_ROW = re.compile(r"(?P<table>[^\[\]]+)\[(?P<row>[^\[\]]+)\]\.(?P<field>.+)")
Stored = Callable[[AttachmentField, str], Any]
"""Keeps the file of a path and gives its element of an attachment's value."""


def edits(form: Form, before: Mapping[str, Any], values: Mapping[str, Any], subject: str, stored: Stored) -> list[Edit]:
    """Edits that bring the values into the draft: `field` or `table[row].field`; the rest is left alone."""
    whole = {k: v for k, v in values.items() if not _IN_ROW.fullmatch(k) and k != subject}
    kept = {k: _with_files(_field(form, k), v, stored) for k, v in whole.items()}
    found = edits_between(form, before, {**before, **kept})
    for key, value in values.items():
        if match := _IN_ROW.fullmatch(key):
            field = _field(form, f"{match['table']}.{match['field']}")
            row = _row(form, before, match["table"], match["row"])
            found.append(SetValue(match["field"], _with_files(field, value, stored), row))
    return found


def _row(form: Form, values: Mapping[str, Any], table: str, name: str) -> str:
    """The identity of a row that is called by it, or by its title (copied rows have identities of their own)."""
    title = form.tables[table].row_title if table in form.tables else None
    found = [row for row, _ in rows_of(form, values, table)] if title else []
    named = (row[ROW_ID] for row in found if row.get(title or "") == name)
    return name if any(row[ROW_ID] == name for row in found) else next(named, name)


def answers(findings: Iterable[Finding], given: Mapping[str, str]) -> list[Edit]:
    """Answers to all open questions of the rules that are named."""
    return [Answer(f.key, given[f.rule]) for f in findings if f.key and f.rule in given]


def given(form: Form, values: Mapping[str, Any], stored: Stored) -> dict[str, Any]:
    """The values of a transition's own form."""
    return {k: _with_files(_field(form, k), v, stored) for k, v in values.items()}


def _field(form: Form, path: str) -> Field | None:
    return form.by_path.get(path)


def _with_files(field: Field | None, value: Any, stored: Stored) -> Any:
    """The value with the files of its paths stored."""
    if isinstance(field, AttachmentField) and value is not None:
        paths = [value] if isinstance(value, str) else value
        return [stored(field, p) if isinstance(p, str) else p for p in paths]
    if isinstance(field, TableField) and isinstance(value, list):
        return [_row_with_files(field, row, stored) for row in value]
    return value


def _row_with_files(table: TableField, row: Mapping[str, Any], stored: Stored) -> dict[str, Any]:
    own = {f.key: f for f in table.fields}
    return {k: _with_files(own.get(k), v, stored) for k, v in row.items()}
