"""Shapes of `for`, `some`, `every` and function definitions."""

from __future__ import annotations

from forms.feel import ast
from forms.feel.errors import FeelError
from forms.feel.infer import View, infer, rule, start, wanted
from forms.feel.shapes import ANY, BOOLEAN, WHOLE, Shape, listed, of_type


@rule(ast.For)
def _for(node: ast.For, view: View) -> Shape:
    names = _variables(node.iterations, view)
    return listed(infer(node.body, view.below({"partial": Shape("list"), **names})))


@rule(ast.Quantified)
def _quantified(node: ast.Quantified, view: View) -> Shape:
    names = _variables(node.iterations, view)
    wanted(node.condition, infer(node.condition, view.below(names)), "boolean")
    return BOOLEAN


def _variables(iterations: tuple[ast.Iteration, ...], view: View) -> dict[str, Shape]:
    """The variables of a loop; each sees those before it."""
    names: dict[str, Shape] = {}
    inner = view.below(names)
    for each in iterations:
        source = infer(each.source, inner)
        if each.until is not None:
            infer(each.until, inner)
            names[each.name] = source.plain if source.kind == "date" else WHOLE
        else:
            names[each.name] = _item(each, source)
    return names


def _item(each: ast.Iteration, source: Shape) -> Shape:
    if source.kind in ("list", "range"):
        return source.inner
    if source.kind == "function":
        raise FeelError("wrong_kind", start(each.source), {"wanted": "list", "kind": source.kind})
    return source if source.sure else ANY


@rule(ast.Function)
def _function(node: ast.Function, view: View) -> Shape:
    params = {name: of_type(type_) for name, type_ in node.params}
    return Shape("function", infer(node.body, view.below(params)))
