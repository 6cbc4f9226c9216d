"""Conditions to expressions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import Final

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
)
from forms.feel import ast, render
from forms.feel.values import number

FUNCTIONS: Final = frozenset({"contains", "starts with", "ends with", "matches"})
"""Comparisons that are functions of the subject and the value."""


def to_feel(condition: Condition) -> str:
    """The expression that a condition stands for."""
    return render(tree(condition))


def tree(condition: Condition) -> ast.Node:
    """The syntax tree of a condition."""
    if isinstance(condition, AllOf):
        return _joined("and", condition.all)
    if isinstance(condition, AnyOf):
        return _joined("or", condition.any)
    if isinstance(condition, Not):
        return call("not", tree(condition.negated))
    if isinstance(condition, Quantified):
        return _rows(condition)
    return _compared(condition)


def _joined(op: str, parts: Sequence[Condition]) -> ast.Node:
    return reduce(lambda left, right: ast.Binary(op, left, right), map(tree, parts))


def _rows(found: Quantified) -> ast.Node:
    rows = path(found.some or found.every or "")
    source = call("flatten", rows) if found.flat else rows
    kind = "some" if found.some is not None else "every"
    return ast.Quantified(kind, (ast.Iteration(found.called, source),), tree(found.satisfies))


def _compared(found: Comparison) -> ast.Node:
    subject, values, op = _subject(found), [constant(value) for value in found.values], found.comparing
    if op == "true":
        return subject
    if op in ("empty", "filled"):
        return ast.Binary("=" if op == "empty" else "!=", subject, ast.Literal(None))
    if op == "between":
        return ast.Between(subject, values[0], values[1])
    if op == "within":
        return ast.In(subject, (ast.Interval(values[0], values[1], found.ends[0] == "[", found.ends[1] == "]"),))
    if op == "in":
        return ast.In(subject, tuple(values))
    if op in FUNCTIONS:
        return call(op, subject, values[0])
    return call("listed", values[0], subject) if op == "listed in" else ast.Binary(op, subject, values[0])


def _subject(found: Comparison) -> ast.Node:
    ((name, said),) = found.subject.items()
    rows = path(said)
    if found.where is not None:
        rows = ast.Filter(rows, tree(found.where))
    return rows if name == "field" else call(name, rows)


def path(said: str) -> ast.Node:
    """`a.b` as a path of names."""
    first, *rest = said.split(".")
    found: ast.Node = ast.Name(first)
    for name in rest:
        found = ast.Path(found, name)
    return found


def call(name: str, *args: ast.Node) -> ast.Node:
    return ast.Call(ast.Name(name), args)


def constant(value: Value) -> ast.Node:
    """A value as it is written."""
    if isinstance(value, Number):
        found = number(value.number) or Decimal(0)
        return ast.Negate(ast.Literal(-found)) if found < 0 else ast.Literal(abs(found))
    if isinstance(value, Moment):
        return ast.At(value.at)
    if isinstance(value, OtherField):
        return path(value.field)
    if isinstance(value, ParameterValue):
        return call("parameter", ast.Literal(value.parameter))
    return call("today") if isinstance(value, Today) else ast.Literal(value)
