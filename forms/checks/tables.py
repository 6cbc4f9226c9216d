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


@form_check
def check_totals(subject: Subject) -> Findings:
    """Totals are of columns of the table, once each; all but a count are of numbers; sub-totals go with totals."""
    for part in subject.parts:
        if isinstance(part.field, TableField):
            yield from _totals(part.field, part.pointer, part.path)


def _totals(table: TableField, pointer: str, path: str) -> Findings:
    fields = {f.key: f for f in table.fields if f.valued and not isinstance(f, TableField)}
    seen: set[str] = set()
    for n, total in enumerate(table.totals):
        at = f"{pointer}/totals/{n}/of"
        if total.of not in fields:
            yield unknown("no_field", at, total.of, fields, path=f"{path}.{total.of}")
        elif total.of in seen:
            yield error("total_twice", at, path=f"{path}.{total.of}")
        elif total.by != "count" and not fields[total.of].numeric:
            yield error("total_text", at, path=f"{path}.{total.of}")
        elif total.by == "sum" and not fields[total.of].summed:
            yield error("total_no_sum", at, path=f"{path}.{total.of}")
        seen.add(total.of)
    if table.totals_by is not None and table.totals_by not in fields:
        yield unknown("no_field", f"{pointer}/totals_by", table.totals_by, fields, path=f"{path}.{table.totals_by}")
    elif table.totals_by is not None and not table.totals:
        yield error("totals_missing", f"{pointer}/totals_by", path=path)
