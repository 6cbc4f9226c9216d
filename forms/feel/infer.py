"""The static check: what shape each part of an expression has, and what can never be right.

What is surely wrong raises `FeelError`; what is probably not meant is a `Remark`. One rule a kind of node, as in
`build`; the rules lie in the modules `infer_…`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from forms.feel import ast
from forms.feel.errors import FeelError, Remark
from forms.feel.functions import REGISTRY
from forms.feel.nearest import nearest
from forms.feel.shapes import ANY, FUNCTION, Shape

Types = Mapping[str, Shape]
Rule = Callable[[Any, "View"], Shape]
RULES: Final[dict[type[ast.Node], Rule]] = {}


@dataclass(frozen=True, eq=False)
class View:
    """What is known where a part stands: local names or the item of a filter, what lies around, what was found."""

    known: Types
    names: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    up: View | None = None
    remarks: list[Remark] = field(default_factory=list)
    shapes: dict[int, Shape] = field(default_factory=dict)  # by the identity of the node

    def below(self, names: Mapping[str, Shape]) -> View:
        """The view with local names on top."""
        return View(self.known, names, None, self, self.remarks, self.shapes)

    def inside(self, item: Shape) -> View:
        """The view of a filter's condition."""
        return View(self.known, {}, item, self, self.remarks, self.shapes)

    def aside(self) -> View:
        """The same view whose remarks are kept apart."""
        return View(self.known, self.names, self.item, self.up, [], self.shapes)

    def remark(self, code: str, node: ast.Node, **data: Any) -> None:
        """Note something that is probably not meant."""
        found = Remark(code, node.pos, data)
        if found not in self.remarks:
            self.remarks.append(found)

    def find(self, name: str) -> Shape | None:
        """The shape of a name; None when nothing here bears it."""
        here: View | None = self
        unsure = False
        while here is not None:
            if name in here.names:
                return here.names[name]
            if here.item is not None:
                if name == "item":
                    return here.item
                if (found := here.item.field(name)) is not None:
                    return found
                unsure |= not here.item.sure or (here.item.kind == "context" and here.item.fields is None)
            here = here.up
        return self.known.get(name) or (ANY if unsure else None)

    def is_local(self, name: str) -> bool:
        """Whether an iteration, a parameter or a context around calls something so."""
        here: View | None = self
        while here is not None:
            if name in here.names:
                return True
            here = here.up
        return False

    def all_names(self) -> Iterator[str]:
        """Every name and path that may be used here."""
        here: View | None = self
        while here is not None:
            yield from _spelled(here.names.items())
            yield from _spelled(here.item.fields or () if here.item else ())
            here = here.up
        yield from _spelled(self.known.items())


def _spelled(names: Iterable[tuple[str, Shape]]) -> Iterator[str]:
    """Names, and with dots what lies below them."""
    for name, shape in names:
        yield name
        inner = shape.inner if shape.kind == "list" else shape
        yield from (f"{name}.{below}" for below in _spelled(inner.fields or ()))


def rule(kind: type[ast.Node]) -> Callable[[Rule], Rule]:
    """Declare the function that finds the shape of nodes of a kind."""

    def keep(function: Rule) -> Rule:
        RULES[kind] = function
        return function

    return keep


def infer(node: ast.Node, view: View) -> Shape:
    """The shape of a part; raises `FeelError` when it can never be right."""
    found = RULES[type(node)](node, view)
    view.shapes[id(node)] = found
    return found


@rule(ast.Name)
def _name(node: ast.Name, view: View) -> Shape:
    found = view.find(node.name)
    if found is not None:
        return found
    if node.name in REGISTRY:
        return FUNCTION
    raise unknown("unknown_name", node, node.name, {*view.all_names()})


def unknown(code: str, node: ast.Node, name: str, known: set[str]) -> FeelError:
    """A name that nothing bears, with the nearest that something does."""
    near = nearest(name, known)
    return FeelError(f"{code}_near" if near else code, node.pos, {"name": name, "nearest": near})


def wanted(node: ast.Node, shape: Shape, kind: str) -> Shape:
    """The shape, which has to be of a kind; raises `FeelError` when it surely is not."""
    if shape.sure and shape.kind != kind:
        raise FeelError("wrong_kind", start(node), {"wanted": kind, "kind": shape.kind})
    return shape


def start(node: ast.Node) -> int:
    """Where a part begins: operators stand at their sign."""
    return min(each.pos for each in ast.walk(node))
