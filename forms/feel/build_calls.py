"""Closures for calls of built-in and user-defined functions."""

from __future__ import annotations

from typing import Any

from forms.feel import ast, limits
from forms.feel.build import build, rule
from forms.feel.errors import FeelError, LimitReached
from forms.feel.functions import REGISTRY, Signature
from forms.feel.runtime import Closure, Frame, Run
from forms.feel.scope import Scope, locate
from forms.feel.types import fitted
from forms.feel.values import Lambda


@rule(ast.Call)
def _call(node: ast.Call, scope: Scope) -> Closure:
    args = [build(each, scope) for each in node.args]
    if isinstance(node.function, ast.Name) and _is_builtin(node.function.name, scope):
        return _builtin(node, node.function.name, args)
    return _user(node, build(node.function, scope), args)


def _is_builtin(name: str, scope: Scope) -> bool:
    # A field may bear the name of a function (`date`, `count`); called, the name still means the function,
    # unless the caller declared no such function.
    place = locate(name, scope)
    return name in REGISTRY and place.hops is None


def _builtin(node: ast.Call, name: str, args: list[Closure]) -> Closure:
    if node.names:
        return _named(node, name, args)
    signature = REGISTRY.pick(name, len(args))
    if signature is not None and REGISTRY.ambiguous(name, len(args)):
        return lambda frame: REGISTRY.call(name, [arg(frame) for arg in args], frame.run)
    if signature is None:
        raise FeelError("arity", node.pos, {"name": name, "wanted": _arities(name), "given": len(args)})
    call, of_one = signature.call, signature.of_one
    if len(args) == 1:
        only = args[0]
        return lambda frame: of_one(only(frame), frame.run)
    return lambda frame: call([arg(frame) for arg in args], frame.run)


def _arities(name: str) -> str:
    found: set[str] = set()
    for each in REGISTRY.signatures(name):
        least = sum(not param.optional for param in each.params)
        most = len(each.params)
        found.add(f"{least}+" if each.repeats else str(most) if least == most else f"{least}-{most}")
    return "/".join(sorted(found))


def _named(node: ast.Call, name: str, args: list[Closure]) -> Closure:
    for signature in REGISTRY.signatures(name):
        order = signature.order(node.names)
        if order is not None:
            return _reordered(signature, order, args)
    wanted = " / ".join(", ".join(param.name for param in each.params) for each in REGISTRY.signatures(name))
    data = {"name": name, "given": ", ".join(node.names), "wanted": wanted}
    raise FeelError("argument_names", node.pos, data)


def _reordered(signature: Signature, order: list[int | None], args: list[Closure]) -> Closure:
    while order and order[-1] is None:
        order = order[:-1]

    def closure(frame: Frame) -> Any:
        values = [None if at is None else args[at](frame) for at in order]
        return signature.call(values, frame.run)

    return closure


def _user(node: ast.Call, function: Closure, args: list[Closure]) -> Closure:
    names = node.names

    def closure(frame: Frame) -> Any:
        callee = function(frame)
        values = [arg(frame) for arg in args]
        if type(callee) is not Lambda:
            return frame.run.note("not_a_function", name=_said(node.function))
        if names:
            found = dict(zip(names, values, strict=True))
            if set(found) != set(callee.params):
                return frame.run.note("wrong_arguments", function=callee.name)
            values = [found[param] for param in callee.params]
        return apply(callee, values, frame.run)

    return closure


def _said(node: ast.Node) -> str:
    return node.name if isinstance(node, (ast.Name, ast.Path)) else "function"


def apply(function: Lambda, args: list[Any], run: Run) -> Any:
    """Call a function value, counting how deep calls are inside one another."""
    run.spend(1)
    if run.calls >= limits.CALLS:
        raise LimitReached("too_many_calls")
    run.calls += 1
    try:
        return function.call(args, run)
    finally:
        run.calls -= 1


@rule(ast.Function)
def _function(node: ast.Function, scope: Scope) -> Closure:
    names = tuple(name for name, _ in node.params)
    body = build(node.body, scope.below(set(names)))

    def closure(frame: Frame) -> Lambda:
        def call(args: list[Any], run: Run) -> Any:
            values = _bound(node.params, args)
            if values is None:
                return run.note("wrong_arguments", function="function")
            return _at_home(body, values, frame, run)

        return Lambda(names, call)

    return closure


def _bound(params: tuple[tuple[str, ast.Type | None], ...], args: list[Any]) -> dict[str, Any] | None:
    """The arguments by name; None when they are too few, too many or of wrong types."""
    if len(args) != len(params):
        return None
    try:
        return {name: fitted(arg, type_) for (name, type_), arg in zip(params, args, strict=True)}
    except TypeError:
        return None


def _at_home(body: Closure, values: dict[str, Any], frame: Frame, run: Run) -> Any:
    """The function's body in the frame it was written in, also when it is called from elsewhere."""
    if run.root is frame.run.root:
        return body(Frame(run, values, frame))
    home = run.at_home(frame.run.root)
    around = home if isinstance(frame, Run) else Frame(home, frame.values, frame.up)
    found = body(Frame(home, values, around))
    run.left = home.left
    return found
