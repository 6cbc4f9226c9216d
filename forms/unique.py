"""Values that stand twice where they may stand once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forms.definition import Form
from forms.feel import Services
from forms.fields import Field, Unique
from forms.fields.table import ROW_ID
from forms.finding import Finding, Place
from forms.keys import question_key
from forms.labels import At, label, row_label
from forms.messages import todo_for
from forms.text import Message, Text
from forms.values import is_empty, rows_of

if TYPE_CHECKING:
    from forms.checking import Access

CITY: Final = "city"
SHOWN = 5
"""Places that one sentence names at most."""


def unique_findings(
    form: Form, values: Mapping[str, Any], at: Mapping[str, At], services: Services | None = None,
    access: Access | None = None,
) -> Iterator[Finding]:  # fmt: skip
    """One finding for each later row that repeats an earlier one, naming it unless `access` hides it.

    One for each value that others declared too, if it may stand once in the city.
    """
    for path, field in form.by_path.items():
        table, _, key = path.rpartition(".")
        for unique in field.unique:
            if unique.within == CITY:
                yield from _elsewhere(form, values, at, path, unique, services)
        for unique in (u for u in field.unique if table and u.within != CITY):
            same = [u for u in field.unique if u.within == "table" and u.beside == unique.beside]
            together = bool(same) and unique.within == "form"
            for row, first, value in _doubles(form, values, table, key, unique, together):
                told = access is None or access.may_read_row(table, first)
                yield _finding(form, at, unique, Place(key, table, row), first, value, told)


def unique_in_city(field: Field) -> bool:
    """Whether its values have to be asked for in the other cases."""
    return any(u.within == CITY for u in field.unique)


def _elsewhere(
    form: Form, values: Mapping[str, Any], at: Mapping[str, At], path: str, unique: Unique, services: Services | None
) -> Iterator[Finding]:
    """Values that stand in another place of the city; nothing where nobody can be asked."""
    table, _, key = path.rpartition(".")
    given = [(values, "")] if not table else [(row, row[ROW_ID]) for row, _ in rows_of(form, values, table)]
    for row, identity in given:
        value = row.get(key)
        asked = services is not None and not is_empty(value) and not isinstance(value, (list, dict))
        places = services.declared_elsewhere(value) if services is not None and asked else None
        if places:
            named = [Text(zh=str(p["名称"]), en=str(p["name"])) for p in places[:SHOWN]]
            message = Message("twice_city", {"places": named, "value": value})
            facts = ("unique", path, CITY, identity, value, *(n.zh for n in named))
            yield _said(form, at, unique, Place(key, table, identity), message, facts)


def _doubles(
    form: Form, values: Mapping[str, Any], table: str, key: str, unique: Unique, apart: bool
) -> Iterator[tuple[str, str, Any]]:
    """Later row, earlier row, value; with `apart` only across tables, because within one it is said already."""
    first: dict[Any, tuple[str, str]] = {}
    for row, parent in rows_of(form, values, table):
        value = row.get(key)
        if is_empty(value) or isinstance(value, list) or any(is_empty(row.get(k)) for k in unique.beside):
            continue
        around = parent[ROW_ID] if parent else ""
        facts = (repr(value), *(repr(row.get(k)) for k in unique.beside))
        known = first.setdefault((facts, around) if unique.within == "table" else facts, (row[ROW_ID], around))
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
    made = _said(form, at, unique, place, message, ("unique", place.path, unique.within, place.row, first, value))
    return replace(made, also=tuple(Place(key, place.table, place.row) for key in unique.beside))


def _said(
    form: Form, at: Mapping[str, At], unique: Unique, place: Place, message: Message, facts: tuple[Any, ...]
) -> Finding:
    key = question_key(*facts) if unique.level == "question" else ""
    todo = todo_for(message.code) if unique.level == "error" else Message(f"{unique.level}.todo")
    return Finding(unique.level, "unique", place, label(form, at, place), message, todo, key)
