"""Expressions that tell which way they went: every condition in them, and whether it was true or false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from forms.feel import ast
from forms.feel.build import watched
from forms.feel.compiler import Compiled
from forms.feel.errors import FeelError
from forms.feel.parser import parse
from forms.feel.render import render
from forms.feel.runtime import Closure, Frame
from forms.feel.scope import Scope
from forms.feel.services import Services

Told = Callable[[str, bool], None]
"""Is told the text of a condition and what it was."""


def branches(text: str) -> list[str]:
    """The texts of all conditions in an expression that can go both ways: itself, of `if`, `and`, `or`, quantifiers."""
    try:
        tree = parse(text)
    except FeelError:
        return []
    return list(dict.fromkeys(render(node) for node in _deciding(tree)))


def _deciding(tree: ast.Node) -> Iterator[ast.Node]:
    yield tree
    for node in ast.walk(tree):
        yield from _parts(node)


def _parts(node: ast.Node) -> Iterator[ast.Node]:
    if isinstance(node, ast.If):
        yield node.condition
    elif isinstance(node, ast.Binary) and node.op in _CONNECTED:
        yield from (node.left, node.right)
    elif isinstance(node, ast.Quantified):
        yield node.condition


_CONNECTED: Final = ("and", "or")


def watch(text: str, context: Mapping[str, Any], services: Services | None, tell: Told) -> None:
    """Evaluates an expression and tells of each condition in it what it was, as often as it was asked."""
    try:
        tree = parse(text)
    except FeelError:
        return
    wanted = {id(node): render(node) for node in _deciding(tree)}

    def wrapped(node: ast.Node, closure: Closure) -> Closure:
        name = wanted.get(id(node))
        return closure if name is None else _telling(name, closure, tell)

    with watched(wrapped) as build:
        made = Compiled(text, tree, build(tree, Scope(set())))
    made.start(context, services)


def _telling(name: str, closure: Closure, tell: Told) -> Closure:
    def told(frame: Frame) -> Any:
        found = closure(frame)
        if isinstance(found, bool):
            tell(name, found)
        return found

    return told
