"""Tables: widths, merged cells, rules, heads that come again on every page; a cell may hold a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forms.paper.letters import TC, TR, Element
from forms.paper.pdf.looks import TWIP, Line, W, number, ruled
from forms.paper.pdf.paragraphs import Pen
from forms.paper.pdf.source import joined, listed, points, stroke

SIDES: Final = ("top", "bottom", "left", "right")
_PAD: Final = 5.4
"""Points beside the text of a cell where nothing is said."""
Setter = Callable[[Pen, Element], list[str]]


@dataclass(frozen=True)
class _Cell:
    """A cell on the grid: the first row and column that it fills, and how many."""

    element: Element
    row: int
    column: int
    across: int
    down: int


def set_table(pen: Pen, table: Element, blocks: Setter) -> str:
    """A table; `blocks` sets what stands in a cell."""
    props, rows = pen.styles.table(table), [r for r in table if r.tag == TR]
    widths = [number(c.get(f"{W}w"), 1000.0) / TWIP for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    cells = _cells(rows, len(widths))
    head = _head(rows)
    heights = [_height(r) for r in rows]
    columns = [points(w) for w in widths] + (["0pt"] if any(heights) else [])
    made = [_set(pen, c, props, len(widths), len(rows), blocks) for c in cells]
    places = [(c.row, c.column, text) for c, text in zip(cells, made, strict=True)]
    places += [(n, len(widths), _strut(n, len(widths), h)) for n, h in enumerate(heights) if any(heights)]
    body = [text for row, _, text in sorted(places, key=lambda p: p[:2]) if row >= head]
    top = [text for row, _, text in sorted(places, key=lambda p: p[:2]) if row < head]
    header = [f"table.header({', '.join(top)})"] if top else []
    inner = ", ".join([f"columns: {listed(columns)}", "stroke: none", "inset: 0pt", *header, *body])
    align = {"center": "center", "right": "right"}.get(_value(props, "jc"), "left")
    return f"align({align}, block(above: 0pt, below: 0pt, table({inner})))"


def _value(props: Sequence[Element], name: str) -> str:
    found = [n.get(f"{W}val", "") for p in props for n in p.findall(f"{W}{name}")]
    return found[-1] if found else ""


def _head(rows: Sequence[Element]) -> int:
    """How many rows at the beginning come again on every page; not all of them."""
    count = 0
    while count < len(rows) and rows[count].find(f"{W}trPr/{W}tblHeader") is not None:
        count += 1
    return count if count < len(rows) else 0


def _height(row: Element) -> float:
    node = row.find(f"{W}trPr/{W}trHeight")
    return number(node.get(f"{W}val")) / TWIP if node is not None else 0.0


def _strut(row: int, column: int, height: float) -> str:
    """What keeps a row as high as it is to be at least."""
    return f"table.cell(x: {column}, y: {row}, block(height: {points(height)}))"


def _cells(rows: Sequence[Element], columns: int) -> list[_Cell]:
    """Every cell that begins somewhere, with how far it goes."""
    grid: list[dict[int, Element]] = []
    spans: dict[int, int] = {}
    for row in rows:
        at, line = _before(row), dict[int, Element]()
        for cell in (c for c in row if c.tag == TC):
            spans[id(cell)] = max(1, min(_span(cell), columns - at))
            if at < columns:
                line[at] = cell
            at += spans[id(cell)]
        grid.append(line)
    return [
        _Cell(cell, n, at, spans[id(cell)], _down(grid, n, at))
        for n, line in enumerate(grid) for at, cell in line.items()
        if not (_merge(cell) == "continue" and n and at in grid[n - 1])
    ]  # fmt: skip


def _before(row: Element) -> int:
    node = row.find(f"{W}trPr/{W}gridBefore")
    return int(number(node.get(f"{W}val"))) if node is not None else 0


def _span(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(number(node.get(f"{W}val"), 1.0)) if node is not None else 1


def _merge(cell: Element) -> str:
    node = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if node is None else node.get(f"{W}val", "continue")


def _down(grid: Sequence[Mapping[int, Element]], row: int, at: int) -> int:
    count = 1
    while row + count < len(grid) and at in grid[row + count] and _merge(grid[row + count][at]) == "continue":
        count += 1
    return count


def _set(pen: Pen, cell: _Cell, props: Sequence[Element], columns: int, rows: int, blocks: Setter) -> str:
    lines = _borders(cell, props, columns, rows)
    drawn = ", ".join(f"{side}: {stroke(lines[side])}" for side in SIDES)
    node = cell.element.find(f"{W}tcPr/{W}vAlign")
    align = {"center": "horizon", "bottom": "bottom"}.get(node.get(f"{W}val") if node is not None else "", "top")
    pads = _pads(cell.element, props)
    inset = ", ".join(f"{side}: {points(pads[side])}" for side in SIDES)
    fill = _fill(cell.element)
    return (
        f"table.cell(x: {cell.column}, y: {cell.row}, colspan: {cell.across}, rowspan: {cell.down}, align: {align}, "
        f"stroke: ({drawn}), inset: ({inset}){fill}, {joined(blocks(pen, cell.element))})"
    )


def _fill(cell: Element) -> str:
    node = cell.find(f"{W}tcPr/{W}shd")
    color = node.get(f"{W}fill", "") if node is not None else ""
    return f', fill: rgb("{color}")' if len(color) == 6 and color.isalnum() and color != "auto" else ""


def _pads(cell: Element, props: Sequence[Element]) -> dict[str, float]:
    found = {"top": 0.0, "bottom": 0.0, "left": _PAD, "right": _PAD}
    own = cell.find(f"{W}tcPr/{W}tcMar")
    for node in [*(n for p in props for n in p.findall(f"{W}tblCellMar")), *([own] if own is not None else [])]:
        for side in node:
            name = str(side.tag).rpartition("}")[2].replace("start", "left").replace("end", "right")
            found[name] = number(side.get(f"{W}w")) / TWIP
    return found


def _borders(cell: _Cell, props: Sequence[Element], columns: int, rows: int) -> dict[str, Line | None]:
    """What is ruled around a cell: as the table says, unless the cell says otherwise."""
    table = {k: v for p in props for n in p.findall(f"{W}tblBorders") for k, v in _sides(n).items()}
    at_edge = {
        "top": cell.row == 0, "bottom": cell.row + cell.down == rows,
        "left": cell.column == 0, "right": cell.column + cell.across == columns,
    }  # fmt: skip
    inside = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
    found = {side: table.get(side if at_edge[side] else inside[side]) for side in SIDES}
    own = cell.element.find(f"{W}tcPr/{W}tcBorders")
    return found | ({k: v for k, v in _sides(own).items() if k in SIDES} if own is not None else {})


def _sides(node: Element) -> dict[str, Line | None]:
    names = {"start": "left", "end": "right"}
    return {names.get(n := str(e.tag).rpartition("}")[2], n): ruled(e) for e in node}
