"""Expressions to conditions: what groups and comparisons can say, and a plain word where they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from forms.condition.model import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Moment,
    Not,
    Number,
    OtherField,
    ParameterValue,
    Quantified,
    Today,
    Value,
    is_name,
)
from forms.condition.to_feel import FUNCTIONS, tree
from forms.feel import FeelError, ast, parse, render
from forms.feel.infer import start
from forms.feel.temporal import read_any
from forms.feel.text import number_text

_FIGURES: Final = ("count", "sum", "min", "max")
_COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")


class Inexpressible(FeelError):
    """An expression that is sound but more than a condition builder can show; `position` is that of the part."""

    def __init__(self, node: ast.Node) -> None:
        super().__init__("inexpressible", start(node), {"text": render(node)})


def from_feel(text: str) -> Condition:
    """The condition that an expression is; raises `Inexpressible`, or `FeelError` for what cannot be read.

    Nothing is lost: the condition's own expression has the same syntax tree.
    """
    read = parse(text)
    found = _condition(read)
    if tree(found) != read:
        raise Inexpressible(read)
    return found


def _condition(node: ast.Node) -> Condition:
    if isinstance(node, ast.Binary) and node.op == "and":
        return AllOf(all=[_condition(part) for part in _parts(node, "and")])
    if isinstance(node, ast.Binary) and node.op == "or":
        return AnyOf(any=[_condition(part) for part in _parts(node, "or")])
    if isinstance(node, ast.Quantified):
        return _rows(node)
    if _is_call(node, "not", 1):
        return Not(negated=_condition(node.args[0]))  # type: ignore[attr-defined]
    return _comparison(node)


def _parts(node: ast.Node, op: str) -> Iterator[ast.Node]:
    """What is joined; only what stands first belongs to the same group."""
    if isinstance(node, ast.Binary) and node.op == op:
        yield from _parts(node.left, op)
        yield node.right
    else:
        yield node


def _rows(node: ast.Quantified) -> Condition:
    iteration = node.iterations[0]
    flat = _is_call(iteration.source, "flatten", 1)
    rows = iteration.source.args[0] if flat else iteration.source  # type: ignore[attr-defined]
    if len(node.iterations) > 1 or iteration.until is not None or not is_name(iteration.name):
        raise Inexpressible(node)
    named: dict[str, Any] = {node.kind: _path(rows), "as": iteration.name, "flat": flat}
    return Quantified(**named, satisfies=_condition(node.condition))


def _comparison(node: ast.Node) -> Condition:
    if isinstance(node, ast.Binary) and node.op in _COMPARISONS:
        return _binary(node)
    if isinstance(node, ast.Between):
        return _compared(node.operand, "between", [_value(node.low), _value(node.high)])
    if isinstance(node, ast.In):
        return _among(node)
    if isinstance(node, ast.Call) and isinstance(node.function, ast.Name) and not node.names and len(node.args) == 2:
        return _function(node, node.function.name)
    return _compared(node, "true", []) if isinstance(node, (ast.Path, ast.Name)) else _refused(node)


def _binary(node: ast.Binary) -> Condition:
    if node.right == ast.Literal(None) and node.op in ("=", "!="):
        return _compared(node.left, "empty" if node.op == "=" else "filled", [])
    return _compared(node.left, node.op, [_value(node.right)])


def _among(node: ast.In) -> Condition:
    only = node.tests[0] if len(node.tests) == 1 else None
    if isinstance(only, ast.Interval) and only.low is not None and only.high is not None:
        ends = ("[" if only.low_closed else "(") + ("]" if only.high_closed else ")")
        return _compared(node.operand, "within", [_value(only.low), _value(only.high)], ends=ends)
    return _compared(node.operand, "in", [_value(test) for test in node.tests])


def _function(node: ast.Call, name: str) -> Condition:
    if name in FUNCTIONS:
        return _compared(node.args[0], name, [_value(node.args[1])])
    if name == "listed":
        return _compared(node.args[1], "listed in", [_value(node.args[0])])
    raise Inexpressible(node)


def _compared(subject: ast.Node, comparing: str, values: list[Value], **more: Any) -> Condition:
    return Comparison.model_validate({**_subject(subject), "is": comparing, "values": values, **more})


def _subject(node: ast.Node) -> dict[str, Any]:
    figure = next((name for name in _FIGURES if _is_call(node, name, 1)), None)
    if figure is None:
        return {"field": _path(node)}
    rows: ast.Node = node.args[0]  # type: ignore[attr-defined]
    if figure == "count" and isinstance(rows, ast.Filter):
        return {"count": _path(rows.base), "where": _condition(rows.condition)}
    return {figure: _path(rows)}


def _path(node: ast.Node) -> str:
    """A path of names as it is spelled."""
    if isinstance(node, (ast.Path, ast.Name)) and is_name(node.name):
        return f"{_path(node.base)}.{node.name}" if isinstance(node, ast.Path) else node.name
    raise Inexpressible(node)


def _refused(node: ast.Node) -> Condition:
    raise Inexpressible(node)


def _value(node: ast.Node) -> Value:
    if isinstance(node, ast.Literal):
        return Number(number=number_text(node.value)) if isinstance(node.value, Decimal) else node.value
    if isinstance(node, ast.Negate) and isinstance(node.operand, ast.Literal):
        return _negative(node, node.operand.value)
    if isinstance(node, ast.At) and read_any(node.text) is not None:
        return Moment(at=node.text)
    if _is_call(node, "parameter", 1) and isinstance(node.args[0], ast.Literal):  # type: ignore[attr-defined]
        return ParameterValue(parameter=str(node.args[0].value))  # type: ignore[attr-defined]
    return Today(today=True) if _is_call(node, "today", 0) else OtherField(field=_path(node))


def _negative(node: ast.Node, value: object) -> Value:
    if not isinstance(value, Decimal):
        raise Inexpressible(node)
    return Number(number=number_text(-value))


def _is_call(node: ast.Node, name: str, count: int) -> bool:
    return (
        isinstance(node, ast.Call)
        and node.function == ast.Name(name)
        and len(node.args) == count
        and not node.names
    )
