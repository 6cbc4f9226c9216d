"""A code list as a workbook of its own: out with its entries, and in as the edits that make the list what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.definition import CodeList, Form
from forms.design.entries import GRID, ITEMS, Row, laid, rows_of, table
from forms.edits import DeleteRows, Edit
from forms.fields.table import ROW_ID
from forms.options import ListOptions
from forms.sheet import Problem, read, template
from forms.text import Message
from forms.values import rows

_NOTHING = ListOptions({}, {}, date.min)


@dataclass(frozen=True)
class ListBook:
    """What a workbook holds: entries with every column, what is to be said of it, cells that could not be placed."""

    entries: tuple[Row, ...]
    notes: tuple[Message, ...] = ()
    problems: tuple[Problem, ...] = ()


def book_of(code_list: CodeList, lang: str = "zh") -> bytes:
    """The workbook (.xlsx) of a list: a sheet with a line for each entry."""
    return template(_form(code_list), _NOTHING, lang=lang, values={ITEMS: rows_of(code_list)})


def read_book(code_list: CodeList, data: bytes, name: str = "") -> ListBook:
    """The entries of a workbook or text table; raises `SheetRefused` for one of another list, or that is unsafe."""
    found = read(_form(code_list), data, _NOTHING, name=name)
    columns = [f.key for f in table().fields]
    entries = [{c: _text(row.get(c)) for c in columns} for row in rows(found.values, ITEMS)]
    return ListBook(tuple(e for e in entries if any(e.values())), tuple(found.notes), tuple(found.problems))


def taken(found: Sequence[Row], entries: Sequence[Row], *, replace: bool) -> list[Edit]:
    """The edits that bring entries in; with `replace` the list then has these and no others, in their order.

    Entries that stay where they are keep what no column shows.
    """
    if not replace:
        return laid(found, entries)
    wanted = [e.get("key") for e in entries]
    there = [row.get("key") for row in found]
    kept = [k for k in there if k in wanted]
    gone = tuple(row[ROW_ID] for row in found if row.get("key") not in wanted)
    if len({*wanted}) < len(wanted) or wanted[: len(kept)] != kept:
        return laid(found, entries, replace=True)
    return [*([DeleteRows(gone)] if gone else []), *laid(found, entries)]


def _form(code_list: CodeList) -> Form:
    """The entries as a form that bears the list's own name, so that the book of another list is known as such."""
    return Form.model_validate({**GRID.model_dump(by_alias=True), "id": code_list.id, "title": code_list.title})


def _text(value: object) -> str | None:
    if isinstance(value, Mapping) or value is None:
        return None
    return str(value).strip() or None
