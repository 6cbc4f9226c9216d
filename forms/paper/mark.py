"""A word on every page of a document: in each of its headers, red, above what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section, _Header
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from forms.paper.package import document, packed

RED = RGBColor(0xC0, 0x00, 0x00)


def marked(data: bytes, words: str) -> bytes:
    """The document with the words on every page; raises `PaperRefused`."""
    docx = document(data)
    for first in _headers(docx):
        _write(first, words)
    return packed(docx)


def noted(data: bytes, words: str) -> bytes:
    """The document with a small line at its end, which tells what the template does not; raises `PaperRefused`."""
    docx = document(data)
    line = docx.add_paragraph()
    line.paragraph_format.space_before = Pt(12)
    run = line.add_run(words)
    run.font.size = Pt(12)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    return packed(docx)


def _headers(docx: Docx) -> Iterator[Paragraph]:
    """A new first paragraph of every header there is; the first section gets those that it needs."""
    even = docx.settings.odd_and_even_pages_header_footer
    for n, section in enumerate(docx.sections):
        for header in _of(section, even):
            if n == 0 or not header.is_linked_to_previous:
                first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
                made = deepcopy(first._p)
                for child in list(made):
                    made.remove(child)
                first._p.addprevious(made)
                yield Paragraph(made, first._parent)


def _of(section: Section, even: bool) -> list[_Header]:
    found: list[_Header] = [section.header]
    if section.different_first_page_header_footer:
        found.append(section.first_page_header)
    return [*found, section.even_page_header] if even else found


def _write(paragraph: Paragraph, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb, run.font.bold = Pt(16), RED, True
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
