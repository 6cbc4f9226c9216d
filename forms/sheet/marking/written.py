"""Sheets of ours as XML: rows of words, widths, links, and a tab in a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from forms.sheet.marking.cells import cell_name, letters
from forms.sheet.marking.styles import MAIN
from forms.sheet.marking.xml_text import HEAD, said


@dataclass(frozen=True)
class Words:
    """A cell of ours: words in a style, perhaps leading to a place of the workbook."""

    text: str = ""
    style: int = 0
    to: str = ""


def sheet_xml(
    rows: Sequence[Sequence[Words]], widths: Sequence[int] = (), frozen: int = 0, tab: str = "", across: int = 0
) -> str:
    """A worksheet; `frozen` rows stay on top, the first `across` rows are one cell each."""
    tab_xml = f'<sheetPr><tabColor rgb="FF{tab}"/></sheetPr>' if tab else ""
    pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>' if frozen else ""
    cols = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1))
    body = "".join(f'<row r="{n}">{_cells(n, row)}</row>' for n, row in enumerate(rows, 1))
    links = "".join(_link(n, m, w) for n, row in enumerate(rows, 1) for m, w in enumerate(row, 1) if w.to)
    joined = "".join(f'<mergeCell ref="A{n}:{letters(len(widths))}{n}"/>' for n in range(1, across + 1))
    merged = f'<mergeCells count="{across}">{joined}</mergeCells>' if across else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{tab_xml}{view}{f"<cols>{cols}</cols>" if cols else ""}'
        f"<sheetData>{body}</sheetData>{merged}{f'<hyperlinks>{links}</hyperlinks>' if links else ''}</worksheet>"
    )


def _cells(row: int, cells: Sequence[Words]) -> str:
    return "".join(_cell(row, n, c) for n, c in enumerate(cells, 1) if c.text or c.style)


def _cell(row: int, column: int, words: Words) -> str:
    head = f'<c r="{cell_name((row, column))}"{f" s={quoteattr(str(words.style))}" if words.style else ""}'
    if not words.text:
        return f"{head}/>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{said(words.text)}</t></is></c>'


def _link(row: int, column: int, words: Words) -> str:
    place = f"location={quoteattr(words.to)} display={quoteattr(words.text)}"
    return f'<hyperlink ref="{cell_name((row, column))}" {place}/>'


def to_cell(sheet: str, cell: str) -> str:
    """Where a link leads."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell or 'A1'}"
