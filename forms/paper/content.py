"""What may stand in a template besides its marks: what the PDF shows, too. All else is named with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.document import Document as Docx

from forms.paper.letters import Element
from forms.paper.places import Where
from forms.paper.refused import Problem
from forms.paper.tree import Body, Cell, Loop, Node, Para, Row, Table
from forms.text import Message

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFUSED: Final = {
    "altChunk": "chunk", "object": "object", "pict": "drawing", "AlternateContent": "drawing", "txbxContent": "drawing",
    "anchor": "floating", "sdt": "control", "ins": "tracked", "del": "tracked", "moveFrom": "tracked",
    "moveTo": "tracked", "hyperlink": "hyperlink", "footnoteReference": "note", "endnoteReference": "note",
    "commentReference": "comment", "oMath": "formula", "oMathPara": "formula", "numPr": "numbering",
    "subDoc": "chunk", "framePr": "floating", "control": "object", "ruby": "ruby",
}  # fmt: skip
"""Elements by their name, and the word for them."""
_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif"})


def against(docx: Docx, bodies: list[Body]) -> list[Problem]:
    """Everything in the text, headers and footers that papers do not have."""
    found = [p for body in bodies for p in _nodes(body.nodes)]
    used = {e.getparent().getparent().get(f"{_W}styleId") for e in docx.styles.element.iter(f"{_W}numPr")}
    found += [_problem("numbering", where) for where in _styled(bodies, used)]
    return found + list(_pictures(docx))


def _nodes(nodes: tuple[Node | Row | Loop, ...]) -> Iterator[Problem]:
    for para in paragraphs(nodes):
        for word in dict.fromkeys(_words(para.element)):
            yield _problem(word, para.where)


def paragraphs(nodes: tuple[Node | Row | Loop, ...]) -> Iterator[Para]:
    """Every paragraph of a tree."""
    for node in nodes:
        if isinstance(node, Para):
            yield node
        elif isinstance(node, Table):
            yield from paragraphs(node.rows)
        elif isinstance(node, Loop):
            yield from paragraphs(node.body)
        elif isinstance(node, Row):
            yield from (p for cell in node.cells for p in _of_cell(cell))


def _of_cell(cell: Cell) -> Iterator[Para]:
    return paragraphs(cell.nodes)


def _words(element: Element) -> Iterator[str]:
    for node in element.iter():
        name = str(node.tag).rpartition("}")[2]
        if name in _REFUSED:
            yield _REFUSED[name]
        elif name in ("instrText", "fldSimple"):
            said = node.text if name == "instrText" else node.get(f"{_W}instr")
            yield from () if _is_number((said or "").split()) else ("field",)


def _is_number(words: list[str]) -> bool:
    """Whether a field gives the number of the page; a field may be split, so one without words says nothing."""
    return not words or words[0] in _FIELDS or words[0].startswith("\\")


def _styled(bodies: list[Body], styles: set[str | None]) -> Iterator[Where]:
    """Paragraphs that are numbered by their style."""
    for body in bodies:
        for para in paragraphs(body.nodes):
            style = para.element.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and style.get(f"{_W}val") in styles:
                yield para.where


def _pictures(docx: Docx) -> Iterator[Problem]:
    for part in docx.part.package.iter_parts():
        if part.content_type.startswith("image/") and part.content_type not in _PICTURES:
            yield _problem("picture", Where())


def _problem(word: str, where: Where) -> Problem:
    return Problem("paper.no_part", where.message, {"what": Message(f"paper.part.{word}")})
