"""A template as a tree: paragraphs with their marks, tables, and loops around paragraphs or rows.

Loops stand around whole paragraphs (both marks in one paragraph, or each alone in one) or around whole rows of a
table (one mark in the first row, one in the last; both may stand in one row). A row may hold a table again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from docx.document import Document as Docx

from forms.paper.language import For, Found, Place, marks
from forms.paper.letters import TBL, TC, TR, Element, P, text_of
from forms.paper.places import Where
from forms.paper.refused import Problem

MOST_MARKS: Final = 3_000


@dataclass(frozen=True)
class Para:
    """A paragraph: where values go in its text, and which spans (marks of loops) are taken away."""

    element: Element
    where: Where
    places: tuple[tuple[Found, Place], ...] = ()
    gone: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Cell:
    element: Element
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Row:
    element: Element
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    element: Element
    where: Where
    rows: tuple[Row | Loop, ...]


@dataclass(frozen=True)
class Kept:
    """Anything else in its place: the end of a section, a bookmark."""

    element: Element


@dataclass(frozen=True)
class Loop:
    """What is repeated for each row of a list."""

    mark: For
    where: Where
    body: tuple[Node | Row | Loop, ...]


Node = Para | Table | Loop | Kept


@dataclass(frozen=True)
class Body:
    """A part of the document with its content: the text itself, a header, a footer."""

    element: Element
    nodes: tuple[Node, ...]


@dataclass
class _Reading:
    problems: list[Problem] = field(default_factory=list)
    marks: int = 0

    def wrong(self, where: Where, code: str, **data: object) -> None:
        self.problems.append(Problem(code, where.message, dict(data)))


@dataclass(frozen=True)
class _Read:
    """A paragraph with what stands in it, before anybody knows which loops are around what."""

    element: Element
    where: Where
    text: str
    found: tuple[Found, ...]

    @property
    def loops(self) -> list[Found]:
        return [f for f in self.found if not isinstance(f.mark, Place)]

    @property
    def para(self) -> Para:
        places = tuple((f, f.mark) for f in self.found if isinstance(f.mark, Place))
        return Para(self.element, self.where, places, tuple(self.loops))

    @property
    def only(self) -> bool:
        """Whether nothing but marks of loops stands in it."""
        rest = self.text
        for mark in reversed(self.loops):
            rest = rest[: mark.start] + rest[mark.end :]
        return not rest.strip()


def read(docx: Docx) -> tuple[list[Body], list[Problem]]:
    """The text and every header and footer, with what is wrong with their marks."""
    reading = _Reading()
    bodies = [_body(reading, docx.element.body, Where())]
    for part, where in _margins(docx):
        bodies.append(_body(reading, part, where))
    return bodies, reading.problems


def _margins(docx: Docx) -> Iterator[tuple[Element, Where]]:
    """The headers and footers that the document has itself."""
    for relation in docx.part.rels.values():
        for kind in ("header", "footer"):
            if relation.reltype.endswith(f"/{kind}"):
                yield relation.target_part.element, Where(part=kind)


def _body(reading: _Reading, element: Element, where: Where) -> Body:
    nodes, open_, closed = _container(reading, element, where)
    for mark, at in open_:
        reading.wrong(at, "paper.not_closed", text=mark.text)
    for mark, at in closed:
        reading.wrong(at, "paper.not_opened", text=mark.text)
    return Body(element, nodes)


Loose = list[tuple[Found, Where]]
"""Marks whose other half stands in another cell, or nowhere."""


def _container(reading: _Reading, element: Element, where: Where) -> tuple[tuple[Node, ...], Loose, Loose]:
    """What stands in a body or a cell; and the marks in it that open and close a loop around its row."""
    paragraphs, tables = count(1), count(1)
    parts: list[_Read | Table | Kept] = []
    for child in element:
        if child.tag == P:
            parts.append(_paragraph(reading, child, where.paragraph(next(paragraphs))))
        elif child.tag == TBL:
            parts.append(_table(reading, child, where.table(next(tables))))
        else:
            parts.append(Kept(child))
    pairs, opens, closes = _paired(parts)
    return _nested(reading, parts, pairs), opens, closes


def _paragraph(reading: _Reading, element: Element, where: Where) -> _Read:
    text = text_of(element)
    found = marks(text)
    reading.marks += len(found)
    if reading.marks > MOST_MARKS:
        reading.wrong(where, "paper.too_many", limit=MOST_MARKS)
        found = []
    for each in found:
        if each.wrong is not None:
            reading.wrong(where, each.wrong.code, **each.wrong.data)
    return _Read(element, where, text, tuple(f for f in found if f.mark is not None))


_At = tuple[int, int]
"""A mark: the number of its paragraph among the parts, and its number in it."""


def _paired(parts: Sequence[_Read | Table | Kept]) -> tuple[dict[_At, _At], Loose, Loose]:
    """Which mark closes which; those left over, opening and closing."""
    pairs: dict[_At, _At] = {}
    opens: list[_At] = []
    closes: Loose = []
    for n, part in enumerate(parts):
        for m, mark in enumerate(part.loops if isinstance(part, _Read) else ()):
            if isinstance(mark.mark, For):
                opens.append((n, m))
            elif opens:
                pairs[opens.pop()] = (n, m)
            elif isinstance(part, _Read):
                closes.append((mark, part.where))
    return pairs, [_mark(parts, at) for at in opens], closes


def _mark(parts: Sequence[_Read | Table | Kept], at: _At) -> tuple[Found, Where]:
    part = parts[at[0]]
    assert isinstance(part, _Read)
    return part.loops[at[1]], part.where


def _nested(
    reading: _Reading, parts: Sequence[_Read | Table | Kept], pairs: dict[_At, _At], begin: int = 0,
    end: int | None = None, skip: frozenset[_At] = frozenset(),
) -> tuple[Node, ...]:
    """The parts from `begin` up to `end`, with loops around what stands between their marks; `skip` are done."""
    made: list[Node] = []
    n = begin
    while n < (len(parts) if end is None else end):
        part = parts[n]
        first = next((at for at in sorted(pairs) if at[0] == n and at not in skip), None)
        if not isinstance(part, _Read):
            made.append(part)
        elif first is None:
            made.extend([] if part.loops and part.only and _mine(part, n, pairs) else [part.para])
        else:
            last = pairs[first]
            made.append(_loop(reading, parts, pairs, first, last, skip | {first}))
            n = last[0]
        n += 1
    return tuple(made)


def _mine(part: _Read, n: int, pairs: dict[_At, _At]) -> bool:
    """Whether all marks of a paragraph belong to loops around paragraphs: then it is not there itself."""
    ours = {at for pair in pairs.items() for at in pair}
    return all((n, m) in ours for m in range(len(part.loops)))


def _loop(
    reading: _Reading, parts: Sequence[_Read | Table | Kept], pairs: dict[_At, _At], first: _At, last: _At,
    skip: frozenset[_At],
) -> Loop:
    found, where = _mark(parts, first)
    assert isinstance(found.mark, For)
    opening, closing = parts[first[0]], parts[last[0]]
    assert isinstance(opening, _Read) and isinstance(closing, _Read)
    if first[0] == last[0]:
        if not _around(opening):
            reading.wrong(where, "paper.loop_inside", text=found.text)
        return Loop(found.mark, where, _nested(reading, parts, pairs, first[0], first[0] + 1, skip))
    for part in (opening, closing):
        if not part.only:
            reading.wrong(part.where, "paper.loop_beside", text=found.text)
    return Loop(found.mark, where, _nested(reading, parts, pairs, first[0] + 1, last[0], skip))


def _around(part: _Read) -> bool:
    """Whether the first and the last thing in a paragraph are marks of one loop."""
    loops = part.loops
    outside = part.text[: loops[0].start] + part.text[loops[-1].end :]
    return not outside.strip() and len(loops) == 2


def _table(reading: _Reading, element: Element, where: Where) -> Table:
    """A table: loose marks of its cells are loops around its rows."""
    rows: list[tuple[Row, Loose, Loose]] = []
    for n, row in enumerate((r for r in element if r.tag == TR), 1):
        cells, opens, closes = list[Cell](), Loose(), Loose()
        for m, cell in enumerate((c for c in row if c.tag == TC), 1):
            nodes, more, less = _container(reading, cell, where.cell(n, m))
            cells.append(Cell(cell, nodes))
            opens, closes = opens + more, closes + less
        rows.append((Row(row, tuple(cells)), opens, closes))
    return Table(element, where, tuple(_looped(reading, rows)))


def _looped(reading: _Reading, rows: Sequence[tuple[Row, Loose, Loose]]) -> list[Row | Loop]:
    """Rows with the loops around them; a row in which nothing but marks stands is not there itself."""
    stack: list[tuple[Found, Where, list[Row | Loop]]] = []
    made: list[Row | Loop] = []
    for row, opens, closes in rows:
        for mark, at in opens:
            stack.append((mark, at, []))
        if not ((opens or closes) and _bare(row)):
            (stack[-1][2] if stack else made).append(row)
        for mark, at in closes:
            if not stack:
                reading.wrong(at, "paper.not_opened", text=mark.text)
                continue
            found, begun, body = stack.pop()
            assert isinstance(found.mark, For)
            (stack[-1][2] if stack else made).append(Loop(found.mark, begun, tuple(body)))
    for mark, at, body in stack:
        reading.wrong(at, "paper.not_closed", text=mark.text)
        made += body
    return made


def _bare(row: Row) -> bool:
    """Whether nothing but marks of loops stands in a row."""
    nodes = [n for c in row.cells for n in c.nodes]
    return all(isinstance(n, Para) and not n.places and _empty(n) for n in nodes)


def _empty(para: Para) -> bool:
    text = text_of(para.element)
    for mark in reversed(para.gone):
        text = text[: mark.start] + text[mark.end :]
    return not text.strip()



