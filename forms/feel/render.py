"""Syntax tree to text, with no more brackets than the reading needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from forms.feel import ast
from forms.feel.parser import GENERIC, LEVELS
from forms.feel.text import key_text, number_text, quoted

_OPEN_TYPES: Final = tuple(GENERIC)
_TEXTUAL: Final = 0  # `if`, `for`, … reach as far right as they can: in brackets wherever something follows
_UNARY: Final = 8
_TIGHT: Final = 9


def render(node: ast.Node) -> str:
    """The text of a tree; reading it back gives the same tree."""
    return _RENDER[type(node)](node)


def _level(node: ast.Node) -> int:
    if isinstance(node, (ast.If, ast.For, ast.Quantified, ast.Function)):
        return _TEXTUAL
    if isinstance(node, ast.Binary):
        return LEVELS[node.op]
    if isinstance(node, (ast.Between, ast.In)):
        return LEVELS["in"]
    if isinstance(node, ast.InstanceOf):
        return LEVELS["instance"]
    return _UNARY if isinstance(node, ast.Negate) else _TIGHT


def _within(node: ast.Node, level: int) -> str:
    text = render(node)
    return f"({text})" if _level(node) < level else text


def _list(nodes: tuple[ast.Node, ...]) -> str:
    return ", ".join(render(node) for node in nodes)


def _literal(node: ast.Literal) -> str:
    value = node.value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return quoted(value) if isinstance(value, str) else number_text(value)


def _call(node: ast.Call) -> str:
    args = [render(arg) for arg in node.args]
    if node.names:
        args = [f"{name}: {arg}" for name, arg in zip(node.names, args, strict=True)]
    return f"{_within(node.function, _TIGHT)}({', '.join(args)})"


def _binary(node: ast.Binary) -> str:
    level = LEVELS[node.op]
    left = _within(node.left, level)
    if node.op[0] == "<" and left.endswith(_OPEN_TYPES):  # `x instance of list < …` would go on as a type
        left = f"({left})"
    return f"{left} {node.op} {_within(node.right, level + 1)}"


def _in(node: ast.In) -> str:
    only = node.tests[0] if len(node.tests) == 1 else None
    if isinstance(only, (ast.ListOf, ast.Literal, ast.Name)) or (isinstance(only, ast.Interval) and only.low_closed):
        return f"{_within(node.operand, 3)} in {render(only)}"
    return f"{_within(node.operand, 3)} in ({_test_list(node.tests)})"


def _compare(node: ast.Compare) -> str:
    return f"({_bare(node)})"


def _bare(node: ast.Compare) -> str:
    return f"{node.op} {_within(node.operand, 4)}"


def _test_list(tests: tuple[ast.Node, ...]) -> str:
    return ", ".join(_bare(test) if isinstance(test, ast.Compare) else render(test) for test in tests)


def _tests(node: ast.Tests) -> str:
    if not node.tests:
        return "-"
    return f"not({_test_list(node.tests)})" if node.negated else _test_list(node.tests)


def _interval(node: ast.Interval) -> str:
    low = render(node.low) if node.low else "null"
    high = _upper(node.high) if node.high else "null"
    return f"{'[' if node.low_closed else '('}{low}..{high}{']' if node.high_closed else ')'}"


def _upper(node: ast.Node) -> str:
    """The upper end of a range: what might hold a `[` stands in brackets, there it would close the range."""
    plain = isinstance(node, (ast.Literal, ast.At, ast.Name))
    plain = plain or (isinstance(node, ast.Call) and isinstance(node.function, ast.Name))
    return render(node) if plain else f"({render(node)})"


def _type(node: ast.Type) -> str:
    if node.name == "function" and node.args:
        return f"function<{', '.join(map(_type, node.args[:-1]))}> -> {_type(node.args[-1])}"
    if node.fields:
        return f"{node.name}<{', '.join(f'{name}: {_type(each)}' for name, each in node.fields)}>"
    return node.name + (f"<{', '.join(map(_type, node.args))}>" if node.args else "")


def _iterations(node: ast.For | ast.Quantified) -> str:
    return ", ".join(
        f"{each.name} in {render(each.source)}" + (f"..{render(each.until)}" if each.until else "")
        for each in node.iterations
    )


def _function(node: ast.Function) -> str:
    params = ", ".join(name + (f": {_type(type_)}" if type_ else "") for name, type_ in node.params)
    return f"function({params}) {render(node.body)}"


_RENDER: Final[dict[type, Callable[[Any], str]]] = {
    ast.Literal: _literal,
    ast.At: lambda node: f"@{quoted(node.text)}",
    ast.Name: lambda node: node.name,
    ast.Path: lambda node: f"{_within(node.base, _TIGHT)}.{node.name}",
    ast.Filter: lambda node: f"{_within(node.base, _TIGHT)}[{render(node.condition)}]",
    ast.Call: _call,
    ast.Negate: lambda node: f"-{_within(node.operand, _UNARY)}",
    ast.Binary: _binary,
    ast.Between: lambda node: f"{_within(node.operand, 3)} between {_within(node.low, 4)} and {_within(node.high, 4)}",
    ast.In: _in,
    ast.Compare: _compare,
    ast.Tests: _tests,
    ast.Interval: _interval,
    ast.InstanceOf: lambda node: f"{_within(node.operand, 7)} instance of {_type(node.type)}",
    ast.Type: _type,
    ast.If: lambda node: f"if {render(node.condition)} then {render(node.yes)} else {render(node.no)}",
    ast.For: lambda node: f"for {_iterations(node)} return {render(node.body)}",
    ast.Quantified: lambda node: f"{node.kind} {_iterations(node)} satisfies {render(node.condition)}",
    ast.ListOf: lambda node: f"[{_list(node.items)}]",
    ast.ContextOf: lambda node: (
        "{" + ", ".join(f"{key_text(key)}: {render(value)}" for key, value in node.entries) + "}"
    ),
    ast.Function: _function,
}
