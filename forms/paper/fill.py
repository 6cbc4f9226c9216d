"""Filling a template: loops are unrolled, values written where their paths stand, everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from forms.chars import clean
from forms.paper.formats import Written
from forms.paper.language import Path
from forms.paper.letters import TC, TR, Element, P, lines, replaced
from forms.paper.refused import PaperRefused
from forms.paper.tree import Body, Cell, Loop, Node, Para, Row, Table

MOST_BLOCKS: Final = 50_000
"""Paragraphs, tables and rows that a paper may have once it is filled."""
Scope = Mapping[str, Any]


@dataclass
class _Room:
    left: int = MOST_BLOCKS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise PaperRefused("paper.too_long", limit=MOST_BLOCKS)


def fill(bodies: Sequence[Body], values: Scope) -> None:
    """Write the values into the document that the bodies were read from; raises `PaperRefused` for one without end."""
    room = _Room()
    for body in bodies:
        _put(body.element, list(_nodes(body.nodes, values, room)), ())


def _put(element: Element, made: Sequence[Element], kept: tuple[str, ...]) -> None:
    """What stands in a body, a cell, a table from now on; elements of the kinds `kept` stay before it."""
    for child in [c for c in element if c.tag not in kept]:
        element.remove(child)
    element.extend(made)


def _nodes(nodes: Sequence[Node | Row], scope: Scope, room: _Room) -> Iterator[Element]:
    for node in nodes:
        room.take()
        if isinstance(node, Para):
            yield from _para(node, scope)
        elif isinstance(node, Table):
            yield from _table(node, scope, room)
        elif isinstance(node, Row):
            yield _row(node, scope, room)
        elif isinstance(node, Loop):
            for item in _rows(node.mark.path, scope):
                yield from _nodes(node.body, {**scope, node.mark.row: item}, room)
        else:
            yield deepcopy(node.element)


def _para(para: Para, scope: Scope) -> list[Element]:
    made = deepcopy(para.element)
    changes = [(found.start, found.end, _text(mark.path, scope)) for found, mark in para.places]
    changes += [(found.start, found.end, "") for found in para.gone]
    if changes:
        replaced(made, changes)
    return lines(made)


def _table(table: Table, scope: Scope, room: _Room) -> Iterator[Element]:
    """A table whose rows are all gone is gone itself: a table without rows is no document any more."""
    made = deepcopy(table.element)
    rows = list(_nodes(table.rows, scope, room))
    for row in [r for r in made if r.tag == TR]:
        made.remove(row)
    made.extend(rows)
    if rows:
        yield made


def _row(row: Row, scope: Scope, room: _Room) -> Element:
    made = deepcopy(row.element)
    cells = [c for c in made if c.tag == TC]
    for cell, element in zip(row.cells, cells, strict=True):
        _fill_cell(cell, element, scope, room)
    return made


def _fill_cell(cell: Cell, element: Element, scope: Scope, room: _Room) -> None:
    made = list(_nodes(cell.nodes, scope, room))
    for child in list(element):
        element.remove(child)
    element.extend(made)
    if not made or made[-1].tag != P:  # a cell ends with a paragraph, or Word does not open it
        element.append(element.makeelement(P, {}))


def _rows(path: Path, scope: Scope) -> Sequence[Any]:
    found = _found(path, scope)
    return found if isinstance(found, list) else ()


def _text(path: Path, scope: Scope) -> str:
    """The value at the end of a path, the way that its last name may ask for; "" for what is not there."""
    found = _found(path, scope)
    if isinstance(found, Written):
        return clean(found.text)
    before = _found(path[:-1], scope) if len(path) > 1 else None
    return clean(before.way(path[-1])) if isinstance(before, Written) else ""


def _found(path: Path, scope: Scope) -> Any:
    here: Any = scope
    for name in path:
        here = here.get(name) if isinstance(here, Mapping) else None
    return here


