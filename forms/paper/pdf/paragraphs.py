"""Paragraphs: their runs, breaks, pictures and page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from forms.paper.letters import BR, CR, DRAWING, FIELD, TAB, Element, R, T
from forms.paper.pdf.fonts import Fonts
from forms.paper.pdf.looks import NATURAL, ParaLook, RunLook, Styles, W, number
from forms.paper.pdf.source import joined, points, quoted, rule

_EMU: Final = 12_700
"""Units of a drawing in a point."""
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
PAGES: Final = {
    "PAGE": "context counter(page).display()",
    "NUMPAGES": "context str(counter(page).final().first())",
    "SECTIONPAGES": "context str(counter(page).final().first())",
}


_SHIFTS: Final = {"superscript": "super", "subscript": "sub"}


@dataclass
class Pen:
    """What is needed to set a part of a document: styles, fonts, the part (for its pictures), where those are put."""

    styles: Styles
    fonts: Fonts
    part: Any
    folder: Path
    pictures: dict[str, str] = field(default_factory=dict)

    def picture(self, relation: str) -> str:
        """The name under which a picture of the part lies in the folder."""
        key = f"{self.part.partname}{relation}"
        if key not in self.pictures:
            image = self.part.related_parts[relation]
            name = f"p{len(list(self.folder.iterdir()))}.{image.content_type.partition('/')[2]}"
            (self.folder / name).write_bytes(image.blob)
            self.pictures[key] = name
        return self.pictures[key]


def set_paragraph(pen: Pen, element: Element) -> list[str]:
    """The blocks of a paragraph: one, or several where a page begins in it."""
    look = pen.styles.paragraph(element)
    made: list[str] = ["pagebreak(weak: true)"] if look.new_page else []
    for n, piece in enumerate(_pages(element)):
        if n:
            made.append("pagebreak()")
        made.append(_block(pen, element, look, piece))
    return made


Piece = list[tuple[Element, Element]]
"""Parts of runs, each with its run."""


def _pages(element: Element) -> list[Piece]:
    """What stands in a paragraph, cut where a page ends."""
    pages: list[Piece] = [[]]
    for run in element.iter(R):
        for node in run:
            if node.tag == BR and node.get(f"{W}type") == "page":
                pages.append([])
            else:
                pages[-1].append((run, node))
    return pages if len(pages) == 1 or pages[-1] else [*pages[:-1], []]


def _block(pen: Pen, element: Element, look: ParaLook, piece: Piece) -> str:
    mark = _mark(pen, element)
    size = max((pen.styles.run(element, r).size for r, n in piece if n.tag == T), default=mark.size)
    pieces = list(_runs(pen, element, piece, look))
    body = joined(pieces) if pieces else f"text(size: {points(mark.size)}, sym.zws)"
    height = line_height(look, size)
    pitch = height - size
    first = f"(amount: {points(max(look.first, 0))}, all: true)"
    par = (
        f"par(leading: {points(max(pitch, 0))}, justify: {str(look.align == 'justify').lower()}, "
        f"first-line-indent: {first}, hanging-indent: {points(max(-look.first, 0))}, {body})"
    )
    align = "left" if look.align == "justify" else look.align
    left = look.left + min(look.first, 0)
    lines = [rule(look.above)] if look.above else []
    lines += [f"align({align}, {par})"]
    lines += [rule(look.below)] if look.below else []
    inner = f"stack(spacing: 3pt, {', '.join(lines)})" if len(lines) > 1 else lines[0]
    return (
        f"block(width: 100%, above: 0pt, below: 0pt, sticky: {str(look.keep_next).lower()}, "
        f"inset: (left: {points(left)}, right: {points(look.right)}, "
        f"top: {points(look.before + pitch / 2)}, bottom: {points(look.after + pitch / 2)}), {inner})"
    )


def _mark(pen: Pen, element: Element) -> RunLook:
    """How the mark at the end of a paragraph looks, which is all there is of an empty one."""
    return pen.styles.run(element, element.find(f"{W}pPr"))


def line_height(look: ParaLook, size: float) -> float:
    """The height of a line in points; a multiple counts lines of the grid, more for large characters."""
    return look.line * max(NATURAL, size * 1.3) if look.times else max(look.line, 1.0)


def _runs(pen: Pen, element: Element, piece: Piece, look: ParaLook) -> Iterator[str]:
    skipping, field_ = False, ""
    for run, node in piece:
        kind = node.get(f"{W}fldCharType") if node.tag == FIELD else ""
        if kind == "begin":
            skipping, field_ = True, ""
        elif kind == "end":
            skipping = False
            yield _styled(pen, element, run, PAGES.get(field_, "[]"))
        elif node.tag == f"{W}instrText":
            field_ = ((node.text or "").split() or [""])[0]
        elif not skipping:
            yield from _node(pen, element, run, node, look)


def _node(pen: Pen, element: Element, run: Element, node: Element, look: ParaLook) -> Iterator[str]:
    simple = run.getparent().get(f"{W}instr") if run.getparent().tag == f"{W}fldSimple" else None
    if node.tag == T and simple is not None:
        yield _styled(pen, element, run, PAGES.get((simple.split() or [""])[0], "[]"))
    elif node.tag == T and node.text:
        yield _styled(pen, element, run, quoted(node.text))
    elif node.tag == TAB:
        yield "h(1fr)" if look.right_tabs else "h(2em)"
    elif node.tag in (BR, CR):
        yield "linebreak()"
    elif node.tag == DRAWING:
        yield from _picture(pen, node)


def _picture(pen: Pen, node: Element) -> Iterator[str]:
    extent = next((e for e in node.iter() if str(e.tag).endswith("}extent")), None)
    for blip in (e for e in node.iter() if str(e.tag).endswith("}blip")):
        name = pen.picture(blip.get(_EMBED))
        width = number(extent.get("cx")) / _EMU if extent is not None else 100.0
        height = number(extent.get("cy")) / _EMU if extent is not None else 100.0
        yield f"box(image({quoted(name)}, width: {points(width)}, height: {points(height)}))"


def _styled(pen: Pen, element: Element, run: Element, body: str) -> str:
    look = pen.styles.run(element, run)
    made = f"text({', '.join(_said(pen, look))}, {body})"
    for on, name in ((look.underline, "underline"), (look.strike, "strike")):
        made = f"{name}({made})" if on else made
    return f"{_SHIFTS[look.shift]}({made})" if look.shift in _SHIFTS else made


def _said(pen: Pen, look: RunLook) -> Iterator[str]:
    latin, chinese = pen.fonts.latin(look.latin), pen.fonts.chinese(look.east or look.latin)
    first = [f'(name: {quoted(latin)}, covers: "latin-in-cjk")'] if latin else []
    yield f"font: ({', '.join([*first, *map(quoted, chinese)])},)"
    yield f"size: {points(look.size)}"
    if look.bold:
        yield 'weight: "bold"'
    if look.italic:
        yield 'style: "italic"'
    if look.color:
        yield f'fill: rgb("{look.color}")'
    if look.spacing:
        yield f"tracking: {points(look.spacing)}"
