"""Shapes of calls: what a function is given, and what it gives."""

from __future__ import annotations

from functools import reduce
from typing import Final

from forms.feel import ast
from forms.feel.errors import FeelError
from forms.feel.functions import REGISTRY, Signature
from forms.feel.functions.registry import Param
from forms.feel.infer import View, infer, rule, start, unknown
from forms.feel.infer_names import spelled
from forms.feel.messages import KINDS
from forms.feel.shapes import ANY, WHOLE, Shape, joined, listed

_LISTS_OF_LISTS: Final = "list_of_lists"


@rule(ast.Call)
def _call(node: ast.Call, view: View) -> Shape:
    callee = node.function
    if isinstance(callee, ast.Name) and callee.name in REGISTRY and not view.is_local(callee.name):
        return _builtin(node, callee.name, view)
    function = _callee(callee, view)
    given = [infer(arg, view) for arg in node.args]
    if function.kind == "function" and function.fields is not None:
        _fitting(node, spelled(callee), function.fields, given)
    if function.sure and function.kind != "function":
        raise FeelError("not_callable", start(callee), {"name": spelled(callee) or "?", "kind": function.kind})
    return function.inner if function.kind == "function" else ANY


def _callee(callee: ast.Node, view: View) -> Shape:
    if isinstance(callee, ast.Name) and view.find(callee.name) is None:
        raise unknown("unknown_function", callee, callee.name, {*REGISTRY.by_name, *view.all_names()})
    return infer(callee, view)


def _fitting(node: ast.Call, name: str, params: tuple[tuple[str, Shape], ...], given: list[Shape]) -> None:
    """The arguments of a function whose parameters are known."""
    known = [param for param, _ in params]
    if node.names and set(node.names) != set(known):
        data = {"name": name, "given": ", ".join(node.names), "wanted": ", ".join(known)}
        raise FeelError("argument_names", start(node.function), data)
    if len(given) != len(params):
        raise FeelError("arity", start(node.function), {"name": name, "wanted": len(params), "given": len(given)})
    order = [known.index(each) for each in node.names] or range(len(params))
    for at, arg, shape in zip(order, node.args, given, strict=True):
        param, wanted = params[at]
        if wanted.sure and shape.sure and wanted.kind != shape.kind:
            data = {"function": name, "name": param, "wanted": wanted.kind, "kind": shape.kind}
            raise FeelError("wrong_argument", start(arg), data)


def _builtin(node: ast.Call, name: str, view: View) -> Shape:
    around = view.aside() if name == "flatten" else view
    given = [infer(arg, around) for arg in node.args]
    if around is not view:
        view.remarks.extend(r for r in around.remarks if r.code != _LISTS_OF_LISTS and r not in view.remarks)
    fitting = _matched(node, name, given)
    shapes = [shape for _, shape in fitting[1]]
    for param, arg, shape in _pairs(node, fitting):
        _checked(name, param, arg, shape, view)
    return _result(fitting[0], shapes)


Matched = tuple[Signature, list[tuple[Param, Shape]]]


def _matched(node: ast.Call, name: str, given: list[Shape]) -> Matched:
    """The signature that is meant, and which argument is which parameter's; arity was checked when it was built."""
    options = [found for each in REGISTRY.signatures(name) if (found := _assigned(each, node, given))]
    return next((o for o in options if all(_may_be(p, s) for p, s in o[1])), options[0])


def _assigned(signature: Signature, node: ast.Call, given: list[Shape]) -> Matched | None:
    if not node.names:
        if not signature.takes(len(given)):
            return None
        last = signature.params[-1:] * (len(given) - len(signature.params))
        return signature, list(zip((*signature.params, *last), given, strict=False))
    order = signature.order(node.names)
    if order is None:
        return None
    pairs = zip(signature.params, order, strict=True)
    return signature, [(param, given[at]) for param, at in pairs if at is not None]


def _pairs(node: ast.Call, matched: Matched) -> list[tuple[Param, ast.Node, Shape]]:
    """Each parameter with its argument as it is written."""
    signature, assigned = matched
    order = signature.order(node.names) if node.names else range(len(node.args))
    args = [node.args[at] for at in order or () if at is not None]
    return [(param, arg, shape) for (param, shape), arg in zip(assigned, args, strict=False)]


def _may_be(param: Param, shape: Shape) -> bool:
    if not shape.sure or param.repeats or "any" in param.kinds or shape.kind in param.kinds:
        return True
    return "list" in param.kinds or (shape.kind == "list" and (not shape.inner.sure or shape.inner.kind in param.kinds))


def _checked(function: str, param: Param, arg: ast.Node, shape: Shape, view: View) -> None:
    """Refuses an argument that can never do; a list where one value is wanted does only when it has one row."""
    if param.repeats:
        _items(function, param, arg, shape, view)
    elif not _may_be(param, shape):
        raise _refused(function, param, arg, shape)
    elif shape.kind == "list" and not {"any", "list"} & param.kinds and not isinstance(arg, ast.ListOf):
        view.remark("list_for_one", arg, function=function, name=param.name)


def _items(function: str, param: Param, arg: ast.Node, shape: Shape, view: View) -> None:
    """What is to be added up or compared must be of the right kind, one level deep."""
    if {"any", "list"} & param.each or not param.each:
        return
    item = shape.inner if shape.kind == "list" else shape
    if item.kind == "list" and item.inner.kind != "any" and not _told(arg, view):
        view.remark(_LISTS_OF_LISTS, arg, path=spelled(arg))
    elif item.sure and item.kind != "list" and item.kind not in param.each:
        raise _refused(function, param, arg, item)


def _told(arg: ast.Node, view: View) -> bool:
    """Whether the path, or a shorter one that it begins with, was noted."""
    path = spelled(arg) + "."
    return any(r.code == _LISTS_OF_LISTS and path.startswith(f"{r.data.get('path')}.") for r in view.remarks)


def _refused(function: str, param: Param, arg: ast.Node, shape: Shape) -> FeelError:
    wanted = " / ".join(k for k in KINDS if k in (param.each or param.kinds) and k != "null")
    data = {"function": function, "name": param.name, "wanted": wanted, "kind": shape.kind}
    return FeelError("wrong_argument", start(arg), data)


def _result(signature: Signature, given: list[Shape]) -> Shape:
    first = given[0] if given else ANY
    items = [each.inner if each.kind == "list" else each for each in given]
    if signature.result == "whole":
        return WHOLE
    if signature.result == "first":
        return first.plain
    if signature.result == "item":
        found = reduce(joined, items).plain if items else ANY
        return ANY if found.kind == "list" else found
    if signature.result == "same":
        return first if first.kind == "list" else listed(first)
    if signature.result == "joined":
        return listed(reduce(joined, items)) if items else Shape("list")
    if signature.result == "leaves":
        return listed(_leaf(first))
    kind, _, inner = signature.result.rstrip(">").partition("<")
    return Shape(kind, Shape(inner) if inner else None)


def _leaf(shape: Shape) -> Shape:
    while shape.kind == "list":
        shape = shape.inner
    return shape
