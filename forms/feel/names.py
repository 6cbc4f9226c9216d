"""Which names an expression reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from forms.feel import ast
from forms.feel.functions import REGISTRY

Where = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """What local names stand for: the path they iterate over, or None; and the filtered paths around."""

    local: dict[str, Where | None] = field(default_factory=dict)
    items: tuple[Where | None, ...] = ()

    def knowing(self, names: dict[str, Where | None]) -> _View:
        return replace(self, local={**self.local, **names})


@dataclass(frozen=True, slots=True)
class Read:
    """One name or path that is read: all the paths it may mean, and where it stands.

    `spots` say where the last names of it are written: at the name itself, or at the point before it.
    """

    paths: tuple[Where, ...]
    pos: int
    called: bool = False
    spots: tuple[int, ...] = ()


def references(text: str | ast.Node, names: frozenset[str] | None = None) -> set[Where]:
    """The free names and paths an expression reads, without iteration variables and built-in functions.

    Inside a filter a name is taken to be a field of the filtered path; with `names`, a name found there counts as
    read as well, because it may mean the outer one.
    """
    from forms.feel.parser import parse

    tree = parse(text) if isinstance(text, str) else text
    return {path for read in reads(tree, names) for path in read.paths}


def reads(tree: ast.Node, names: frozenset[str] | None = None) -> Iterator[Read]:
    """Every reading of a name, in no particular order."""
    for read in _reads(tree, _View()):
        inside_filter = len(read.paths) > 1
        outer_known = names is not None and read.paths[-1][0] in names
        yield replace(read, paths=read.paths[:-1]) if inside_filter and not outer_known else read


def _reads(node: ast.Node, view: _View) -> Iterator[Read]:
    if isinstance(node, (ast.Name, ast.Path)):
        yield from _path(node, view)
    elif isinstance(node, ast.Filter):
        yield from _reads(node.base, view)
        yield from _reads(node.condition, replace(view, items=(*view.items, where(node.base, view))))
    elif isinstance(node, (ast.For, ast.Quantified)):
        yield from _loop(node, view)
    elif isinstance(node, ast.Function):
        yield from _reads(node.body, view.knowing({name: None for name, _ in node.params}))
    elif isinstance(node, ast.ContextOf):
        yield from _entries(node, view)
    elif isinstance(node, ast.Call):
        yield from _called(node, view)
    else:
        for child in ast.children(node):
            yield from _reads(child, view)


def _path(node: ast.Name | ast.Path, view: _View) -> Iterator[Read]:
    names, spots, base = _unrolled(node)
    if not isinstance(base, ast.Name):
        found = where(node, view)
        if found:
            yield Read((found,), node.pos, spots=spots)
        yield from _reads(base, view)
    elif base.name in view.local:
        found = view.local[base.name]
        if found and names:
            yield Read(((*found, *names),), base.pos, spots=spots)
    elif base.name != "?":
        yield from _free(base, names, spots, view)


def _free(base: ast.Name, names: Where, spots: tuple[int, ...], view: _View) -> Iterator[Read]:
    if base.name == "item" and view.items:
        found = view.items[-1]
        if found and names:
            yield Read(((*found, *names),), base.pos, spots=spots)
        return
    plain = (base.name, *names)
    inner = tuple((*item, *plain) for item in view.items[-1:] if item)
    yield Read((*inner, plain), base.pos, spots=(base.pos, *spots))


def _unrolled(node: ast.Node) -> tuple[Where, tuple[int, ...], ast.Node]:
    names: list[str] = []
    spots: list[int] = []
    while isinstance(node, ast.Path):
        names.append(node.name)
        spots.append(node.pos)
        node = node.base
    return tuple(reversed(names)), tuple(reversed(spots)), node


def where(node: ast.Node, view: _View) -> Where | None:
    """The path a value comes from, through filters and `flatten`; None when it is computed."""
    if isinstance(node, ast.Filter):
        return where(node.base, view)
    if isinstance(node, ast.Path):
        base = where(node.base, view)
        return (*base, node.name) if base else None
    if isinstance(node, ast.Call) and node.function == ast.Name("flatten") and node.args:
        return where(node.args[0], view)
    if isinstance(node, ast.Name):
        return _origin(node.name, view)
    return None


def _origin(name: str, view: _View) -> Where | None:
    if name in view.local:
        return view.local[name]
    item = view.items[-1] if view.items else None
    if name == "item" and view.items:
        return item
    return (*item, name) if item else (name,)


def _loop(node: ast.For | ast.Quantified, view: _View) -> Iterator[Read]:
    for each in node.iterations:
        yield from _reads(each.source, view)
        if each.until:
            yield from _reads(each.until, view)
        view = view.knowing({each.name: None if each.until else where(each.source, view)})
    if isinstance(node, ast.For):
        yield from _reads(node.body, view.knowing({"partial": None}))
    else:
        yield from _reads(node.condition, view)


def _entries(node: ast.ContextOf, view: _View) -> Iterator[Read]:
    for key, value in node.entries:
        inner = view.knowing({key: None}) if isinstance(value, ast.Function) else view
        yield from _reads(value, inner)
        view = view.knowing({key: where(value, view)})


def _called(node: ast.Call, view: _View) -> Iterator[Read]:
    if not isinstance(node.function, ast.Name):
        yield from _reads(node.function, view)
    elif node.function.name not in REGISTRY and node.function.name not in view.local:
        yield Read(((node.function.name,),), node.function.pos, called=True)
    for arg in node.args:
        if not (isinstance(arg, ast.Name) and arg.name in REGISTRY and arg.name not in view.local):
            yield from _reads(arg, view)
