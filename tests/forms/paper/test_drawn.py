"""Charts in a Word document: whole parts that a reader of charts understands, with their numbers as a workbook."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.chart.reader import read_chart
from openpyxl.xml.functions import fromstring

from forms.paper.drawn import Chart
from forms.paper.official import official

KINDS = {
    "bar": Chart("bar", ("一", "<二>"), (("数", (3, None)),)),
    "stacked": Chart("bar", ("一", "二"), (("甲", (1, 2)), ("乙", (3, Decimal("4.5")))), stacked=True),
    "column": Chart("column", ("1月", "2月"), (("进", (1, 2)), ("出", (0, 1)))),
    "line": Chart("line", ("1月", "2月"), (("数", (1, 2)),)),
}


@pytest.mark.parametrize("chart", KINDS.values(), ids=KINDS)
def test_a_chart_stands_in_the_text_and_holds_its_numbers(chart: Chart) -> None:
    made = official("# 题\n- 一个图\n% a\n后面", {"a": chart})
    assert made == official("# 题\n- 一个图\n% a\n后面", {"a": chart}), "the same text gives the same document"
    docx = Document(BytesIO(made))
    assert [p.text for p in docx.paragraphs] == ["题", "一个图", "", "后面"] and len(docx.inline_shapes) == 1
    with ZipFile(BytesIO(made)) as archive:
        told = re.sub(rb"<c:externalData.*</c:externalData>", b"", archive.read("word/charts/chart1.xml"))
        space = ChartSpace.from_tree(fromstring(told))
        sheet = load_workbook(BytesIO(archive.read("word/embeddings/data1.xlsx"))).active
        assert b"chart1.xml" in archive.read("word/_rels/document.xml.rels")
    read = read_chart(space)
    numbers = [[float(p.v) for p in s.val.numRef.numCache.pt] for s in read.series]
    assert numbers == [[float(v) for v in series if v is not None] for _, series in chart.series]
    assert [p.v for p in read.series[0].cat.strRef.strCache.pt] == list(chart.categories)
    assert sheet is not None and [r[0] for r in sheet.iter_rows(min_row=2, values_only=True)] == list(chart.categories)


def test_a_chart_that_is_not_given_is_a_line_of_text() -> None:
    assert Document(BytesIO(official("% 5 of it"))).paragraphs[0].text == "% 5 of it"


def test_no_text_of_a_chart_is_a_formula() -> None:
    made = official("% a", {"a": Chart("bar", ("=1+1",), (("=2", (1,)),))})
    with ZipFile(BytesIO(made)) as archive:
        sheet = load_workbook(BytesIO(archive.read("word/embeddings/data1.xlsx"))).active
    assert sheet is not None and sheet["A2"].data_type == "s" and sheet["B1"].data_type == "s"
