"""Shapes of tests: `between`, `in`, unary tests, `instance of`."""

from __future__ import annotations

from forms.feel import ast
from forms.feel.build_tests import asks
from forms.feel.infer import View, infer, rule
from forms.feel.infer_values import alike, ordered
from forms.feel.nearest import nearest
from forms.feel.operators import ORDERS
from forms.feel.shapes import ANY, BOOLEAN, Shape
from forms.feel.values import kind


@rule(ast.Between)
def _between(node: ast.Between, view: View) -> Shape:
    operand = infer(node.operand, view)
    for end in (node.low, node.high):
        ordered(node, "between", operand, infer(end, view))
    return BOOLEAN


@rule(ast.In)
def _in(node: ast.In, view: View) -> Shape:
    operand = infer(node.operand, view)
    for test in node.tests:
        tested(test, operand, view.below({"?": operand}))
    return BOOLEAN


@rule(ast.Tests)
def _tests(node: ast.Tests, view: View) -> Shape:
    for test in node.tests:
        tested(test, view.find("?") or ANY, view)
    return BOOLEAN


@rule(ast.Compare)
def _compare(node: ast.Compare, view: View) -> Shape:
    return Shape("range", infer(node.operand, view).plain)


@rule(ast.InstanceOf)
def _instance(node: ast.InstanceOf, view: View) -> Shape:
    infer(node.operand, view)
    return BOOLEAN


def _possible(test: ast.Node, operand: Shape, view: View) -> None:
    """Notes a value that what is tested can never have."""
    value = test.value if isinstance(test, ast.Literal) else None
    if value is None or operand.values is None or kind(value) != operand.kind or value in operand.values:
        return
    known = [low.value for low, _ in operand.values.parts]
    near = nearest(value, known) if isinstance(value, str) else None
    view.remark("not_among_near" if near else "not_among", test, value=value, nearest=near)


def tested(test: ast.Node, operand: Shape, view: View) -> None:
    """One test of a value of a shape."""
    if isinstance(test, ast.Compare):
        end = infer(test.operand, view)
        if test.op in ORDERS:
            ordered(test, test.op, operand, end)
        else:
            alike(test, test.op, operand, end, view)
        return
    found = infer(test, view)
    _possible(test, operand, view)
    if asks(test):
        return
    if found.kind == "range" and operand.kind != "range":
        ordered(test, "in", operand, found.inner)
    elif found.kind == "list" and operand.kind != "list":
        alike(test, "in", operand, found.inner, view)
    else:
        alike(test, "in", operand, found, view)
