"""Tables: two levels at most, one table in a row, named rows."""

from __future__ import annotations

from forms.checks.base import Findings, Subject, error, form_check, unknown
from forms.fields.table import TableField


@form_check
def check_levels(subject: Subject) -> Findings:
    """A row may hold a table, a row of that none."""
    for part in subject.parts:
        if isinstance(part.field, TableField) and part.table.count(".") >= 1:
            yield error("too_many_levels", part.pointer, path=part.path)


@form_check
def check_one_table_in_a_row(subject: Subject) -> Findings:
    """A row holds at most one table: the second grid shows it."""
    seen: set[str] = set()
    for part in subject.parts:
        if part.table and isinstance(part.field, TableField):
            if part.table in seen:
                yield error("second_inner", part.pointer, path=part.path)
            seen.add(part.table)


@form_check
def check_row_titles(subject: Subject) -> Findings:
    """The field that names a row is one of the row."""
    for part in subject.parts:
        if isinstance(part.field, TableField) and part.field.row_title is not None:
            known = [f.key for f in part.field.fields]
            if part.field.row_title not in known:
                pointer, name = f"{part.pointer}/row_title", part.field.row_title
                yield unknown("no_field", pointer, name, known, path=f"{part.path}.{name}")
