"""A .docx as lines and grids: what a reader of the page would see, accepted changes included, hidden text left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree

from forms.official.document import Block, Cell, Document, Grid, Line
from forms.official.limits import DEEPEST, MAX_CELLS, MAX_LINES, MAX_TEXT
from forms.official.refused import OfficialRefused
from forms.official.word_text import BODY, Element, W, boxes_in, is_bold, is_centred, text_of
from forms.text import Message

_LINE = 15.6  # points of a line of text


@dataclass
class _Reading:
    """Numbers of what was met so far."""

    lines: Iterator[int] = field(default_factory=lambda: count(1))
    grids: Iterator[int] = field(default_factory=lambda: count(1))
    cells: int = 0
    lines_read: int = 0
    deep: bool = False

    def more(self, cells: int = 0, lines: int = 0) -> None:
        self.cells, self.lines_read = self.cells + cells, self.lines_read + lines
        if self.cells > MAX_CELLS or self.lines_read > MAX_LINES:
            raise OfficialRefused("official.no_blank")


def words_of(data: bytes, name: str) -> Document:
    """The document of a file that the guard has seen; raises what its readers raise."""
    body, reading = _body(data), _Reading()
    blocks = tuple(_blocks(body, reading))
    told = (Message("official.told.deep"),) if reading.deep else ()
    return Document("docx", name, blocks, told)


def _body(data: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = next(e for e in archive.infolist() if e.filename.lower() == "word/document.xml")
        body = etree.fromstring(archive.read(entry), _parser()).find(f"{W}body")
    if body is None:
        raise OfficialRefused("official.broken")
    return body


def paragraphs_of(data: bytes) -> Iterator[str]:
    """The lines of a file that the guard has seen, those in cells of tables too; raises what its readers raise."""
    for paragraph in _paragraphs(_body(data)):
        yield from text_of(paragraph).split("\n")


def _paragraphs(around: Element) -> Iterator[Element]:
    for each in _below(around):
        if each.tag == f"{W}p":
            yield each
        else:
            yield from (p for cell in each.iter(f"{W}tc") for p in _below(cell) if p.tag == f"{W}p")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)


def _blocks(around: Element, reading: _Reading) -> Iterator[Block]:
    for each in _below(around):
        if each.tag == f"{W}p":
            yield from _lines(each, reading)
            for box in boxes_in(each):
                yield from _blocks(box, reading)
        else:
            grid = _grid(each, reading, 1)
            if grid is not None:
                yield grid


def _below(around: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in content controls and accepted changes; what was deleted is gone."""
    for each in around:
        if each.tag in (f"{W}p", f"{W}tbl"):
            yield each
        elif each.tag == f"{W}sdt":
            yield from (b for c in each.iterchildren(f"{W}sdtContent") for b in _below(c))
        elif each.tag in BODY:
            yield from _below(each)


def _lines(paragraph: Element, reading: _Reading) -> Iterator[Line]:
    """The lines of a paragraph: where somebody broke a line, a new one begins."""
    for text in text_of(paragraph).split("\n"):
        reading.more(lines=1)
        yield Line(next(reading.lines), text[:MAX_TEXT], is_centred(paragraph), is_bold(paragraph))


def _grid(table: Element, reading: _Reading, depth: int) -> Grid | None:
    number = next(reading.grids)
    rows = [r for r in _under(table, f"{W}tr") if r.find(f"{W}trPr/{W}del") is None]
    cells: dict[tuple[int, int], Cell] = {}
    for n, row in enumerate(rows):
        _row(n, row, cells, reading, depth)
    if not cells:
        return None
    width = max(c.right for c in cells.values())
    return Grid(number, len(rows), width, tuple(_filled(cells, width)))


def _filled(cells: dict[tuple[int, int], Cell], width: int) -> Iterator[Cell]:
    """The cells, the last of a row as far as the table goes: programs leave the span of the last one out."""
    last: dict[int, Cell] = {}
    for cell in cells.values():
        for row in range(cell.row, cell.bottom):
            if row not in last or last[row].column < cell.column:
                last[row] = cell
    for cell in cells.values():
        ends = all(last[row] is cell for row in range(cell.row, cell.bottom))
        yield replace(cell, width=width - cell.column) if ends and cell.right < width else cell


def _under(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that a content control or an accepted change holds."""
    for each in parent:
        if each.tag == tag:
            yield each
        elif each.tag == f"{W}sdt":
            yield from (e for content in each.iterchildren(f"{W}sdtContent") for e in _under(content, tag))
        elif each.tag in BODY:
            yield from _under(each, tag)


def _row(n: int, row: Element, cells: dict[tuple[int, int], Cell], reading: _Reading, depth: int) -> None:
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    tall = _number(row.find(f"{W}trPr/{W}trHeight"), 0) / 20 / _LINE
    for each in _under(row, f"{W}tc"):
        reading.more(cells=1)
        width = _number(each.find(f"{W}tcPr/{W}gridSpan"), 1)
        merge = each.find(f"{W}tcPr/{W}vMerge")
        above = _above(cells, n, column) if merge is not None and merge.get(f"{W}val") != "restart" else None
        if above is not None:
            cells[above.row, above.column] = replace(above, height=n + 1 - above.row, tall=above.tall + tall)
        else:
            cells[n, column] = _cell(each, n, column, width, tall, reading, depth)
        column += width


def _above(cells: dict[tuple[int, int], Cell], row: int, column: int) -> Cell | None:
    return next((c for c in cells.values() if c.column == column and c.bottom == row), None)


def _cell(each: Element, n: int, column: int, width: int, tall: float, reading: _Reading, depth: int) -> Cell:
    paragraphs = [b for b in _below(each) if b.tag == f"{W}p"]
    inner = [b for b in _below(each) if b.tag == f"{W}tbl"]
    said = [text_of(p) for p in paragraphs]
    said += [text_of(p) for p in paragraphs for box in boxes_in(p) for p in box.iter(f"{W}p")]
    grids: list[Grid] = []
    if inner and depth >= DEEPEST:
        reading.deep = True
        said += [text_of(p) for t in inner for p in t.iter(f"{W}p")]
    elif inner:
        grids = [g for t in inner if (g := _grid(t, reading, depth + 1)) is not None]
    text = "\n".join(said).strip("\n")[:MAX_TEXT]
    bold = any(map(is_bold, paragraphs))
    return Cell(n, column, text, 1, width, bold, max(tall, len(paragraphs)), inner=tuple(grids))


def _number(element: Element | None, usual: int) -> int:
    try:
        return usual if element is None else min(max(int(element.get(f"{W}val", usual)), 0), 2_000)
    except ValueError:
        return usual
