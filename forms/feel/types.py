"""`instance of`, and the implicit conversions of typed parameters."""

from __future__ import annotations

from typing import Any, Final

from forms.feel import ast
from forms.feel.build import build, rule
from forms.feel.runtime import Closure, Frame
from forms.feel.scope import Scope
from forms.feel.values import Lambda, Range, kind

SIMPLE: Final = frozenset(
    {
        "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
        "years and months duration", "list", "context", "range", "function",
    }
)  # fmt: skip
_SHORT: Final = {
    "dateTime": "date and time", "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}  # fmt: skip


def conforms(value: Any, type_: ast.Type) -> bool | None:
    """Whether a value is of a type; null for a type nobody knows."""
    name = _SHORT.get(type_.name, type_.name)
    if name in ("Any", "any"):
        return value is not None
    if name in ("Null", "null"):
        return value is None
    if name not in SIMPLE:
        return None
    if kind(value) != name:
        return False
    return _parts(value, type_)


def _parts(value: Any, type_: ast.Type) -> bool | None:
    if type(value) is list and type_.args:
        return all(_member(each, type_.args[0]) for each in value)
    if type(value) is dict and type_.fields:
        return all(key in value and _member(value[key], each) for key, each in type_.fields)
    if type(value) is Range and type_.args:
        ends = [end for end in (value.low, value.high) if end is not None]
        return all(conforms(end, type_.args[0]) for end in ends)
    if type(value) is Lambda and type_.args:
        return len(value.params) == len(type_.args) - 1
    return True


def _member(value: Any, type_: ast.Type) -> bool:
    return value is None or conforms(value, type_) is True


def fitted(value: Any, type_: ast.Type | None) -> Any:
    """The value as an argument of a type, converted between a list of one and its element; raises TypeError."""
    if type_ is None or value is None or conforms(value, type_) is not False:
        return value
    if type(value) is list and len(value) == 1 and conforms(value[0], type_):
        return value[0]
    if type_.name == "list" and conforms([value], type_):
        return [value]
    raise TypeError(type_.name)


@rule(ast.InstanceOf)
def _instance_of(node: ast.InstanceOf, scope: Scope) -> Closure:
    operand, wanted = build(node.operand, scope), node.type

    def closure(frame: Frame) -> bool | None:
        return conforms(operand(frame), wanted)

    return closure
