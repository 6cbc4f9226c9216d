"""A form as papers see it: every field under its key, tables as rows that hold 序号 besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from forms.fields import Field, OptionSource
from forms.fields.computed import ComputedField
from forms.fields.table import TableField
from forms.paper.formats import Written, kind_of, number, of_field
from forms.paper.shape import Group, Leaf, Rows, Shape
from forms.values import rows

LINE: Final = "序号"
"""The number of a row, from 1, where the table has no such field itself."""
GroupOf = Callable[[str], str]


def shapes(fields: Sequence[Field], group_of: GroupOf = lambda path: "", prefix: str = "") -> dict[str, Shape]:
    """What a template may speak of; `group_of` says to which field group a path belongs."""
    return {f.key: _shape(f, f"{prefix}{f.key}", group_of) for f in fields if f.valued}


def _shape(field: Field, path: str, group_of: GroupOf) -> Shape:
    if isinstance(field, TableField):
        item = {LINE: Leaf("number", group_of(path)), **shapes(field.fields, group_of, f"{path}.")}
        return Rows(Group(item), group_of(path))
    shown = field.shown_as if isinstance(field, ComputedField) else field
    return Leaf(kind_of(field, shown.shape(lambda _list: ())), group_of(path))


def values(fields: Sequence[Field], given: Mapping[str, Any], options: OptionSource) -> dict[str, Any]:
    """What was filled in, ready to be written."""
    return {f.key: _value(f, given, options) for f in fields if f.valued}


def _value(field: Field, given: Mapping[str, Any], options: OptionSource) -> Written | list[dict[str, Any]]:
    if isinstance(field, TableField):
        found = enumerate(rows(given, field.key), 1)
        return [{LINE: number(n), **values(field.fields, row, options)} for n, row in found]
    return of_field(field, given.get(field.key), options)
