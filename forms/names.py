"""The names an expression of a form may use, seen from where it stands, with the shapes of their values."""

from __future__ import annotations

from collections.abc import Mapping

from forms import decision
from forms.context import GIVEN, LAST
from forms.definition import CodeList, Form
from forms.feel import Types
from forms.feel.shapes import NULL, Shape, grouped
from forms.fields import Choices

Lists = Mapping[str, CodeList]


def types_at(form: Form, table: str = "", lists: Lists | None = None, given: Types | None = None) -> Types:
    """Names at the top, or in a row of a table: its own fields, `row`, `parent`, `previous`, and those around it.

    `given` are names that are known besides, or better.
    """
    top, rows = fields_at(form, table, lists)
    return {**top, **(given or {}), **rows}


def fields_at(form: Form, table: str = "", lists: Lists | None = None) -> tuple[Types, Types]:
    """The same in two: names at the top, and those of the rows around, which hide others of the same name."""
    choices = choices_of(lists or {})
    own = shapes_of(form, "", choices)
    top = {**GIVEN, LAST: grouped(own), **decision.shapes_of(form.decisions, choices), **own}
    rows: dict[str, Shape] = {}
    parent: Shape = NULL
    for path in _paths(table):
        own = shapes_of(form, path, choices)
        rows |= {**own, "row": grouped(own), "parent": parent, "previous": grouped(own)}
        parent = rows["row"]
    return top, rows


def shapes_of(form: Form, table: str, choices: Choices) -> dict[str, Shape]:
    """The fields of a form, or of a table's rows, by key."""
    return {f.key: f.shape(choices) for f in (form.tables[table].fields if table else form.fields)}


def choices_of(lists: Lists) -> Choices:
    """All keys that a code list ever had; none for one that nobody knows."""
    return lambda name: [item.key for item in lists[name].items] if name in lists else []


def _paths(table: str) -> list[str]:
    """区域.经营主体 → 区域, 区域.经营主体."""
    parts = table.split(".") if table else []
    return [".".join(parts[: at + 1]) for at in range(len(parts))]
