"""What a template says, held against what it may speak of: every path leads to a value, every loop to rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from forms.feel.nearest import nearest
from forms.paper.formats import FORMATS
from forms.paper.language import Path
from forms.paper.places import Where
from forms.paper.refused import Problem
from forms.paper.shape import Group, Leaf, Rows, Shape
from forms.paper.tree import Body, Loop, Node, Para, Row, Table


@dataclass(frozen=True)
class Shows:
    """What a template shows: the field groups, and whether something that only those concerned may see.

    `names` are the first names of its paths: whether it speaks of `replaces` itself.
    """

    groups: frozenset[str] = frozenset()
    closed: bool = False
    names: frozenset[str] = frozenset()


@dataclass
class _Looking:
    root: Group
    problems: list[Problem] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    closed: bool = False
    names: set[str] = field(default_factory=set)

    @cached_property
    def paths(self) -> list[str]:
        return list(known_paths(self.root))


Scope = Mapping[str, Group]
"""The rows of the loops around a place, by the names given to them."""


def check(bodies: Sequence[Body], root: Group) -> tuple[list[Problem], Shows]:
    """Everything that is wrong with the paths of a template, and what it shows."""
    looking = _Looking(root)
    for body in bodies:
        _nodes(looking, body.nodes, {})
    found = Shows(frozenset(looking.groups - {""}), looking.closed, frozenset(looking.names))
    return looking.problems, found


def known_paths(root: Group, prefix: str = "") -> Iterator[str]:
    """Every path there is; what stands in rows has one only in a loop over them."""
    for name, shape in root.fields.items():
        yield f"{prefix}{name}"
        if isinstance(shape, Group):
            yield from known_paths(shape, f"{prefix}{name}.")


def _nodes(looking: _Looking, nodes: Sequence[Node | Row], scope: Scope) -> None:
    for node in nodes:
        if isinstance(node, Para):
            for _, mark in node.places:
                _value(looking, mark.path, scope, node.where)
        elif isinstance(node, Table):
            _nodes(looking, node.rows, scope)
        elif isinstance(node, Row):
            for cell in node.cells:
                _nodes(looking, cell.nodes, scope)
        elif isinstance(node, Loop):
            _loop(looking, node, scope)


def _loop(looking: _Looking, loop: Loop, scope: Scope) -> None:
    shape = _shape(looking, loop.mark.path, scope, loop.where)
    if isinstance(shape, Rows):
        _nodes(looking, loop.body, {**scope, loop.mark.row: shape.item})
    elif shape is not None:
        looking.problems.append(Problem("paper.no_rows", loop.where.message, {"path": ".".join(loop.mark.path)}))


def _value(looking: _Looking, path: Path, scope: Scope, where: Where) -> None:
    shape = _shape(looking, path, scope, where)
    if shape is not None and not isinstance(shape, Leaf):
        _no_value(looking, shape, path, where)


def _no_value(looking: _Looking, shape: Group | Rows, path: Path, where: Where) -> None:
    """Rows without a loop around them, or a name that others stand under."""
    code = "paper.needs_loop" if isinstance(shape, Rows) else "paper.a_group"
    inside = shape.item if isinstance(shape, Rows) else shape
    data = {"path": ".".join(path), "names": list(inside.fields)[:8]}
    looking.problems.append(Problem(code, where.message, data))


def _shape(looking: _Looking, path: Path, scope: Scope, where: Where) -> Shape | None:
    """What a path leads to; None once it is told that it leads nowhere. A further way to write a value is a leaf."""
    known: Mapping[str, Shape] = {**looking.root.fields, **scope}
    shape: Shape | None = known.get(path[0])
    looking.names.add(path[0])
    for n, name in enumerate(path):
        if n and isinstance(shape, Leaf):
            return _way(looking, shape, path, n, where)
        if isinstance(shape, Rows) and n:
            _no_value(looking, shape, path[:n], where)
            return None
        if n:
            shape = shape.fields.get(name) if isinstance(shape, Group) else None
        if shape is None:
            _unknown(looking, path, n, scope, where)
            return None
        _shown(looking, shape)
    return shape


def _shown(looking: _Looking, shape: Shape) -> None:
    if isinstance(shape, (Leaf, Rows)):
        looking.groups.add(shape.group)
    if isinstance(shape, (Group, Rows)) and shape.closed:
        looking.closed = True


def _way(looking: _Looking, leaf: Leaf, path: Path, n: int, where: Where) -> Shape | None:
    ways = FORMATS[leaf.kind]
    if path[n] in ways and n == len(path) - 1:
        return leaf
    data = {"path": ".".join(path), "of": ".".join(path[:n]), "name": path[n], "ways": list(ways)}
    looking.problems.append(Problem("paper.no_way" if ways else "paper.no_ways", where.message, data))
    return None


def _unknown(looking: _Looking, path: Path, n: int, scope: Scope, where: Where) -> None:
    """Names the path, where it goes wrong, and the nearest that there is."""
    text = ".".join(path)
    near = nearest(text, _candidates(looking, path, n, scope))
    data = {"path": text, "name": path[n], "near": near or ""}
    looking.problems.append(Problem("paper.unknown_near" if near else "paper.unknown", where.message, data))


def _candidates(looking: _Looking, path: Path, n: int, scope: Scope) -> list[str]:
    found = list(looking.paths)
    for row, item in scope.items():
        found += [f"{row}.{p}" for p in known_paths(item)]
    begin = ".".join(path[:n]) + "." if n else ""
    return [p for p in found if p.startswith(begin)] or found
