"""Parts of an expression whose value is known before it runs."""

from __future__ import annotations

from typing import Any, Final

from forms.feel import ast
from forms.feel.build import build
from forms.feel.errors import FeelError, LimitReached
from forms.feel.names import reads
from forms.feel.runtime import Frame, Run
from forms.feel.scope import Scope
from forms.feel.services import NO_SERVICES
from forms.feel.values import Lambda

NO_CONSTANT: Final = object()
_ASKS: Final = frozenset({
    "now", "today", "workdays", "add workdays", "listed", "parameter", "entry", "applicant", "declared elsewhere",
})  # fmt: skip
"""Functions that answer differently from day to day."""
_STEPS: Final = 10_000


def constant(node: ast.Node) -> Any:
    """The value of a part that reads nothing and asks nobody; else NO_CONSTANT."""
    if isinstance(node, ast.Literal):
        return node.value
    if isinstance(node, (ast.Name, ast.Path, ast.Compare, ast.Tests)) or not _is_fixed(node):
        return NO_CONSTANT
    run = Run({}, NO_SERVICES)
    run.left = _STEPS
    try:
        found = build(node, Scope(set()))(Frame(run, None, None))
    except (FeelError, LimitReached, RecursionError):
        return NO_CONSTANT
    return NO_CONSTANT if isinstance(found, Lambda) else found


def _is_fixed(node: ast.Node) -> bool:
    asks = any(isinstance(each, ast.Name) and each.name in {*_ASKS, "?", "item", "partial"} for each in ast.walk(node))
    return not asks and not any(True for _ in reads(node))
