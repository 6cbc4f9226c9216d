"""What a grid shows of a table field: its columns for one person, and its rows with what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.checking import Access
from forms.context import reads
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.computed import ComputedField
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.labels import At
from forms.text import Message
from forms.totals import Group, Totalled, groups, totals
from forms.values import rows
from forms.visibility import Hidden
from pages.parts.grid import GridColumn, GridView
from pages.widgets import widget_of

MOST_GROUPS = 5
"""Groups whose sub-totals stand under a grid; of more, paper and workbook tell."""
Say = Callable[[Any], str]
"""Puts a Message or a Text into the user's language."""


@dataclass(frozen=True)
class TableShown:
    """One table as one person sees it: its path, its field, the fields of its columns, which of them they fill in."""

    path: str
    table: TableField
    fields: tuple[Field, ...]
    writable: frozenset[str]
    structural: bool  # rows may be added and deleted

    @property
    def locked(self) -> bool:
        return not self.writable and not self.structural


def table_shown(form: Form, path: str, access: Access, only: Iterable[str] | None = None) -> TableShown:
    """The table with the columns that may be read; `only` narrows what may be written to these paths.

    With `only` it has the columns that are asked for, and what tells the rows apart: their title and their numbers.
    """
    table = form.tables[path]
    allowed = None if only is None else set(only)
    fields = [f for f in table.fields if access.may_read(f"{path}.{f.key}") and not _counted(table, f)]
    if allowed is not None:
        fields = [f for f in fields if f"{path}.{f.key}" in allowed or f.key == table.row_title or f.numeric]
    writable = {f.key for f in fields if f.stored and not isinstance(f, TableField) and widget_of(f).in_grid}
    may = {k for k in writable if access.may_write(f"{path}.{k}") and (allowed is None or f"{path}.{k}" in allowed)}
    structural = access.may_write(path) and (allowed is None or path in allowed)
    return TableShown(path, table, tuple(fields), frozenset(may), structural)


def _counted(table: TableField, field: Field) -> bool:
    """Whether a computed column already says how many rows an inner table has."""
    if not isinstance(field, TableField):
        return False
    computed = [f for f in table.fields if isinstance(f, ComputedField) and f.of == "integer"]
    return any(f"{table.key}.{field.key}" in reads(f"{table.key}.{f.key}", f.value) for f in computed)


def counted_by(form: Form, path: str) -> bool:
    """The same for an inner table by its path; False for outer ones."""
    outer = path.rpartition(".")[0]
    return bool(outer) and _counted(form.tables[outer], form.by_path[path])


def columns(shown: TableShown, options: OptionSource, lang: str) -> list[GridColumn]:
    """The columns in the order of the form; what may not be filled in is locked."""
    return [_column(shown, f, options, lang) for f in shown.fields]


def _column(shown: TableShown, field: Field, options: OptionSource, lang: str) -> GridColumn:
    kind = "number" if field.numeric or isinstance(field, TableField) else widget_of(field).column
    worded = 48 if any(t.of == field.key and t.by != "sum" for t in shown.table.totals) else 0  # beside its figure
    return GridColumn(
        field.key,
        field.heading(lang),
        kind,
        locked=field.key not in shown.writable,
        choices=tuple(widget_of(field).choices(field, options, lang)),
        grow=6 if field.width > 1 and shown.table.inner() is None else 3 + field.width,
        least=max(widget_of(field).least(field, lang) + worded, 160 if field.key == shown.table.row_title else 0),
        hint=field.help.say(lang) if field.help else "",
    )


def view(
    shown: TableShown,
    given: Sequence[Mapping[str, Any]],
    findings: Iterable[Finding],
    options: OptionSource,
    lang: str,
    say: Say,
    *,
    gone: Hidden = frozenset(),
    of: str = "",
    keep: frozenset[str] | None = None,
    access: Access | None = None,
    numbers: Mapping[str, At] | None = None,
) -> GridView:
    """The grid of these rows (with computed values). `keep`: show these rows only, with the numbers they have.

    With `access`, cells that may not be filled in in their row are locked there, and a row without any is marked.
    """
    wrong = by_row(findings, shown.path)
    drawn = [
        _row(_number(numbers, row, place), row, shown, wrong.get(row[ROW_ID], {}), options, lang, say, gone)
        for place, row in enumerate(given, 1)
        if keep is None or row[ROW_ID] in keep
    ]
    for row in drawn if access else ():
        row |= _locked(shown, row[ROW_ID], access, say) if access else {}
    hidden = hide(shown, given, gone)
    if shown.table.inner() and not any("_todo" in row for row in drawn):
        hidden = (*hidden, "_todo")  # nothing to mend in a short table: its columns get the room
    return GridView(columns(shown, options, lang), drawn, of, hidden, total_rows(shown, given, options, lang, say))


