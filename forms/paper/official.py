"""A template from a few lines of text, in the layout of official papers (GB/T 9704): `python -m forms paper FILE.txt`.

What a line begins with says what it is; a line that begins otherwise is a paragraph of the text, indented by two
characters. The .docx that comes of it can be gone on with in Word or WPS like any other.

    # title    @ centred (文号)    < flush left (主送)    > right (落款)    ## heading    ~ empty    - small note
    |a|b|      a row of a table, the first its head; |1|3| with nothing but numbers before it: widths
    % key      a chart that is given beside the text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from forms.paper.drawn import Chart, place
from forms.paper.letters import Element
from forms.paper.package import packed

FANG, SONG, HEI, TITLE = "仿宋_GB2312", "宋体", "黑体", "方正小标宋简体"
LINE: Final = 28.0
"""Points from one line to the next: 22 lines on a page."""
CHART: Final = "% "
WIDTH: Final = 156
"""Millimetres of the text."""
_MADE: Final = datetime(2026, 1, 1)
_WIDTHS = re.compile(r"\|(\d+\|)+\Z")


@dataclass(frozen=True)
class _Kind:
    """How a line is set."""

    font: str = FANG
    size: float = 16.0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0  # characters
    line: float = LINE
    before: float = 0.0
    after: float = 0.0
    right: int = 0  # characters
    keep: bool = False


_BODY: Final = _Kind(indent=2)
_KINDS: Final = {
    "# ": _Kind(TITLE, 22.0, WD_ALIGN_PARAGRAPH.CENTER, line=35.0, before=10.0, keep=True),
    "## ": _Kind(HEI, indent=2, keep=True),
    "@ ": _Kind(align=WD_ALIGN_PARAGRAPH.CENTER, after=14.0),
    "< ": _Kind(),
    "> ": _Kind(align=WD_ALIGN_PARAGRAPH.RIGHT, right=2, keep=True),
    "- ": _Kind(size=12.0, line=20.0),
    "~": _Kind(keep=True),
}
_CELL: Final = _Kind(SONG, 12.0, WD_ALIGN_PARAGRAPH.LEFT, line=18.0, before=3.0, after=3.0)
_HEAD: Final = _Kind(HEI, 12.0, WD_ALIGN_PARAGRAPH.CENTER, line=18.0, before=3.0, after=3.0)


def official(text: str, charts: Mapping[str, Chart] | None = None) -> bytes:
    """The .docx of a text; the same text gives the same document."""
    docx = Document()
    _page(docx)
    blocks = list(_blocks(text.splitlines()))
    for lines, behind in zip(blocks, [*blocks[1:], [""]], strict=True):
        if lines[0].startswith("|"):
            _table(docx, lines)
        elif lines[0].startswith(CHART) and lines[0][len(CHART) :] in (charts or {}):
            number = len(docx.inline_shapes) + 1
            _chart(docx, (charts or {})[lines[0][len(CHART) :]], number)
        else:
            kind, words = _kind(lines[0])
            signed = behind[0].startswith(("~", "> "))  # no page has nothing on it but the signature
            _set(docx.add_paragraph(), words, replace(kind, keep=kind.keep or signed))
    return packed(docx)


def _chart(docx: Docx, chart: Chart, number: int) -> None:
    """A chart as wide as the text, in a line as high as it is."""
    paragraph = docx.add_paragraph()
    look = paragraph.paragraph_format
    look.alignment, look.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(6.0)
    place(docx, paragraph, chart, number, WIDTH, "、".join(name for name, _ in chart.series if name))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Every line by itself, those of a table together; empty ones are for the eye."""
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield table
            table = []
        if line.strip():
            yield [line]
    if table:
        yield table


def _kind(line: str) -> tuple[_Kind, str]:
    found = next((k for k in sorted(_KINDS, key=len, reverse=True) if line.startswith(k)), None)
    return (_BODY, line) if found is None else (_KINDS[found], line[len(found) :])


def _page(docx: Docx) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    about = docx.core_properties
    about.author, about.comments, about.created, about.modified = "", "", _MADE, _MADE
    normal = docx.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    footer = section.footer.paragraphs[0]
    _set(footer, "— ", _Kind(SONG, 14.0, WD_ALIGN_PARAGRAPH.CENTER, line=18.0))
    _number(footer)
    _run(footer, " —", SONG, 14.0)


def _number(paragraph: Paragraph) -> None:
    """The number of the page."""
    run = _run(paragraph, "", SONG, 14.0)
    for kind in ("begin", "", "end"):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = "PAGE"
        run.append(node)


def _set(paragraph: Paragraph, words: str, kind: _Kind) -> None:
    look = paragraph.paragraph_format
    look.alignment, look.line_spacing = kind.align, Pt(kind.line)
    look.space_before, look.space_after = Pt(kind.before), Pt(kind.after)
    look.keep_with_next = kind.keep or None
    look.first_line_indent = Pt(kind.indent * kind.size) if kind.indent else None
    look.right_indent = Pt(kind.right * kind.size) if kind.right else None
    _run(paragraph, words, kind.font, kind.size)


def _run(paragraph: Paragraph, words: str, font: str, size: float) -> Element:
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    return run._r


def _table(docx: Docx, lines: list[str]) -> None:
    given = _WIDTHS.match(lines[0])
    shares = [int(n) for n in _cells(lines[0])] if given else [1] * len(_cells(lines[0]))
    rows = [_cells(line) for line in (lines[1:] if given else lines)]
    table = docx.add_table(len(rows), len(shares), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for n, row in enumerate(rows):
        for cell, words, share in zip(table.rows[n].cells, row, shares, strict=True):
            cell.width = Mm(WIDTH * share // sum(shares))
            _set_cell(cell, words, _HEAD if n == 0 else _CELL)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(WIDTH * share // sum(shares))
    _again(table.rows[0]._tr)


def _set_cell(cell: _Cell, words: str, kind: _Kind) -> None:
    _set(cell.paragraphs[0], words, kind)
    node = OxmlElement("w:vAlign")
    node.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(node)


def _again(row: Element) -> None:
    """The head comes again on every page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _cells(line: str) -> list[str]:
    return [c.strip() for c in line.strip().strip("|").split("|")]


