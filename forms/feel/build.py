"""Syntax tree to closures: the table of rules, each of which builds one kind of node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from forms.feel import ast
from forms.feel.runtime import Closure
from forms.feel.scope import Scope

Rule = Callable[[Any, Scope], Closure]
RULES: Final[dict[type[ast.Node], Rule]] = {}


def rule(kind: type[ast.Node]) -> Callable[[Rule], Rule]:
    """Declare the function that builds nodes of a kind."""

    def keep(function: Rule) -> Rule:
        RULES[kind] = function
        return function

    return keep


def build(node: ast.Node, scope: Scope) -> Closure:
    """The closure that computes a node in a frame of the given scope."""
    made = RULES[type(node)](node, scope)
    wrap = _WRAP.get()
    return made if wrap is None else wrap(node, made)


Wrap = Callable[[ast.Node, Closure], Closure]
_WRAP: Final[ContextVar[Wrap | None]] = ContextVar("wrap", default=None)


@contextmanager
def watched(wrap: Wrap) -> Iterator[Rule]:
    """Inside, every closure that is built is what `wrap` makes of it."""
    before = _WRAP.set(wrap)
    try:
        yield build
    finally:
        _WRAP.reset(before)
