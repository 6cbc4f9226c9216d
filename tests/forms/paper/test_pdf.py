"""A PDF says what the .docx says, in its order, with its fonts inside; figures and days in Chinese."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pypdfium2  # type: ignore[import-untyped]
import pytest
from docx import Document
from docx.table import Table

from forms.messages import say
from forms.paper.chinese import amount, counted, written_day
from forms.paper.mark import marked
from forms.paper.official import official
from forms.paper.pdf import Fonts, pdf, together
from forms.paper.refused import PaperRefused

LINES = """# 关于“沙盒”的通知
@ 京技审批沙受〔2026〕1号
< 某某公司：
第一段正文，含 English words 与 3.14，以及 # $ @ * _ [x] \\ `code` <a> "引号"。
|1|3|
|序号|内容|
|1|甲|
|2|乙 #pagebreak() ${x}|
## 一、标题
~
> 某某局
> 二〇二六年三月五日
"""


def words(docx: bytes) -> str:
    """The text of a document without spaces, tables in their place."""
    found = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        cells = [c.text for row in block.rows for c in row.cells] if isinstance(block, Table) else [block.text]
        found += cells
    return "".join("".join(found).split())


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_text_of_the_pdf_is_that_of_the_document() -> None:
    docx = official(LINES)
    (page,) = pages(pdf(docx, Fonts()))
    assert page.removesuffix("—1—") == words(docx)


def test_its_fonts_lie_inside_as_subsets() -> None:
    made = pdf(official(LINES), Fonts())
    assert b"/FontFile" in made and len(made) < 300_000


def test_a_voided_paper_says_so_on_every_page_of_both() -> None:
    docx = marked(official("# 长\n" + "正文\n" * 60), "作废")
    assert Document(io.BytesIO(docx)).sections[0].header.paragraphs[0].text == "作废"
    found = pages(pdf(docx, Fonts(), mark="作废"))
    assert len(found) > 1 and all("作废" in page for page in found)


def test_several_papers_are_one_pdf_each_from_page_one() -> None:
    found = pages(together([official("# 甲"), official("# 乙")], Fonts()))
    assert found == ["甲—1—", "乙—1—"]


def test_in_one_pdf_of_several_papers_bookmarks_lead_to_each() -> None:
    long = "# 甲\n" + "正文\n" * 60
    made = together([official(long), official("# 乙")], Fonts(), names=["受理通知书 〔2026〕1号", '乙 "2"'])
    assert pages(made)[-1] == "乙—1—"
    with pypdfium2.PdfDocument(made) as document:
        found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert found == [("受理通知书 〔2026〕1号", 0), ('乙 "2"', len(document) - 1)]


def test_without_a_chinese_font_a_sentence_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.paper.pdf.fonts._names", lambda folders: frozenset({"DejaVu Sans"}))
    with pytest.raises(PaperRefused) as refused:
        pdf(official("# 甲"), Fonts())
    assert "fonts-noto-cjk" in say(refused.value.message)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (10, "十"), (12, "十二"), (101, "一百零一"), (1_005, "一千零五"), (100_000, "十万"),
     (1_000_001, "一百万零一")],
)  # fmt: skip
def test_whole_numbers_are_counted_in_chinese(number: int, words: str) -> None:
    assert counted(number) == words


@pytest.mark.parametrize(
    ("yuan", "words"),
    [("0", "零元整"), ("0.05", "伍分"), ("1.05", "壹元零伍分"), ("12000", "壹万贰仟元整"), ("10.50", "壹拾元伍角整"),
     ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), ("-3", "负叁元整")],
)  # fmt: skip
def test_amounts_are_written_as_banks_do(yuan: str, words: str) -> None:
    assert amount(Decimal(yuan)) == words


def test_a_day_is_written_out() -> None:
    assert written_day(date(2026, 11, 30)) == "二〇二六年十一月三十日"
