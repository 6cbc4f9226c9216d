"""Shapes of paths and filters."""

from __future__ import annotations

from typing import Final

from forms.feel import ast
from forms.feel.errors import FeelError
from forms.feel.infer import View, infer, rule, unknown, wanted
from forms.feel.nearest import nearest
from forms.feel.shapes import ANY, BOOLEAN, TEXT, WHOLE, Shape, listed

_SPAN: Final = Shape("days and time duration")
_DAY: Final = {"year": WHOLE, "month": WHOLE, "day": WHOLE, "weekday": WHOLE}
_CLOCK: Final = {"hour": WHOLE, "minute": WHOLE, "second": Shape("number"), "time offset": _SPAN, "timezone": TEXT}
PARTS: Final[dict[str, dict[str, Shape]]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": {**_DAY, **_CLOCK},
    "years and months duration": {"years": WHOLE, "months": WHOLE},
    "days and time duration": {"days": WHOLE, "hours": WHOLE, "minutes": WHOLE, "seconds": Shape("number")},
    "range": {"start": ANY, "end": ANY, "start included": BOOLEAN, "end included": BOOLEAN},
}
"""What can be read from a value by `.name`."""


@rule(ast.Path)
def _path(node: ast.Path, view: View) -> Shape:
    base = infer(node.base, view)
    found = _step(node, base)
    if found.kind == "list" and found.inner.kind == "list" and base.inner.kind != "list":
        view.remark("list_of_lists", node, path=spelled(node))
    return found


def _step(node: ast.Path, base: Shape) -> Shape:
    if not base.sure or (base.kind == "context" and base.fields is None):
        return ANY
    if base.kind == "list":
        return listed(_step(node, base.inner))
    if base.kind == "context":
        return base.field(node.name) or _missing(node, [name for name, _ in base.fields or ()])
    if base.kind == "range" and node.name in ("start", "end"):
        return base.inner
    parts = PARTS.get(base.kind, {})
    return parts.get(node.name) or _no_part(node, base, list(parts))


def _missing(node: ast.Path, fields: list[str]) -> Shape:
    before = spelled(node.base)
    named = {f"{before}.{field}" if before else field for field in fields}
    raise unknown("unknown_name", _first(node), f"{before}.{node.name}" if before else node.name, named)


def _no_part(node: ast.Path, base: Shape, parts: list[str]) -> Shape:
    near = nearest(node.name, parts)
    data = {"name": node.name, "kind": base.kind, "known": ", ".join(parts), "nearest": near}
    code = "no_part_near" if near else "no_part" if parts else "no_parts"
    raise FeelError(code, node.pos + 1, data)


def _first(node: ast.Node) -> ast.Node:
    """The part a path begins with: where a message about it points."""
    while isinstance(node, (ast.Path, ast.Filter)):
        node = node.base
    return node


def spelled(node: ast.Node) -> str:
    """The path of names a node spells, filters aside; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.name
    if isinstance(node, ast.Filter):
        return spelled(node.base)
    base = spelled(node.base) if isinstance(node, ast.Path) else ""
    return f"{base}.{node.name}" if base and isinstance(node, ast.Path) else ""


@rule(ast.Filter)
def _filter(node: ast.Filter, view: View) -> Shape:
    base = infer(node.base, view)
    item = base.inner if base.kind == "list" else base
    condition = infer(node.condition, view.inside(item))
    if condition.kind == "number":
        return item
    wanted(node.condition, condition, "boolean")
    return listed(item) if condition.kind == "boolean" else ANY