def total_rows(
    shown: TableShown, given: Sequence[Mapping[str, Any]], options: OptionSource, lang: str, say: Say
) -> list[dict[str, Any]]:
    """The figures under a grid: of all its rows, and of each group of them."""
    seen = {f.key for f in shown.fields}
    found = [f for f in totals(shown.table, given, options) if f.total.of in seen]
    if not found or not given:
        return []
    parts = groups(shown.table, given, options) if shown.table.totals_by in seen else []
    told = [say(m) for f in found if (m := f.left_out())]
    if len(parts) > MOST_GROUPS:
        told.append(say(Message("form.more_groups", {"count": len(parts) - MOST_GROUPS})))
    whole = {ROW_ID: "_total", "_no": say(Message("total.sum")), "_todo": "；".join(told)}
    whole |= _figures(found, options, lang, say)
    return [whole, *(_group(shown, n, part, options, lang, say) for n, part in enumerate(parts[:MOST_GROUPS]))]


def _figures(found: Iterable[Totalled], options: OptionSource, lang: str, say: Say) -> dict[str, str]:
    """Figures by column; what is no sum says what it is."""
    shown = {}
    for f in found:
        by = "" if f.total.by == "sum" else say(Message(f"total.{f.total.by}"))
        shown[f.total.of] = f"{by} {f.show(options, lang)}".strip()
    return shown


def _group(shown: TableShown, number: int, part: Group, options: OptionSource, lang: str, say: Say) -> dict[str, Any]:
    """A row of sub-totals, named in the column that makes the groups."""
    name = part.by.show(part.value, options, lang) or say(Message("total.group_empty"))
    figures = _figures((f for f in part.totals if f.total.of in {c.key for c in shown.fields}), options, lang, say)
    return {ROW_ID: f"_total:{number}", "_no": "", **figures, part.by.key: say(Message("total.group", {"name": name}))}


def _number(numbers: Mapping[str, At] | None, row: Mapping[str, Any], place: int) -> int:
    """The number of a row in its table, where not all rows are shown."""
    at = (numbers or {}).get(row[ROW_ID])
    return at.number if at else place


def _locked(shown: TableShown, row: str, access: Access, say: Say) -> dict[str, Any]:
    """What is another's in a row: the cells by key, and the word for a row that is theirs as a whole."""
    cells = [k for k in shown.writable if not access.may_write_at(f"{shown.path}.{k}", row)]
    word = {"_no_hint": say(Message("form.row_locked"))} if cells and len(cells) == len(shown.writable) else {}
    return {"_lock": sorted(cells), **word} if cells else {}


def hide(shown: TableShown, given: Sequence[Mapping[str, Any]], gone: Hidden) -> tuple[str, ...]:
    """Columns that are hidden by a condition in every row."""
    conditional = [f.key for f in shown.fields if f.visible_when]
    ids = [row[ROW_ID] for row in given]
    return tuple(k for k in conditional if all((f"{shown.path}.{k}", i) in gone for i in ids))


def by_row(findings: Iterable[Finding], table: str) -> dict[str, dict[str, list[Finding]]]:
    """The findings of a table's rows that still want something: row → field ("" the row) → findings."""
    found: dict[str, dict[str, list[Finding]]] = {}
    for f in findings:
        for place in f.marks:
            if place.table == table and place.row and not f.answer:
                found.setdefault(place.row, {}).setdefault(place.field, []).append(f)
    return found


def rows_to_mend(findings: Iterable[Finding], table: str, given: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Rows among these that a person has to do something about."""
    there = {row[ROW_ID] for row in given}
    return frozenset(f.place.row for f in findings if f.place.table == table and f.place.row in there and f.blocks)


def _row(
    number: int,
    row: Mapping[str, Any],
    shown: TableShown,
    wrong: Mapping[str, list[Finding]],
    options: OptionSource,
    lang: str,
    say: Say,
    gone: Hidden,
) -> dict[str, Any]:
    row_id = row[ROW_ID]
    drawn: dict[str, Any] = {ROW_ID: row_id, "_no": str(number)}
    drawn |= {
        f.key: (f.written if f.key in shown.writable else f.show)(row.get(f.key), options, lang)
        for f in shown.fields
        if row.get(f.key) is not None
    }
    if gone and (off := [f.key for f in shown.fields if (f"{shown.path}.{f.key}", row_id) in gone]):
        drawn["_off"] = off
        drawn |= dict.fromkeys(off, "")
    if wrong:
        drawn["_why"] = {k: _reason(found, say) for k, found in wrong.items() if k}
        drawn["_todo"] = "；".join(dict.fromkeys(say(f.message) for found in wrong.values() for f in found))
    return drawn


def _reason(found: list[Finding], say: Say) -> tuple[str, str]:
    level = min((f.level for f in found), key=("error", "question", "warning").index)
    return level, "；".join(say(m) for f in found for m in (f.message, f.todo) if m)


def rows_at(values: Mapping[str, Any], path: str, parent: str) -> list[dict[str, Any]]:
    """The rows of a table in the row `parent` ("" at the top)."""
    outer, _, inner = path.partition(".")
    if not inner:
        return rows(values, outer)
    around = next((r for r in rows(values, outer) if r[ROW_ID] == parent), {})
    return rows(around, inner)
