"""Conditions that are decided before anybody fills anything in: always true, never true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

from forms.feel import ast
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.errors import Remark
from forms.feel.infer import start
from forms.feel.render import render
from forms.feel.sets import EVERYTHING, NOTHING, Incomparable, Values, days, whole
from forms.feel.shapes import ANY, Shape
from forms.feel.solve import is_thing, solve

Shapes = Mapping[int, Shape]
"""The shape of every part, by its identity."""


def verdicts(tree: ast.Node, shapes: Shapes) -> list[Remark]:
    """What can be said of the conditions in a tree; the smallest part that is decided is named."""
    return list(_verdicts(tree, shapes))


def _verdicts(node: ast.Node, shapes: Shapes) -> Iterator[Remark]:
    found = [remark for child in ast.children(node) for remark in _verdicts(child, shapes)]
    yield from found
    verdict = None if found else decided(node, shapes)
    if verdict is not None:
        code = "always_true" if verdict else "never_true"
        yield Remark(code, start(node), {"text": render(node)})


def decided(node: ast.Node, shapes: Shapes) -> bool | None:
    """True for a condition that holds whatever is filled in, False for one that never does."""
    if isinstance(node, (ast.Literal, ast.Tests)) or shapes.get(id(node), ANY).kind != "boolean":
        return None
    value = constant(node)
    if value is not NO_CONSTANT:
        return value is True
    try:
        return _of_itself(node) if _is_same(node) else _by_values(node, shapes)
    except Incomparable:
        return None


def _is_same(node: ast.Node) -> bool:
    return isinstance(node, ast.Binary) and node.left == node.right and is_thing(node.left)


def _of_itself(node: ast.Node) -> bool | None:
    """`a = a` and the like."""
    op = node.op if isinstance(node, ast.Binary) else ""
    return {"=": True, "<=": True, ">=": True, "!=": False, "<": False, ">": False}.get(op)


def _by_values(node: ast.Node, shapes: Shapes) -> bool | None:
    solved = solve(node)
    if solved is None:
        return _connected(node, shapes) if isinstance(node, ast.Binary) else None
    thing, passing = solved
    return judged(passing, _shape_of(thing, node, shapes))


def judged(passing: Values, shape: Shape) -> bool | None:
    """Whether all or none of the values that can occur pass."""
    can = EVERYTHING if shape.values is None else shape.values
    if not can:
        return None  # bounds that contradict each other are told where they stand
    if not _left(passing & can, shape):
        return False
    return True if not _left(can - passing, shape) else None


def _left(values: Values, shape: Shape) -> Values:
    if shape.whole:
        return whole(values)
    return days(values) if shape.kind == "date" else values


def _shape_of(thing: ast.Node, node: ast.Node, shapes: Shapes) -> Shape:
    return next((shapes.get(id(each), ANY) for each in ast.walk(node) if each == thing), ANY)


def _connected(node: ast.Binary, shapes: Shapes) -> bool | None:
    """Contradictions in an `and`, and an `or` that leaves nothing out, among parts that speak of one thing."""
    if node.op not in ("and", "or"):
        return None
    things: dict[ast.Node, list[Values]] = {}
    decisive = node.op == "or"
    for part in _parts(node, node.op):
        if constant(part) is decisive:
            return node.op == "or"
        solved = solve(part)
        if solved is not None:
            things.setdefault(solved[0], []).append(solved[1])
    for thing, sets in things.items():
        shape = _shape_of(thing, node, shapes)
        if node.op == "and" and judged(reduce(lambda a, b: a & b, sets, EVERYTHING), shape) is False:
            return False
        if node.op == "or" and judged(reduce(lambda a, b: a | b, sets, NOTHING), shape) is True:
            return True
    return None


def _parts(node: ast.Node, op: str) -> Iterator[ast.Node]:
    if isinstance(node, ast.Binary) and node.op == op:
        yield from _parts(node.left, op)
        yield from _parts(node.right, op)
    else:
        yield node
