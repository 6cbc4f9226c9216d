"""The language of templates: two kinds of marks; everything else is refused by name, with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.messages import say
from forms.paper.formats import Written, day, number, text
from forms.paper.language import For, Place, marks
from forms.paper.refused import BadTemplate
from forms.paper.shape import Group, Leaf, Rows
from forms.paper.template import checked, filled

SHAPE = Group({
    "name": Leaf(group="申报"), "day": Leaf("day"), "money": Leaf("money"), "case": Group({"number": Leaf()}),
    "rows": Rows(Group({"序号": Leaf("number"), "x": Leaf(group="行"), "inner": Rows(Group({"y": Leaf()}))})),
})  # fmt: skip
VALUES = {
    "name": text("多行\n第二行"), "day": day(date(2026, 3, 5)), "case": {"number": text("沙申1")},
    "money": Written("12,000.00", "money", Decimal(12000)),
    "rows": [
        {"序号": number(1), "x": text("一"), "inner": [{"y": text("甲")}, {"y": text("乙")}]},
        {"序号": number(2), "x": text("{{ name }}"), "inner": []},
    ],
}  # fmt: skip


def docx(*paragraphs: str, more: Callable[[object], None] | None = None) -> bytes:
    made = Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if more is not None:
        more(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(data)).paragraphs]


def said(*paragraphs: str) -> list[str]:
    return [say(p.message) for p in checked(docx(*paragraphs), SHAPE).problems]


@pytest.mark.parametrize(
    ("paragraph", "word"),
    [
        ("{{ name|upper }}", "筛选器"), ("{{ name() }}", "函数调用"), ("{{ rows[0] }}", "下标"),
        ("{{ name.__class__ }}", "下划线"), ("{{ 1 + 1 }}", "算式"), ('{{ "a" }}', "写死的值"),
        ("{{ a if b else c }}", "条件"), ("{{ a ~ b }}", "拼接"), ("{{ not a }}", "条件"), ("{{ a == b }}", "比较"),
        ("{# note #}", "注释"), ("{% include 'x' %}", "include"), ("{% block x %}", "block"), ("{% if a %}", "if"),
        ("{% set a = 1 %}", "set"), ("{% raw %}", "raw"), ("{% macro m() %}", "macro"), ("{%tr for r in rows %}", "tr"),
        ("{% import 'x' as y %}", "import"), ("{% for r in rows if r.x %}", "条件"), ("{{ name", "没有配对"),
        ("｛｛ name ｝｝", "全角"), ("{{ }}", "读不懂"), ("{{ cycler.__init__.__globals__ }}", "下划线"),
    ],
)  # fmt: skip
def test_everything_else_is_refused_by_name_with_its_place(paragraph: str, word: str) -> None:
    found = said("第一段", paragraph)
    assert found and all("第 2 段" in f for f in found) and any(word in f for f in found), found
    with pytest.raises(BadTemplate):
        filled(docx(paragraph), VALUES)


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("{{ nmae }}", "是不是“name”"), ("{{ case.numbr }}", "是不是“case.number”"), ("{{ rows }}", "是明细表"),
        ("{{ rows.x }}", "是明细表"), ("{{ case }}", "后面还要接一个名称：number"), ("{{ day.大写 }}", "只有：汉字"),
        ("{{ name.汉字 }}", "不能再接"), ("{% for x in name %}{{ x }}{% endfor %}", "不是明细表"),
        ("{% for r in rows %}{{ r.xx }}{% endfor %}", "是不是“r.x”"), ("{% for r in rows %}", "没有 {% endfor %}"),
        ("{% endfor %}", "前面没有"), ("前{% for r in rows %}{{ r.x }}{% endfor %}", "只重复了半段"),
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_told_with_the_way_out(paragraph: str, sentence: str) -> None:
    assert any(sentence in f for f in said(paragraph)), said(paragraph)


def test_a_mark_that_word_split_over_runs_is_one_mark() -> None:
    def split(made: object) -> None:
        paragraph = made.add_paragraph("日期")  # type: ignore[attr-defined]
        for piece in ("{", "{ d", "ay.", "汉字 }", "}", "。"):
            paragraph.add_run(piece)

    assert lines(filled(docx(more=split), VALUES)) == ["日期二〇二六年三月五日。"]


def test_rows_and_paragraphs_are_repeated_and_values_are_never_read_as_marks() -> None:
    found = lines(filled(docx("{% for r in rows %}{{ r.序号 }} {{ r.x }}{% endfor %}", "完"), VALUES))
    assert found == ["1 一", "2 {{ name }}", "完"]
    found = lines(filled(docx("{% for r in rows %}", "A {{ r.x }}", "B", "{% endfor %}"), VALUES))
    assert found == ["A 一", "B", "A {{ name }}", "B"]


def test_lines_of_a_value_become_paragraphs() -> None:
    assert lines(filled(docx("甲{{ name }}乙"), VALUES)) == ["甲多行", "第二行乙"]


def test_a_table_in_a_table_is_repeated_for_each_row() -> None:
    def tables(made: object) -> None:
        table = made.add_table(2, 2)  # type: ignore[attr-defined]
        table.cell(0, 0).text = "头"
        table.cell(1, 0).text = "{% for r in rows %}{{ r.x }}"
        inner = table.cell(1, 1).add_table(1, 1)
        inner.cell(0, 0).text = "{% for i in r.inner %}{{ i.y }}{% endfor %}"
        table.cell(1, 1).add_paragraph("{% endfor %}")

    made = Document(io.BytesIO(filled(docx(more=tables), VALUES)))
    (table,) = made.tables
    assert [row.cells[0].text for row in table.rows] == ["头", "一", "{{ name }}"]
    assert [p.text for p in table.rows[1].cells[1].tables[0].cell(0, 0).paragraphs] == ["甲", "乙"]


def test_a_template_tells_which_groups_it_shows() -> None:
    shows = checked(docx("{{ name }}", "{% for r in rows %}{{ r.x }}{% endfor %}"), SHAPE).shows
    assert shows.groups == {"申报", "行"} and not shows.closed


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reading_of_marks(words: str) -> None:
    for found in marks(words):
        assert (found.mark is None) != (found.wrong is None)
        assert words[found.start : found.end] == found.text


def test_marks_give_paths() -> None:
    assert [f.mark for f in marks("{{ 区.甲 }}{% for 行 in 区.乙 %}")] == [Place(("区", "甲")), For("行", ("区", "乙"))]
