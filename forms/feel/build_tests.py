"""Closures for unary tests: `> 5`, ranges, lists, `not(…)`, and the right side of `in`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forms.feel import ast
from forms.feel.build import build, rule
from forms.feel.operators import ORDERS
from forms.feel.runtime import Closure, Frame
from forms.feel.scope import Scope
from forms.feel.values import Range, equal, inside

Test = Callable[[Frame, Any], bool | None]


@rule(ast.In)
def _in(node: ast.In, scope: Scope) -> Closure:
    operand = build(node.operand, scope)
    if not any(asks(each) for each in node.tests):
        plain = _any([_test(each, scope) for each in node.tests])
        return lambda frame: plain(frame, operand(frame))
    test = _any([_test(each, scope.below({"?"})) for each in node.tests])

    def closure(frame: Frame) -> bool | None:
        value = operand(frame)
        return test(Frame(frame.run, {"?": value}, frame), value)

    return closure


@rule(ast.Tests)
def _tests(node: ast.Tests, scope: Scope) -> Closure:
    if not node.tests:
        return lambda frame: True
    tests, value = _any([_test(each, scope) for each in node.tests]), build(ast.Name("?"), scope)
    if not node.negated:
        return lambda frame: tests(frame, value(frame))

    def closure(frame: Frame) -> bool | None:
        answer = tests(frame, value(frame))
        return None if answer is None else not answer

    return closure


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def some(frame: Frame, value: Any) -> bool | None:
        found: bool | None = False
        for test in tests:
            answer = test(frame, value)
            if answer is True:
                return True
            found = None if answer is None else found
        return found

    return some


def _test(node: ast.Node, scope: Scope) -> Test:
    if isinstance(node, ast.Compare):
        return _compared(node, scope)
    found = build(node, scope)
    if asks(node):
        return lambda frame, value: _verdict(found(frame), value, frame)
    return lambda frame, value: matches(value, found(frame), frame)


def asks(node: ast.Node) -> bool:
    """Whether a test speaks of the tested value itself, as `?`."""
    return any(isinstance(each, ast.Name) and each.name == "?" for each in ast.walk(node))


def _compared(node: ast.Compare, scope: Scope) -> Test:
    operand, op = build(node.operand, scope), node.op
    if op in ORDERS:
        compare = ORDERS[op]
        return lambda frame, value: compare(value, operand(frame))
    if op == "=":
        return lambda frame, value: equal(value, operand(frame), frame.run.spend)

    def unequal(frame: Frame, value: Any) -> bool | None:
        answer = equal(value, operand(frame), frame.run.spend)
        return None if answer is None else not answer

    return unequal


def _verdict(answer: Any, value: Any, frame: Frame) -> bool | None:
    """A test that speaks of `?` itself decides; otherwise its value is compared like any other."""
    return answer if answer is None or type(answer) is bool else matches(value, answer, frame)


def matches(value: Any, wanted: Any, frame: Frame) -> bool | None:
    """Whether a value equals the wanted one, lies in it, or is among it."""
    if type(wanted) is Range and type(value) is not Range:
        return inside(value, wanted)
    if type(wanted) is list:
        if equal(value, wanted, frame.run.spend) is True:
            return True
        frame.run.spend(len(wanted))
        return any(matches(value, each, frame) is True for each in wanted if type(each) is not list) or any(
            equal(value, each, frame.run.spend) is True for each in wanted if type(each) is list
        )
    return equal(value, wanted, frame.run.spend)


@rule(ast.Compare)
def _range_of(node: ast.Compare, scope: Scope) -> Closure:
    """`(>= 5)` as a value is the range of all that satisfies it."""
    operand, op = build(node.operand, scope), node.op

    def closure(frame: Frame) -> Range | None:
        end = operand(frame)
        if end is None or op == "!=":
            return None
        if op == "=":
            return Range(end, end, op=op)
        closed = op.endswith("=")
        return Range(None, end, False, closed, op) if op[0] == "<" else Range(end, None, closed, False, op)

    return closure
