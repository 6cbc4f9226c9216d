"""Shapes: what is known of a value before it is there, its kind and what may lie in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from forms.feel import ast
from forms.feel.sets import Values

UNSURE: Final = frozenset({"any", "null"})
"""Kinds that say nothing about what a value may be used for."""
SHORT: Final = {
    "dateTime": "date and time", "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration", "Any": "any", "Null": "null",
}  # fmt: skip
"""Other spellings of kinds."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind, as `instance of` names them, with `any` for everything and `null` for nothing.

    `item` is the shape of a list's items, of a range's ends, of a function's result. `fields` are those of a context,
    the parameters of a function; None: not known which. `values` are those that can occur at all, `whole` says that
    numbers have no fraction.
    """

    kind: str = "any"
    item: Shape | None = None
    fields: tuple[tuple[str, Shape], ...] | None = None
    values: Values | None = None
    whole: bool = False

    @property
    def sure(self) -> bool:
        """Whether the kind is known."""
        return self.kind not in UNSURE

    @property
    def inner(self) -> Shape:
        """The shape of the items, anything when that is not known."""
        return self.item or ANY

    def field(self, name: str) -> Shape | None:
        """The shape of a field of a context; None for one that it does not have."""
        return next((shape for key, shape in self.fields or () if key == name), None)

    @property
    def plain(self) -> Shape:
        """The same without what can occur: what is left of it after a computation."""
        return replace(self, values=None, whole=False)


ANY: Final = Shape()
NULL: Final = Shape("null")
NUMBER: Final = Shape("number")
WHOLE: Final = Shape("number", whole=True)
TEXT: Final = Shape("string")
BOOLEAN: Final = Shape("boolean")
DATE: Final = Shape("date")
MOMENT: Final = Shape("date and time")
FUNCTION: Final = Shape("function")


def listed(item: Shape) -> Shape:
    """A list of such items."""
    return Shape("list", item)


def grouped(fields: Mapping[str, Shape]) -> Shape:
    """A context with these fields."""
    return Shape("context", fields=tuple(fields.items()))


def joined(one: Shape, two: Shape) -> Shape:
    """What is known of a value that has one shape or the other."""
    if one == two or two.kind == "null":
        return one
    if one.kind == "null":
        return two
    if one.kind != two.kind:
        return ANY
    if one.kind == "list":
        return listed(joined(one.inner, two.inner))
    return Shape(one.kind, whole=one.whole and two.whole)


def of_type(type_: ast.Type | None) -> Shape:
    """The shape of a type as it is written."""
    if type_ is None:
        return ANY
    kind = SHORT.get(type_.name, type_.name)
    if kind == "context" and type_.fields:
        return grouped({name: of_type(each) for name, each in type_.fields})
    if kind == "function":
        return Shape(kind, of_type(type_.args[-1]) if type_.args else None)
    return Shape(kind, of_type(type_.args[0]) if type_.args else None)
