"""The sheets of one form in all its versions, while they are written: the fields, and every table with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID
from forms.text import Message
from forms.values import all_rows, is_empty, rows
from workflows.exports.book import Book, Headings, Put
from workflows.exports.layout import Leaf, Tab, of_version
from workflows.messages import say

Cells = Sequence[tuple[str, Field | None, bool]]
"""For each column of a sheet the key of its field, the field of a version if it may be read, and whether as a code."""
ByTab = Mapping[str, Cells | None]
"""The same by the path of the table; None: nothing of its sheet."""


@dataclass(frozen=True)
class Was:
    """What stood in a form before its case was moved to another version: what no field holds today is read there."""

    form: Form
    values: Mapping[str, Any]
    cells: ByTab

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return {(table, str(row[ROW_ID])): row for table, row, _ in all_rows(self.form, self.values)}

    def row(self, table: str, key: str) -> Mapping[str, Any]:
        """The fields outside tables, or those of a row by its identity."""
        return self._rows.get((table, key), {}) if table else self.values


class Sheets:
    """The sheets `tabs` of a form. What `lead` and `keys` head stands first: in the sheet of the fields, and of tables.

    `titled` names a sheet, `above` are lines over its headings; an optional sheet is left out while nothing stands
    in it.
    """

    def __init__(
        self, book: Book, tabs: Sequence[Tab], lang: str, lead: Headings, keys: Headings, titled: Callable[[Tab], str],
        above: Callable[[Tab], Sequence[str]] = lambda tab: (), optional: bool = False,
    ) -> None:  # fmt: skip
        self.tabs, self.lang = tabs, lang
        self._puts: dict[str, Put] = {}
        self._titles = {t.path: titled(t) for t in tabs}
        self._inner: dict[str, list[str]] = {}
        for path in (t.path for t in tabs if "." in t.path):
            self._inner.setdefault(path.rpartition(".")[0], []).append(path)
        self._gone = {t.path: [leaf.standing in ("gone", "other") for leaf in t.leaves] for t in tabs}
        self.rows: dict[str, int] = dict.fromkeys((t.path for t in tabs), 0)
        for tab in tabs:
            heads = [*(self._keys(tab, keys) if tab.path else lead), *map(self._head, tab.leaves)]
            self._puts[tab.path] = book.sheet(self._titles[tab.path], heads, above(tab), optional)

    def _keys(self, tab: Tab, keys: Headings) -> Headings:
        own = [("row", 8.0), ("row_key", 16.0), *([("parent_key", 16.0)] if "." in tab.path else [])]
        return [*keys, *((say(Message(f"export.{code}"), self.lang), width) for code, width in own)]

    def _head(self, leaf: Leaf) -> tuple[str, float]:
        words = leaf.field.heading(self.lang)
        if leaf.code:
            words = say(Message("export.code", {"title": words}), self.lang)
        mark = leaf.marked()
        return f"{words}{say(mark, self.lang)}" if mark else words, float(min(leaf.field.sheet_width, 40))

    def counted(self, tables: bool = True) -> list[tuple[str, int]]:
        """The sheets of tables with their numbers of rows; else those of fields."""
        return [(self._titles[path], n) for path, n in self.rows.items() if bool(path) == tables]

    def put(
        self, lead: list[Any], keys: list[Any], values: Mapping[str, Any], cells: ByTab, options: OptionSource,
        was: Sequence[Was] = (),
    ) -> None:  # fmt: skip
        """Everything that was filled in once; `was` is what stood there before moves, the last one first."""
        if cells.get("") is not None:
            self._row("", lead, values, cells, options, was)
        for tab in self.tabs:
            if tab.path and "." not in tab.path:
                self._table(tab.path, keys, "", values, cells, options, was)
                if tab.old and cells.get(tab.path) is None:
                    for each in was[:1]:  # a table that is gone: its rows are those from before
                        self._table(tab.path, keys, "", each.values, each.cells, options, ())

    def _table(
        self, path: str, keys: list[Any], parent: str, around: Mapping[str, Any], cells: ByTab, options: OptionSource,
        was: Sequence[Was],
    ) -> None:  # fmt: skip
        if cells.get(path) is None:
            return
        for n, row in enumerate(rows(around, path.rpartition(".")[2]), 1):
            key = str(row.get(ROW_ID, ""))
            self._row(path, [*keys, n, key, *([parent] if "." in path else [])], row, cells, options, was)
            for inner in self._inner.get(path, ()):
                self._table(inner, keys, key, row, cells, options, was)

    def _row(
        self, path: str, lead: list[Any], row: Mapping[str, Any], cells: ByTab, options: OptionSource,
        was: Sequence[Was],
    ) -> None:  # fmt: skip
        self.rows[path] += 1
        here = cells[path] or ()
        own = [_value(row.get(key), field, code, options, self.lang) for key, field, code in here]
        for each in was:
            before = each.row(path, str(row.get(ROW_ID, "")))
            for n, (key, field, code) in enumerate(each.cells.get(path) or ()):
                if own[n] is None and here[n][1] is None and self._gone[path][n]:
                    own[n] = _value(before.get(key), field, code, options, self.lang)
        self._puts[path]([*lead, *own])


def cells_of(tab: Tab, form: Form, readable: Callable[[str], bool] = lambda path: True) -> Cells | None:
    """How a sheet holds what a version of the form holds; None where it has no such table."""
    if tab.path not in ("", *form.tables):
        return None
    known = of_version(tab.leaves, form)
    return [
        (leaf.key, field if readable(leaf.path) else None, leaf.code)
        for leaf, field in zip(tab.leaves, known, strict=True)
    ]


def _value(value: Any, field: Field | None, code: bool, options: OptionSource, lang: str) -> Any:
    """A stored value as its cell holds it: a number, a day, or words."""
    if field is None or is_empty(value):
        return None
    if code:
        return _code(value)
    if type(field).cell is not Field.cell:
        found = field.cell(value, options)
        if isinstance(found, (int, float, Decimal, date)) and not isinstance(found, bool):
            return found
    return field.show(value, options, lang)


def _code(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("key", ""))
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
