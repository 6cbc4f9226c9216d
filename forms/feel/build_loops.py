"""Closures for `for`, `some`, `every` and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.feel import ast
from forms.feel.build import build, rule
from forms.feel.runtime import Closure, Frame, Run
from forms.feel.scope import Scope
from forms.feel.values import Range, order


@dataclass(frozen=True, slots=True)
class _Source:
    """One iteration, built: the variable, where its values come from, the end of a `..` range."""

    name: str
    source: Closure
    until: Closure | None

    def values(self, frame: Frame) -> Iterator[Any] | None:
        """The values to go through; None when there is nothing to go through at all."""
        start = self.source(frame)
        if self.until is not None:
            return _steps(start, self.until(frame))
        if type(start) is Range:
            return _steps(start.low, start.high) if start.low_closed and start.high_closed else None
        if start is None:
            return None
        return iter(start if type(start) is list else [start])


def _steps(start: Any, end: Any) -> Iterator[Any] | None:
    """From start to end by ones, whole numbers or dates, upwards or downwards."""
    side = order(start, end)
    if side is None or type(start) not in (Decimal, dt.date):
        return None
    if type(start) is Decimal:
        if abs(start) > 10**15 or abs(end) > 10**15 or start % 1 or end % 1:
            return None
        step = 1 if side <= 0 else -1
        return (Decimal(at) for at in range(int(start), int(end) + step, step))
    step = 1 if side <= 0 else -1
    days = range(start.toordinal(), end.toordinal() + step, step)
    return (dt.date.fromordinal(at) for at in days)


def _sources(iterations: tuple[ast.Iteration, ...], scope: Scope, extra: set[str]) -> tuple[list[_Source], Scope]:
    found: list[_Source] = []
    names = set(extra)
    inner = scope.below(names)
    for each in iterations:
        until = build(each.until, inner) if each.until else None
        found.append(_Source(each.name, build(each.source, inner), until))
        names.add(each.name)
    return found, inner


def _frames(sources: list[_Source], frame: Frame, values: dict[str, Any], at: int = 0) -> Iterator[Frame]:
    """A frame for every combination of the iterations' values; raises LookupError when one cannot be gone through."""
    found = sources[at].values(Frame(frame.run, values, frame))
    if found is None:
        raise LookupError(sources[at].name)
    name, last, run = sources[at].name, at == len(sources) - 1, frame.run
    for value in found:
        run.left -= 1 + at  # each turn carries the variables around it
        if run.left < 0:
            run.spend(0)
        inner = {**values, name: value}
        if last:
            yield Frame(run, inner, frame)
        else:
            yield from _frames(sources, frame, inner, at + 1)


def _turns(sources: list[_Source], body: ast.Node) -> Callable[[Frame], Iterator[Frame]]:
    """The frames of a loop; one that serves every turn where there is one variable and nothing keeps the frame."""
    if len(sources) > 1 or _keeps_frame(body):
        return lambda frame: _frames(sources, frame, {})
    source, name = sources[0], sources[0].name

    def turns(frame: Frame) -> Iterator[Frame]:
        run, values = frame.run, dict[str, Any]()
        found = source.values(Frame(run, values, frame))
        if found is None:
            raise LookupError(name)
        local = Frame(run, values, frame)
        for value in found:
            run.left -= 1
            if run.left < 0:
                run.spend(0)
            values[name] = value
            yield local

    return turns


def _keeps_frame(node: ast.Node) -> bool:
    """Whether a function is made that reads the frame later."""
    return any(isinstance(each, ast.Function) for each in ast.walk(node))


@rule(ast.For)
def _for(node: ast.For, scope: Scope) -> Closure:
    sources, inner = _sources(node.iterations, scope, {"partial"})
    body, partial = build(node.body, inner), _mentions(node.body, "partial")
    turns = _turns(sources, node.body)

    def closure(frame: Frame) -> list[Any] | None:
        results: list[Any] = []
        try:
            for local in turns(frame):
                if partial:  # a copy: the list a result keeps must not grow, let alone contain itself
                    frame.run.spend(len(results))
                    local.values["partial"] = results[:]
                results.append(body(local))
        except LookupError:
            return None
        return results

    return closure


def _mentions(node: ast.Node, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.name == name for each in ast.walk(node))


@rule(ast.Quantified)
def _quantified(node: ast.Quantified, scope: Scope) -> Closure:
    sources, inner = _sources(node.iterations, scope, set())
    condition, turns = build(node.condition, inner), _turns(sources, node.condition)
    decisive = node.kind == "some"
    undecided = not decisive

    def closure(frame: Frame) -> bool | None:
        answer: bool | None = undecided
        try:
            for local in turns(frame):
                found = condition(local)
                if found is decisive:
                    return node.kind == "some"
                if found is not undecided:
                    answer = None
        except LookupError:
            return None
        return answer

    return closure


@rule(ast.Filter)
def _filter(node: ast.Filter, scope: Scope) -> Closure:
    base = build(node.base, scope)
    constant = _constant(node.condition)
    if constant is not None:
        return lambda frame: element(_as_list(base(frame)), constant)
    condition, kept = build(node.condition, scope.below(None)), _keeps_frame(node.condition)

    def closure(frame: Frame) -> Any:
        items = _as_list(base(frame))
        return _filtered(items, condition, frame, kept)

    return closure


def _constant(node: ast.Node) -> Decimal | None:
    if isinstance(node, ast.Negate):
        inner = _constant(node.operand)
        return -inner if inner is not None else None
    return node.value if isinstance(node, ast.Literal) and isinstance(node.value, Decimal) else None


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if type(value) is list else [value]


def _filtered(items: list[Any], condition: Closure, frame: Frame, fresh: bool) -> Any:
    """The items that a condition takes, or one by its number; `fresh` gives each turn a frame of its own."""
    run: Run = frame.run
    run.spend(len(items))
    kept: list[Any] = []
    local = Frame(run, None, frame)
    for item in items:
        if fresh:
            local = Frame(run, None, frame)
        local.values = item
        answer = condition(local)
        if answer is True:
            kept.append(item)
        elif type(answer) is Decimal:
            return element(items, answer)
    return kept


def element(items: list[Any], index: Decimal) -> Any:
    """The item at a position counted from 1, or from -1 at the end; None beyond the list."""
    if not 1 <= abs(index) <= len(items) or index % 1:
        return None
    at = int(index)
    return items[at - 1 if at > 0 else at]
