"""Values that stand twice where they may stand once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from forms.definition import Form
from forms.fields import Unique
from forms.fields.table import ROW_ID
from forms.finding import Finding, Place
from forms.keys import question_key
from forms.labels import At, label, row_label
from forms.messages import todo_for
from forms.text import Message
from forms.values import is_empty, rows_of

if TYPE_CHECKING:
    from forms.checking import Access


def unique_findings(
    form: Form, values: Mapping[str, Any], at: Mapping[str, At], access: Access | None = None
) -> Iterator[Finding]:
    """One finding for each later row that repeats an earlier one, naming it unless `access` hides it."""
    for path, field in form.by_path.items():
        table, _, key = path.rpartition(".")
        for unique in field.unique if table else ():
            together = any(u.within == "table" for u in field.unique) and unique.within == "form"
            for row, first, value in _doubles(form, values, table, key, unique, together):
                told = access is None or access.may_read_row(table, first)
                yield _finding(form, at, unique, Place(key, table, row), first, value, told)


def _doubles(
    form: Form, values: Mapping[str, Any], table: str, key: str, unique: Unique, apart: bool
) -> Iterator[tuple[str, str, Any]]:
    """Later row, earlier row, value; with `apart` only across tables, because within one it is said already."""
    first: dict[Any, tuple[str, str]] = {}
    for row, parent in rows_of(form, values, table):
        value = row.get(key)
        if is_empty(value) or isinstance(value, list):
            continue
        around = parent[ROW_ID] if parent else ""
        known = first.setdefault((value, around) if unique.within == "table" else value, (row[ROW_ID], around))
        if known[0] != row[ROW_ID] and not (apart and known[1] == around):
            yield row[ROW_ID], known[0], value


def _finding(
    form: Form, at: Mapping[str, At], unique: Unique, place: Place, first: str, value: Any, told: bool
) -> Finding:
    if not told:
        message = Message("twice_unseen")
    elif at[first].parent == at[place.row].parent:
        message = Message("twice_row", {"number": at[first].number})
    else:
        message = Message("twice_place", {"place": row_label(form, at, place.table, first)})
    facts = ("unique", place.path, unique.within, place.row, first, value)
    key = question_key(*facts) if unique.level == "question" else ""
    todo = todo_for(message.code) if unique.level == "error" else Message(f"{unique.level}.todo")
    return Finding(unique.level, "unique", place, label(form, at, place), message, todo, key)
