"""The print layout: every field, table and column it names exists."""

from __future__ import annotations

from collections.abc import Sequence

from forms.checks.base import Findings, Subject, error, form_check, unknown
from forms.definition import Attached, Line, PrintColumn, PrintTable
from forms.fields.table import TableField

NUMBER = "#"
"""A column that numbers the rows."""


@form_check
def check_print_lines(subject: Subject) -> Findings:
    """A line names fields outside tables."""
    known = [f.key for f in subject.form.fields]
    for n, block in enumerate(subject.form.print.blocks if subject.form.print else ()):
        for m, key in enumerate(block.fields if isinstance(block, Line) else ()):
            pointer = f"/print/blocks/{n}/fields/{m}"
            if key not in known:
                yield unknown("no_field", pointer, key, known, path=key)
            elif isinstance(subject.form.by_path[key], TableField):
                yield error("not_a_line", pointer, path=key)


@form_check
def check_print_tables(subject: Subject) -> Findings:
    """A printed table exists, with its columns; totals are of printed numbers."""
    for n, block in enumerate(subject.form.print.blocks if subject.form.print else ()):
        if not isinstance(block, (PrintTable, Attached)):
            continue
        pointer, table = f"/print/blocks/{n}", subject.form.tables.get(block.table)
        if table is None:
            yield unknown("no_table", f"{pointer}/table", block.table, subject.form.tables, path=block.table)
            continue
        if isinstance(block, Attached) and "." not in block.table:
            yield error("not_inner", f"{pointer}/table", path=block.table)
        yield from _columns(table, block.columns, pointer)
        if isinstance(block, PrintTable):
            yield from _totals(table, block, pointer)


def _columns(table: TableField, columns: Sequence[PrintColumn], pointer: str) -> Findings:
    known = [f.key for f in table.fields]
    for m, column in enumerate(columns):
        if column.field != NUMBER and column.field not in known:
            at = f"{pointer}/columns/{m}/field"
            yield unknown("no_field", at, column.field, known, path=f"{table.key}.{column.field}")


def _totals(table: TableField, block: PrintTable, pointer: str) -> Findings:
    fields = {f.key: f for f in table.fields}
    for m, key in enumerate(block.total or ()):
        at = f"{pointer}/total/{m}"
        if key not in fields:
            yield unknown("no_field", at, key, fields, path=f"{table.key}.{key}")
        elif not fields[key].summed:
            yield error("total_text", at, path=f"{table.key}.{key}")
        elif key not in {c.field for c in block.columns}:
            yield error("total_unprinted", at, path=f"{table.key}.{key}")
