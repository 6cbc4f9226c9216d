"""Which values make a test true: comparisons of one thing with constants, read as a set of values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, Final

from forms.feel import ast
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.sets import EVERYTHING, NOTHING, Incomparable, Values, among, between, compared, of_range, single
from forms.feel.values import Range

_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
ITSELF: Final = ast.Name("?")
Solved = tuple[ast.Node, Values]
"""What is spoken of, and the values of it for which the condition is true."""


def solve(node: ast.Node) -> Solved | None:
    """The one thing a condition speaks of, with the values that satisfy it; None for any other condition."""
    try:
        return _solved(node)
    except Incomparable:
        return None


def passing(tests: ast.Node) -> Values | None:
    """The values that pass unary tests; None when they ask for anything but constants."""
    if not isinstance(tests, ast.Tests):
        return None
    try:
        found = _union(_passing(test, ITSELF) for test in tests.tests) if tests.tests else EVERYTHING
    except Incomparable:
        return None
    return found if found is None or not tests.negated else ~found


def is_thing(node: ast.Node) -> bool:
    """A name or a path: something that a condition can speak of."""
    while isinstance(node, ast.Path):
        node = node.base
    return isinstance(node, ast.Name)


def _solved(node: ast.Node) -> Solved | None:
    if isinstance(node, ast.Binary) and node.op in _FLIPPED:
        return _comparison(node)
    if isinstance(node, ast.Binary) and node.op in ("and", "or"):
        return _connected(node)
    if isinstance(node, ast.Between) and is_thing(node.operand):
        low, high = constant(node.low), constant(node.high)
        known = low is not NO_CONSTANT and high is not NO_CONSTANT
        return (node.operand, between(low, high)) if known and low is not None and high is not None else None
    if isinstance(node, ast.In) and is_thing(node.operand):
        found = _union(_passing(test, node.operand) for test in node.tests)
        return None if found is None else (node.operand, found)
    return _negated(node)


def _comparison(node: ast.Binary) -> Solved | None:
    left, right, op = node.left, node.right, node.op
    if not is_thing(left):
        left, right, op = right, left, _FLIPPED[op]
    value = constant(right) if is_thing(left) else NO_CONSTANT
    return (left, compared(op, value)) if value is not NO_CONSTANT and _is_scalar(value) else None


def _connected(node: ast.Binary) -> Solved | None:
    left, right = _solved(node.left), _solved(node.right)
    if left is None or right is None or left[0] != right[0]:
        return None
    return left[0], left[1] & right[1] if node.op == "and" else left[1] | right[1]


def _negated(node: ast.Node) -> Solved | None:
    if not (isinstance(node, ast.Call) and node.function == ast.Name("not") and len(node.args) == 1):
        return None
    inner = _solved(node.args[0])
    return None if inner is None else (inner[0], ~inner[1])


def _passing(test: ast.Node, thing: ast.Node) -> Values | None:
    """The values that pass one test."""
    if isinstance(test, ast.Compare):
        value = constant(test.operand)
        return compared(test.op, value) if value is not NO_CONSTANT and _is_scalar(value) else None
    found = constant(test)
    if found is NO_CONSTANT:
        solved = _solved(test)
        return solved[1] if solved is not None and solved[0] in (thing, ITSELF) else None
    return _matching(found)


def _matching(found: Any) -> Values | None:
    if isinstance(found, Range):
        return of_range(found)
    if isinstance(found, list):
        return _union(_matching(each) for each in found)
    if found is None:
        return NOTHING  # a test for the empty value: not among the values
    return single(found) if _is_scalar(found) else None


def _is_scalar(value: Any) -> bool:
    return value is not None and not isinstance(value, (list, dict, Range))


def _union(sets: Iterable[Values | None]) -> Values | None:
    found = list(sets)
    return None if any(each is None for each in found) else reduce(lambda a, b: a | b, filter(None, found), NOTHING)


__all__ = ["ITSELF", "among", "is_thing", "passing", "solve"]
