"""Charts of a Word document, drawn by Word itself: sharp on paper, their numbers can be gone on with in Excel."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal
from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Number = int | Decimal | None
CHART: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLOURS: Final = ("0F4C81", "5BA4E0", "B0BEC5", "D07A00", "2E7D32", "8E6BB0", "C62828", "607D8B")
EAST, WEST = "宋体", "Times New Roman"
ROW, LEAST, MOST = 8, 46, 200
"""Millimetres of a bar, and of the lowest and the highest chart."""
_NS: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True)
class Chart:
    """Bars lying on their side, upright columns, or lines; each series has a number for each category."""

    kind: Literal["bar", "column", "line"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Number, ...]], ...]
    stacked: bool = False

    @property
    def height(self) -> int:
        """Millimetres: lying bars are as high as they are many."""
        rows = len(self.categories) * (1 if self.stacked else len(self.series)) if self.kind == "bar" else 7
        return min(max(ROW * rows + 16, LEAST), MOST)


def place(docx: Docx, paragraph: Paragraph, chart: Chart, number: int, width: int, title: str) -> None:
    """Puts a chart into a paragraph; `number` counts those of the document, `title` is read aloud."""
    package = docx.part.package
    data = Part(PackURI(f"/word/embeddings/data{number}.xlsx"), SHEET, _workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    part._blob = _space(chart, part.relate_to(data, RT.PACKAGE)).encode("utf-8")
    inline = _inline(docx.part.relate_to(part, RT.CHART), number, width, chart.height, title)
    paragraph.add_run()._r.append(parse_xml(f"<w:drawing {nsdecls('w')}>{inline}</w:drawing>"))


def _inline(rel: str, number: int, width: int, height: int, title: str) -> str:
    return (
        f'<wp:inline {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(width)}" cy="{Mm(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{100 + number}" name="chart{number}" descr="{_quoted(title)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rel}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _space(chart: Chart, data: str) -> str:
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NS}><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{_plot(chart)}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_font(1000)}"
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _plot(chart: Chart) -> str:
    every = "".join(_series(chart, n) for n in range(len(chart.series)))
    axes = '<c:axId val="1001"/><c:axId val="1002"/>'
    if chart.kind == "line":
        head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
        return f'<c:lineChart>{head}{every}<c:marker val="1"/>{axes}</c:lineChart>'
    grouping, overlap = ("stacked", '<c:overlap val="100"/>') if chart.stacked else ("clustered", "")
    way = "bar" if chart.kind == "bar" else "col"
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{every}<c:gapWidth val="50"/>{overlap}{axes}</c:barChart>'
    )


def _series(chart: Chart, n: int) -> str:
    name, numbers = chart.series[n]
    column, last = get_column_letter(n + 2), len(chart.categories) + 1
    fill = f'<a:solidFill><a:srgbClr val="{COLOURS[n % len(COLOURS)]}"/></a:solidFill>'
    line = chart.kind == "line"
    look = f'<c:spPr><a:ln w="28575">{fill}</a:ln></c:spPr>' if line else f"<c:spPr>{fill}</c:spPr>"
    dot = f'<c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>{fill}</c:spPr></c:marker>'
    mark, smooth = (dot, '<c:smooth val="0"/>') if line else ('<c:invertIfNegative val="0"/>', "")
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>{_texts([name])}</c:strRef></c:tx>{look}"
        f"{mark}{_labels(chart)}"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_texts(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{_numbers(numbers)}</c:numRef></c:val>"
        f"{smooth}</c:ser>"
    )


def _labels(chart: Chart) -> str:
    """The number at each mark, where they do not lie on each other."""
    shown = int(not chart.stacked and (chart.kind != "line" or len(chart.series) == 1))
    at = "t" if chart.kind == "line" else "outEnd"
    where = f'<c:dLblPos val="{at}"/>' if shown else ""
    rest = "".join(f'<c:{n} val="0"/>' for n in ("showCatName", "showSerName", "showPercent", "showBubbleSize"))
    return f'<c:dLbls>{where}<c:showLegendKey val="0"/><c:showVal val="{shown}"/>{rest}</c:dLbls>'


def _texts(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(t)}</c:v></c:pt>' for n, t in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(numbers: Sequence[Number]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(numbers) if v is not None)
    return f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}</c:numCache>'


def _axes(chart: Chart) -> str:
    """Names and numbers; lying bars are read from the top, and their numbers need no axis of their own."""
    lying = chart.kind == "bar"
    way, at, across = ("maxMin", "l", "t") if lying else ("minMax", "b", "l")
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E3E8EE"/></a:solidFill></a:ln>'
    grid += "</c:spPr></c:majorGridlines>"
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="8A96A3"/></a:solidFill></a:ln></c:spPr>'
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{}"/>'
    low, near = (ticks.format(where) for where in ("low", "nextTo"))
    numbers = int(lying and not chart.stacked)
    lines = "" if numbers else grid
    return (
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{way}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{at}"/><c:numFmt formatCode="General" sourceLinked="0"/>{low}{line}'
        '<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{numbers}"/><c:axPos val="{across}"/>{lines}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{near}'
        '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1001"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _font(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:latin typeface="{WEST}"/>'
        f'<a:ea typeface="{EAST}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _workbook(chart: Chart) -> bytes:
    """The numbers as a workbook; the same chart gives the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["", *(name for name, _ in chart.series)])
    for n, category in enumerate(chart.categories):
        sheet.append([category, *(numbers[n] for _, numbers in chart.series)])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # no text is a formula
    out, undated = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", text)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return undated.getvalue()
