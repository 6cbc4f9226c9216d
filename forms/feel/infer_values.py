"""Shapes of literals, operators, `if`, lists and contexts."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import Final

from forms.feel import ast, temporal
from forms.feel.errors import FeelError
from forms.feel.infer import View, infer, rule, wanted
from forms.feel.operators import ARITHMETIC, ORDERS
from forms.feel.sets import single
from forms.feel.shapes import ANY, BOOLEAN, NULL, Shape, grouped, joined, listed
from forms.feel.values import kind

_DAYS, _MONTHS = "days and time duration", "years and months duration"
_MOMENTS: Final = ("date", "date and time")
_ORDERED: Final = frozenset({"number", "string", "date", "time", "date and time", _DAYS, _MONTHS})
_SPANS: Final = (_DAYS, _MONTHS)


def _sums() -> dict[tuple[str, str, str], str]:
    """What comes out of which operator between which kinds."""
    found = {(op, "number", "number"): "number" for op in "+-*/"} | {("**", "number", "number"): "number"}
    found["+", "string", "string"] = "string"
    for span in _SPANS:
        found |= {("+", span, span): span, ("-", span, span): span, ("/", span, span): "number"}
        found |= {("*", span, "number"): span, ("*", "number", span): span, ("/", span, "number"): span}
        for point in (*_MOMENTS, *(("time",) if span == _DAYS else ())):
            found |= {("+", point, span): point, ("+", span, point): point, ("-", point, span): point}
    found |= {("-", one, two): _DAYS for one in _MOMENTS for two in _MOMENTS}
    return found | {("-", "time", "time"): _DAYS}


_RESULTS: Final = _sums()


@rule(ast.Literal)
def _literal(node: ast.Literal, view: View) -> Shape:
    if node.value is None:
        return NULL
    whole = isinstance(node.value, Decimal) and node.value == node.value.to_integral_value()
    return Shape(kind(node.value), values=single(node.value), whole=whole)


@rule(ast.At)
def _at(node: ast.At, view: View) -> Shape:
    return Shape(kind(temporal.read_any(node.text)))


@rule(ast.Negate)
def _negate(node: ast.Negate, view: View) -> Shape:
    operand = infer(node.operand, view)
    if operand.sure and operand.kind not in ("number", *_SPANS):
        raise FeelError("wrong_kind", node.pos, {"wanted": "number", "kind": operand.kind})
    return Shape(operand.kind, whole=operand.whole)


@rule(ast.Binary)
def _binary(node: ast.Binary, view: View) -> Shape:
    left, right = infer(node.left, view), infer(node.right, view)
    if node.op in ARITHMETIC:
        return _computed(node, left, right)
    if node.op in ("and", "or"):
        wanted(node.left, left, "boolean")
        wanted(node.right, right, "boolean")
    elif node.op in ORDERS:
        ordered(node, node.op, left, right)
    else:
        alike(node, node.op, left, right, view)
    return BOOLEAN


def _computed(node: ast.Binary, left: Shape, right: Shape) -> Shape:
    if not (left.sure and right.sure):
        return ANY
    found = _RESULTS.get((node.op, left.kind, right.kind))
    if found is None:
        raise _mismatch(node, node.op, left, right)
    return Shape(found, whole=left.whole and right.whole and node.op in ("+", "-", "*"))


def ordered(node: ast.Node, op: str, left: Shape, right: Shape) -> None:
    """Both sides have to be of one kind that has an order."""
    for side in (left, right):
        if side.sure and side.kind not in _ORDERED:
            raise _mismatch(node, op, left, right)
    if left.sure and right.sure and left.kind != right.kind:
        raise _mismatch(node, op, left, right)


def alike(node: ast.Node, op: str, left: Shape, right: Shape, view: View) -> None:
    """Values of different kinds are never equal: hardly meant."""
    if left.sure and right.sure and left.kind != right.kind:
        view.remark("never_equal", node, op=op, left=left.kind, right=right.kind)


def _mismatch(node: ast.Node, op: str, left: Shape, right: Shape) -> FeelError:
    return FeelError("wrong_kinds", node.pos, {"op": op, "left": left.kind, "right": right.kind})


@rule(ast.If)
def _if(node: ast.If, view: View) -> Shape:
    wanted(node.condition, infer(node.condition, view), "boolean")
    return joined(infer(node.yes, view), infer(node.no, view))


@rule(ast.ListOf)
def _list(node: ast.ListOf, view: View) -> Shape:
    items = [infer(each, view) for each in node.items]
    return listed(reduce(joined, items)) if items else Shape("list")


@rule(ast.ContextOf)
def _context(node: ast.ContextOf, view: View) -> Shape:
    names: dict[str, Shape] = {key: ANY for key, value in node.entries if isinstance(value, ast.Function)}
    found: dict[str, Shape] = {}
    inner = view.below(names)
    for key, value in node.entries:
        found[key] = names[key] = infer(value, inner)
    return grouped(found)


@rule(ast.Interval)
def _interval(node: ast.Interval, view: View) -> Shape:
    ends = [infer(end, view) for end in (node.low, node.high) if end is not None]
    if len(ends) == 2:
        ordered(node, "..", *ends)
    return Shape("range", reduce(joined, ends).plain if ends else ANY)
