"""A filled form in its official layout, on the screen and on paper."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from forms import Access, Form, canonical, load_form, with_ids
from forms.layout import official_html, print_page
from tests.forms.examples import FORM, OPTIONS
from tests.forms.shipped import form, options, sample

HEADINGS = [
    "序号",
    "申报名称",
    "所属类型（园区、孵化园、创业创新园、自贸片区等）",
    "注册登记地址",
    "区域内经营主体数量（户），经营主体明细（附表，包括名称、统一社会信用代码）",
]


def test_pages_without_anything_yet_are_named_on_the_screen_and_drawn_on_paper() -> None:
    text = {"type": "text", "required": False}
    pages = [
        {"id": f"p{n}", "title": t, "fields": [{"key": k, "title": k, **text}]}
        for n, (t, k) in enumerate((("申请", "名称"), ("出盒", "总结")))
    ]
    shape = load_form({"format": 1, "kind": "form", "id": "staged", "title": "审批", "pages": pages})
    screen, paper = (official_html(shape, {"名称": "甲"}, OPTIONS, paper=p) for p in (False, True))
    assert "还没有内容：出盒" in screen and "总结" not in screen
    assert "还没有内容" not in paper and "总结" in paper
    assert "总结" in official_html(shape, {}, OPTIONS), "an empty form is drawn whole"


class Tables(HTMLParser):
    """The cells of every table, row by row, and the captions; notes tags that are not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.captions: list[str] = []
        self.open: list[str] = []
        self._into: list[str] | None = None
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"col", "br", "meta"}:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._into = self.tables[-1][-1]
        elif tag == "caption":
            self.captions.append("")
            self._into = self.captions

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in {"td", "th", "caption"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


class Only(Access):
    """May read what the test says."""

    def __init__(self, *hidden: str) -> None:
        self.hidden = hidden

    def may_read(self, path: str) -> bool:
        return not path.startswith(self.hidden)

    def may_write(self, path: str) -> bool:
        return False


def drawn(values: dict[str, Any] | None = None, lang: str = "zh", shape: Form | None = None, **look: Any) -> Tables:
    found = sample("two_regions") if values is None else values
    return Tables(official_html(shape or form(), found, options(), lang, **look))


def without_layout() -> Form:
    return form().model_copy(update={"print": None})


def test_the_annex_is_printed_as_the_policy_has_it() -> None:
    page = drawn(paper=True)
    assert page.captions[0] == "区域类“沙盒监管”申报表填报区县：渝北区"
    assert page.tables[0] == [
        HEADINGS,
        ["1", "星云数据谷", "园区", "云汉大道 5 号", "6"],
        ["2", "拾光创业创新园", "创业创新园", "拾光路 45 号 2 号楼", "7"],
        ["3", "", "", "", ""],
    ]


def test_every_region_has_its_attached_table() -> None:
    page = drawn(paper=True)
    assert page.captions[1:] == [
        "附表 1　星云数据谷　经营主体明细（6 户）",
        "附表 2　拾光创业创新园　经营主体明细（7 户）",
    ]
    assert [len(t) for t in page.tables[1:]] == [7, 8]
    assert page.tables[1][1] == ["1", "重庆知屿生物科技有限公司", "91500112MAXX00015Q"]


def test_an_empty_form_is_the_blank_annex() -> None:
    page = drawn({}, paper=True)
    assert page.tables == [[HEADINGS, *[[str(n), "", "", "", ""] for n in (1, 2, 3)]]]
    assert "联系人：</span>" in official_html(form(), {}, options(), paper=True)


def test_contact_and_stamp_stand_below_the_table() -> None:
    html = official_html(form(), sample("two_regions"), options(), paper=True)
    assert "<span>联系人：陈立军</span><span>联系电话：023-67800000</span>" in html
    assert "填报单位（盖章）" in html
    assert "填报单位（盖章）" not in official_html(form(), sample("two_regions"), options())


def test_the_screen_has_totals_no_empty_rows_and_the_campaign_beside_the_district() -> None:
    page = drawn(aside="2024年首批")
    assert page.captions[0] == "区域类“沙盒监管”申报表填报区县：渝北区2024年首批"
    assert page.tables[0][1:] == [
        ["1", "星云数据谷", "园区", "云汉大道 5 号", "6"],
        ["2", "拾光创业创新园", "创业创新园", "拾光路 45 号 2 号楼", "7"],
        ["合　计", "13"],
    ]


def test_decisions_appear_on_the_screen_once_there_are_any_and_never_on_paper() -> None:
    values = sample("two_regions")
    values["区域"][0]["结论"] = "纳入"
    assert drawn(values).tables[0][0] == [*HEADINGS, "结论"]
    assert drawn(values).tables[0][1][-1] == "纳入"
    assert drawn(values, paper=True).tables[0][0] == HEADINGS


def test_what_may_not_be_read_is_not_in_the_page_at_all() -> None:
    values = sample("two_regions")
    values["区域"][0]["结论"] = "纳入"
    hidden = {
        "区域.结论": "纳入",
        "联系电话": "67800000",
        "区域.经营主体.统一社会信用代码": "MAXX",
        "区域.经营主体": "经营主体明细（6",
        "区域": "星云数据谷",
        "填报区县": "渝北区",
    }
    for path, word in hidden.items():
        assert word in official_html(form(), values, options())
        for shape in (form(), without_layout()):
            assert word not in official_html(shape, values, options(), access=Only(path))


def test_a_field_hidden_by_its_condition_is_not_drawn() -> None:
    values = sample("two_regions")
    values["区域"][0]["数量说明"] = "没有差别也写了说明"
    assert "没有差别" not in official_html(without_layout(), values, options())
    values["区域"][0]["数量"] = 9
    assert "没有差别" in official_html(without_layout(), values, options())


NASTY = "<script>alert(1)</script>\"&'"


@pytest.mark.parametrize("shape", [form(), without_layout()], ids=["official", "plain"])
def test_whatever_was_typed_is_text(shape: Form) -> None:
    values = sample("two_regions")
    values["联系人"] = values["填报区县"] = values["区域"][0]["申报名称"] = NASTY
    values["区域"][0]["经营主体"][0]["名称"] = values["区域"][0]["数量"] = NASTY
    html = official_html(shape, values, options(), aside=NASTY)
    assert "<script" not in html
    assert NASTY in "".join(c for t in Tables(html).tables for r in t for c in r)
    assert "<script" not in print_page(html, NASTY)


def test_titles_and_widths_of_a_definition_cannot_break_the_page() -> None:
    text = (
        canonical(form())
        .replace("区域类“沙盒监管”申报表", "<b onclick=x>")
        .replace('"24%"', '"1%;background:url(//x)"')
    )
    html = official_html(load_form(text), sample("two_regions"), options(), paper=True)
    assert "<b onclick" not in html
    assert "url(" not in html


def test_long_attached_tables_are_folded_on_the_screen_only() -> None:
    html = official_html(form(), sample("two_regions"), options(), limit_rows=6)
    assert [len(t) for t in Tables(html).tables] == [4, 7, 7, 1]
    assert "<summary>展开其余 1 行</summary>" in html
    assert "<details" not in official_html(form(), sample("two_regions"), options(), limit_rows=6, paper=True)


def test_thousands_of_rows_are_only_counted_on_the_screen_but_printed_in_full() -> None:
    values = sample("two_regions")
    values["区域"][0]["经营主体"] = [{"_id": f"n{n}", "名称": f"企业 {n}"} for n in range(5_000)]
    screen = official_html(form(), values, options(), limit_rows=6)
    assert len(screen) < 20_000
    assert "其余 4,994 行" in screen
    assert len(drawn(values, paper=True).tables[1]) == 5_001


def test_english_is_complete() -> None:
    values = sample("two_regions")
    for shape in (form(), without_layout(), form("supplement_notice")):
        own = values if "区域" in shape.by_path else {"退回原因": ["内容有误"], "补正内容": "x"}
        html = official_html(shape, own, options(), "en", limit_rows=3)
        typed = re.sub("|".join(map(re.escape, sorted(words(own), key=len, reverse=True))), "", html)
        assert re.findall("[一-鿿]+", typed) == []


def words(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {w for v in value.values() for w in words(v)}
    return {w for v in value for w in words(v)} if isinstance(value, list) else {str(value)}


def test_a_form_without_a_layout_is_drawn_page_by_page() -> None:
    page = drawn(shape=without_layout())
    assert page.captions[:3] == ["区域类“沙盒监管”申报表", "申报信息", "区域"]
    assert page.tables[1] == [["填报区县", "渝北区", "联系人", "陈立军"], ["联系电话", "023-67800000"]]


def test_the_printed_page_is_whole_and_asks_no_other_host() -> None:
    page = print_page(official_html(form(), sample("two_regions"), options(), paper=True), "申报表")
    assert page.startswith("<!DOCTYPE html>")
    assert "table-header-group" in page
    assert re.findall(r"(?:src|href|url)\s*[=(]", page) == []


def test_what_the_layout_has_no_place_for_stands_beside_it_on_the_screen_and_not_on_paper() -> None:
    printed = {"title": "样表", "blocks": [{"kind": "line", "fields": ["辖区"]}]}
    table = {"kind": "table", "table": "片", "columns": [{"field": "片名"}]}
    area = {"片名": "甲", "说明": "另有两户在办", "户": [{"户名": "乙店"}]}
    values = with_ids(load_form(FORM), {"电话": "023-67800000", "片": [area]})
    for blocks, told in ((printed["blocks"], True), ([*printed["blocks"], table], True)):
        drawn_form = load_form({**FORM, "print": {**printed, "blocks": blocks}})
        screen = official_html(drawn_form, values, OPTIONS)
        assert all(words in screen for words in ("电话：023-67800000", "另有两户在办")) is told
        paper = official_html(drawn_form, values, OPTIONS, paper=True)
        assert "023-67800000" not in paper and "另有两户在办" not in paper
    assert "乙店" in official_html(load_form({**FORM, "print": printed}), values, OPTIONS)


def test_what_may_not_be_read_stands_nowhere() -> None:
    drawn_form = load_form({**FORM, "print": {"title": "样表", "blocks": []}})
    screen = official_html(drawn_form, {"电话": "023-67800000"}, OPTIONS, access=Only("电话"))
    assert "023-67800000" not in screen


def test_why_a_number_disagrees_is_read_by_those_who_decide() -> None:
    values = sample("three_regions")
    values["区域"][0] |= {"数量": 99, "数量说明": "其余在办理登记。"}
    assert "其余在办理登记。" in official_html(form(), values, options())
