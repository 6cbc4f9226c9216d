"""Closures for literals, operators, `if`, lists and contexts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from forms.feel import ast, temporal
from forms.feel.build import build, rule
from forms.feel.errors import FeelError
from forms.feel.operators import ARITHMETIC, ORDERS, negate
from forms.feel.runtime import Closure, Frame, Run
from forms.feel.scope import Scope
from forms.feel.services import NO_SERVICES
from forms.feel.values import DECIMAL128, Months, Range, both, equal, from_python, kind, order


@rule(ast.Literal)
def _literal(node: ast.Literal, scope: Scope) -> Closure:
    value = from_python(node.value)
    if value is None and node.value is not None:
        raise FeelError("bad_number", node.pos, {"found": node.value})
    return lambda frame: value


@rule(ast.At)
def _at(node: ast.At, scope: Scope) -> Closure:
    value = temporal.read_any(node.text)
    if value is None:
        raise FeelError("bad_literal", node.pos, {"found": node.text})
    return lambda frame: value


@rule(ast.Negate)
def _negate(node: ast.Negate, scope: Scope) -> Closure:
    operand = build(node.operand, scope)
    return lambda frame: negate(operand(frame))


@rule(ast.Binary)
def _binary(node: ast.Binary, scope: Scope) -> Closure:
    if node.op in ("and", "or"):
        return _connected(node.op == "or", [build(part, scope) for part in _operands(node, node.op)])
    left, right = build(node.left, scope), build(node.right, scope)
    if node.op in ARITHMETIC:
        return _arithmetic(node.op, left, right)
    if isinstance(node.right, ast.Literal) and type(value := from_python(node.right.value)) in _IN_ORDER:
        return _against(node.op, left, value)
    return _comparison(node.op, left, right)


def _operands(node: ast.Node, op: str) -> Iterator[ast.Node]:
    """What a chain of the same `and` or `or` connects."""
    if isinstance(node, ast.Binary) and node.op == op:
        yield from _operands(node.left, op)
        yield from _operands(node.right, op)
    else:
        yield node


_DECIMALS: Final[dict[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": DECIMAL128.add, "-": DECIMAL128.subtract, "*": DECIMAL128.multiply,
}  # fmt: skip
_IN_ORDER: Final = frozenset({Decimal, str, dt.date, dt.timedelta, Months})
"""Types whose values Python compares as the language does."""


def _arithmetic(op: str, left: Closure, right: Closure) -> Closure:
    compute = ARITHMETIC[op]
    quick: Callable[[Any, Any], Any] = _DECIMALS.get(op, compute)

    def closure(frame: Frame) -> Any:
        one, two = left(frame), right(frame)
        try:
            value = quick(one, two) if type(one) is Decimal and type(two) is Decimal else compute(one, two)
        except ArithmeticError:
            return frame.run.note("number_too_large")
        return _explained(op, one, two, frame) if value is None else value

    return closure


def _comparison(op: str, left: Closure, right: Closure) -> Closure:
    quick, slow = _COMPARED[op], _SLOW[op]

    def closure(frame: Frame) -> Any:
        one, two = left(frame), right(frame)
        shape = type(one)
        return quick(one, two) if shape is type(two) and shape in _IN_ORDER else slow(one, two, frame)

    return closure


def _against(op: str, left: Closure, value: Any) -> Closure:
    """A comparison with a literal: most conditions are such."""
    quick, slow, shape = _COMPARED[op], _SLOW[op], type(value)

    def closure(frame: Frame) -> Any:
        one = left(frame)
        return quick(one, value) if type(one) is shape else slow(one, value, frame)

    return closure


def _ordered(op: str, one: Any, two: Any, frame: Frame) -> Any:
    value = ORDERS[op](one, two)
    return _explained(op, one, two, frame) if value is None else value


def _alike(wanted: bool, one: Any, two: Any, frame: Frame) -> bool | None:
    answer = equal(one, two, frame.run.spend)
    return None if answer is None else answer is wanted


_COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne}
_SLOW: Final[dict[str, Callable[[Any, Any, Frame], Any]]] = {
    **{op: partial(_ordered, op) for op in ORDERS}, "=": partial(_alike, True), "!=": partial(_alike, False),
}  # fmt: skip
"""Comparisons of values that Python does not compare as the language does."""


def _explained(op: str, one: Any, two: Any, frame: Frame) -> Any:
    if one is None or two is None:
        return None  # the empty value has its own reason
    if op == "/" and not two:
        return frame.run.note("divided_by_zero")
    return frame.run.note("wrong_types", op=op, left=kind(one), right=kind(two))


def _connected(decisive: bool, parts: Sequence[Closure]) -> Closure:
    """Three-valued `or` (true decides) and `and` (false decides)."""
    undecided = not decisive

    def closure(frame: Frame) -> bool | None:
        answer: bool | None = undecided
        for part in parts:
            value = part(frame)
            if value is decisive:
                return bool(value)
            if value is not undecided:
                answer = None
        return answer

    return closure


@rule(ast.Between)
def _between(node: ast.Between, scope: Scope) -> Closure:
    operand, low, high = (build(each, scope) for each in (node.operand, node.low, node.high))
    at_least, at_most = ORDERS[">="], ORDERS["<="]

    def closure(frame: Frame) -> bool | None:
        value = operand(frame)
        return both(at_least(value, low(frame)), at_most(value, high(frame)))

    return closure


@rule(ast.If)
def _if(node: ast.If, scope: Scope) -> Closure:
    condition, yes, no = (build(each, scope) for each in (node.condition, node.yes, node.no))
    return lambda frame: yes(frame) if condition(frame) is True else no(frame)


@rule(ast.ListOf)
def _list(node: ast.ListOf, scope: Scope) -> Closure:
    items = [build(each, scope) for each in node.items]
    return lambda frame: [item(frame) for item in items]


_FIXED = (ast.Literal, ast.At)


@rule(ast.Interval)
def _interval(node: ast.Interval, scope: Scope) -> Closure:
    low = build(node.low, scope) if node.low else None
    high = build(node.high, scope) if node.high else None
    closure = _range(node, low, high)
    if isinstance(node.low, _FIXED) and isinstance(node.high, _FIXED):
        found = closure(Frame(Run({}, NO_SERVICES), None, None))
        return lambda frame: found
    return closure


def _range(node: ast.Interval, low: Closure | None, high: Closure | None) -> Closure:
    def closure(frame: Frame) -> Range | None:
        start, end = low(frame) if low else None, high(frame) if high else None
        if start is None and end is None:
            return None
        if start is not None and end is not None and order(start, end) not in (-1, 0):
            return None  # not comparable, or the end before the start: no range
        return Range(start, end, node.low_closed, node.high_closed)

    return closure


@rule(ast.ContextOf)
def _context(node: ast.ContextOf, scope: Scope) -> Closure:
    names: set[str] = set()
    inner, entries = scope.below(names), []
    for key, value in node.entries:
        if isinstance(value, ast.Function):
            names.add(key)  # a function may call itself
        entries.append((key, build(value, inner)))
        names.add(key)

    def closure(frame: Frame) -> dict[str, Any]:
        values: dict[str, Any] = {}
        local = Frame(frame.run, values, frame)
        for key, value in entries:
            values[key] = value(local)
        return values

    return closure
