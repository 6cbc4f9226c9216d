"""From a .docx to a PDF: sections with their paper, margins, headers and footers, and what stands in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import typst
from docx.document import Document as Docx

from forms.paper.letters import SECT, TBL, Element, P
from forms.paper.package import document
from forms.paper.pdf.fonts import Fonts
from forms.paper.pdf.looks import TWIP, Styles, W, number
from forms.paper.pdf.paragraphs import Pen, set_paragraph
from forms.paper.pdf.source import joined, points, quoted
from forms.paper.pdf.tables import set_table
from forms.paper.refused import PaperRefused

A4: Final = (11906.0, 16838.0)
_MARGIN: Final = {"top": 2098.0, "bottom": 1984.0, "left": 1588.0, "right": 1474.0}
"""GB/T 9704, in twentieths of a point."""
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def pdf(data: bytes, fonts: Fonts, title: str = "", mark: str = "") -> bytes:
    """The document as PDF; `mark` is written across every page. Raises `PaperRefused`."""
    return together([data], fonts, title, mark)


def together(
    papers: Iterable[bytes], fonts: Fonts, title: str = "", mark: str = "", names: Sequence[str] = ()
) -> bytes:
    """Several documents as one PDF, each from a page of its own, its pages counted from 1. Raises `PaperRefused`.

    `names` are what the bookmarks say that lead to them, one for each.
    """
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        parts = [
            _document(document(data), fonts, folder, mark, name)
            for data, name in zip(papers, names or repeat(""), strict=False)
        ]
        source = folder / "paper.typ"
        source.write_text("\n".join([f"#set document(title: {quoted(title)}, date: none)", *parts]), encoding="utf-8")
        return _compiled(source, fonts)


def _bookmark(name: str) -> str:
    """A heading that is drawn nowhere: readers of the PDF are led to it."""
    if not name:
        return ""
    return f"#{{\nshow heading: none\nheading(bookmarked: true, outlined: false, {quoted(name)})\n}}\n"


def _compiled(source: Path, fonts: Fonts) -> bytes:
    try:
        made = typst.compile(str(source), root=str(source.parent), format="pdf", font_paths=fonts.book)
    except typst.TypstError as error:
        raise PaperRefused("paper.no_layout", why=str(error)[:200]) from error
    assert isinstance(made, bytes)
    return made


@dataclass(frozen=True)
class _Section:
    """What stands between two ends of sections, and the properties of the section."""

    props: Element | None
    blocks: list[Element]


def _document(docx: Docx, fonts: Fonts, folder: Path, mark: str, name: str) -> str:
    styles = Styles(docx)
    pen = Pen(styles, fonts, docx.part, folder)
    made, before = [], dict[str, Element]()
    even = docx.settings.odd_and_even_pages_header_footer
    for n, section in enumerate(_sections(docx)):
        parts = {**before, **_margins(docx, section.props)}
        page = _page(section.props, {k: _beside(pen, docx, part) for k, part in parts.items()}, even, fonts, mark)
        restart = f"#counter(page).update(1)\n{_bookmark(name)}" if n == 0 else ""
        made.append(f"#set page({page})\n{restart}#{{\n" + "\n".join(_blocks(pen, section.blocks)) + "\n}")
        before = parts
    return "\n".join(made)


def _sections(docx: Docx) -> Iterator[_Section]:
    blocks: list[Element] = []
    last = None
    for child in docx.element.body:
        if child.tag == SECT:
            last = child
            continue
        blocks.append(child)
        ends = child.find(f"{W}pPr/{W}sectPr") if child.tag == P else None
        if ends is not None:
            yield _Section(ends, blocks)
            blocks = []
    yield _Section(last, blocks)


def _blocks(pen: Pen, elements: Sequence[Element]) -> Iterator[str]:
    """Paragraphs and tables, one after the other."""
    for element in elements:
        if element.tag == P:
            yield from set_paragraph(pen, element)
        elif element.tag == TBL:
            yield set_table(pen, element, _inside)


def _inside(pen: Pen, cell: Element) -> list[str]:
    return [b for b in _blocks(pen, list(cell)) if not b.startswith("pagebreak")]


def _margins(docx: Docx, props: Element | None) -> dict[str, Any]:
    """The headers and footers that a section names itself: `header default`, `footer first` …"""
    found: dict[str, Any] = {}
    for node in props if props is not None else ():
        name = str(node.tag).rpartition("}")[2]
        if name in ("headerReference", "footerReference"):
            kind = f"{name.removesuffix('Reference')} {node.get(f'{W}type', 'default')}"
            found[kind] = docx.part.related_parts[node.get(_RELATION)]
    return found


def _beside(pen: Pen, docx: Docx, part: Any) -> str:
    """A header or footer."""
    own = Pen(pen.styles, pen.fonts, part, pen.folder, pen.pictures)
    return f"block({joined(list(_blocks(own, list(part.element))))})"


def _page(props: Element | None, parts: dict[str, str], even: bool, fonts: Fonts, mark: str) -> str:
    size = props.find(f"{W}pgSz") if props is not None else None
    width, height = (
        number(size.get(f"{W}{k}") if size is not None else None, A4[n]) / TWIP for n, k in enumerate("wh")
    )
    margins = props.find(f"{W}pgMar") if props is not None else None
    sides = {k: number(margins.get(f"{W}{k}") if margins is not None else None, v) / TWIP for k, v in _MARGIN.items()}
    first = props is not None and props.find(f"{W}titlePg") is not None
    said = [
        f"width: {points(width)}", f"height: {points(height)}",
        f"margin: ({', '.join(f'{k}: {points(v)}' for k, v in sides.items())})",
        f"header: {_chosen(parts, 'header', first, even)}", f"footer: {_chosen(parts, 'footer', first, even)}",
        f"foreground: {_across(mark, fonts) if mark else 'none'}",
    ]  # fmt: skip
    return ", ".join(said)


def _chosen(parts: dict[str, str], kind: str, first: bool, even: bool) -> str:
    """The header or footer of a page: the first may have its own, so may those with even numbers."""
    default = parts.get(f"{kind} default", "[]")
    other = parts.get(f"{kind} even", "[]") if even else default
    usual = f"if calc.even(counter(page).get().first()) {{ {other} }} else {{ {default} }}" if even else default
    if not first:
        return f"context {{ {usual} }}" if even else default
    own = parts.get(f"{kind} first", "[]")
    return f"context {{ if counter(page).get().first() == 1 {{ {own} }} else {{ {usual} }} }}"


def _across(mark: str, fonts: Fonts) -> str:
    """A word across the page, in red and so thin that what is under it can be read."""
    font = ", ".join(map(quoted, fonts.chinese("黑体")))
    color = 'rgb("c00000").transparentize(75%)'
    word = f"text(font: ({font},), size: 120pt, tracking: 30pt, fill: {color}, {quoted(mark)})"
    return f"align(center + horizon, rotate(-35deg, {word}))"
