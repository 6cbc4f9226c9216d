"""The text of a paragraph across its runs: Word splits what was typed in one go wherever it likes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn

Element = Any
"""An element of lxml, which has no types of its own."""

P, R, T, TAB, BR, CR, PPR = (qn(f"w:{n}") for n in ("p", "r", "t", "tab", "br", "cr", "pPr"))
TBL, TR, TC, SECT, DRAWING, FIELD = (qn(f"w:{n}") for n in ("tbl", "tr", "tc", "sectPr", "drawing", "fldChar"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS: Final = {TAB: "\t", BR: "\v", CR: "\v", DRAWING: "￼"}


@dataclass(frozen=True)
class Letter:
    """One character: the element that holds it and where in its text; `at` is -1 for a tab, a break, a picture."""

    sign: str
    node: Element
    at: int


def letters(paragraph: Element) -> list[Letter]:
    """Every character of a paragraph in its order."""
    return list(_letters(paragraph))


def _letters(paragraph: Element) -> Iterator[Letter]:
    for node in paragraph.iter(T, *_SIGNS):
        if node.getparent().tag != R:
            continue  # a tab stop is no tab
        if node.tag == T:
            yield from (Letter(sign, node, n) for n, sign in enumerate(node.text or ""))
        else:
            yield Letter(_SIGNS[node.tag], node, -1)


def text_of(paragraph: Element) -> str:
    """The characters as one text."""
    return "".join(letter.sign for letter in letters(paragraph))


def replaced(paragraph: Element, changes: list[tuple[int, int, str]]) -> None:
    """Put texts in the place of spans that do not overlap; each is written as its first character was."""
    found = letters(paragraph)
    wanted: dict[int, tuple[Element, list[str]]] = {}
    for letter in found:
        if letter.at >= 0:
            wanted.setdefault(id(letter.node), (letter.node, list(letter.node.text or "")))
    for start, end, text in changes:
        for n in range(start, end):
            letter = found[n]
            if letter.at < 0:
                letter.node.getparent().remove(letter.node)
            else:
                wanted[id(letter.node)][1][letter.at] = text if n == start else ""
    for node, signs in wanted.values():
        node.text = "".join(signs)
        node.set(_SPACE, "preserve")


def lines(paragraph: Element) -> list[Element]:
    """The paragraph, or one for each line where a value has several: all look as the first does."""
    text = text_of(paragraph)
    if "\n" not in text:
        return [paragraph]
    made, start = [], 0
    for line in text.split("\n"):
        piece = deepcopy(paragraph)
        replaced(piece, [(0, start, ""), (start + len(line), len(text), "")])
        made.append(piece)
        start += len(line) + 1
    return made
