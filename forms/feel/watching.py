"""Expressions that tell which way they went: every condition in them, and whether it was true or false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
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
_TELL: Final[ContextVar[Told | None]] = ContextVar("tell", default=None)


def branches(text: str, *, condition: bool = True) -> list[str]:
    """The texts of all conditions in an expression that can go both ways, of `if`, `and`, `or` and quantifiers.

    With `condition` the expression is one itself, and so is what its own `if` gives back.
    """
    try:
        tree = parse(text)
    except FeelError:
        return []
    return list(dict.fromkeys(render(node) for node in _deciding(tree, condition)))


def _deciding(tree: ast.Node, condition: bool = True) -> Iterator[ast.Node]:
    if condition:
        yield from _itself(tree)
    for node in ast.walk(tree):
        yield from _parts(node)


def _itself(node: ast.Node) -> Iterator[ast.Node]:
    yield node
    if isinstance(node, ast.If):
        yield from _itself(node.yes)
        yield from _itself(node.no)


def _parts(node: ast.Node) -> Iterator[ast.Node]:
    if isinstance(node, ast.If):
        yield node.condition
    elif isinstance(node, ast.Binary) and node.op in _CONNECTED:
        yield from (n for n in (node.left, node.right) if not (isinstance(n, ast.Binary) and n.op == node.op))
    elif isinstance(node, ast.Quantified):
        yield node.condition


_CONNECTED: Final = ("and", "or")


def watch(text: str, context: Mapping[str, Any], services: Services | None, tell: Told) -> None:
    """Evaluates an expression and tells of each condition in it what it was, as often as it was asked."""
    made = _made(text)
    if made is None:
        return
    before = _TELL.set(tell)
    try:
        made.start(context, services)
    finally:
        _TELL.reset(before)


@lru_cache(maxsize=512)
def _made(text: str) -> Compiled | None:
    """The expression built so that it tells; None for one that cannot be read."""
    try:
        tree = parse(text)
    except FeelError:
        return None
    wanted = {id(node): render(node) for node in _deciding(tree)}

    def wrapped(node: ast.Node, closure: Closure) -> Closure:
        name = wanted.get(id(node))
        return closure if name is None else _telling(name, closure)

    with watched(wrapped) as build:
        return Compiled(text, tree, build(tree, Scope(set())))


def _telling(name: str, closure: Closure) -> Closure:
    def told(frame: Frame) -> Any:
        found, tell = closure(frame), _TELL.get()
        if isinstance(found, bool) and tell is not None:
            tell(name, found)
        return found

    return told
