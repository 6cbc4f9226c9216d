"""What papers, prints and workbooks are told of a summary."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from forms.paper.shape import Group, Leaf, Rows, Shape
from tests.workflows.bureau import Bureau
from tests.workflows.summary.test_suggestions import bench, opened, says  # noqa: F401
from workflows.cases.opened import opened as case_opened
from workflows.cases.paper import Workbook
from workflows.model.papers import Paper
from workflows.papers.parts import Wanted
from workflows.papers.parts.summary import Summed
from workflows.summary.book import book
from workflows.summary.printed import printed

PAPER = Paper.model_validate({"zh": "汇总表", "template": "t", "by": ["desk"]})


def told(desk: Bureau, case: int, who: str) -> tuple[Shape, Any]:
    with desk.office.db.read() as session:
        found = case_opened(desk.office, session, case, desk.actor(who), desk.now)
        assert found is not None
        return Summed().shapes(found.bundle)["summary"], Summed().values(Wanted(found, PAPER))["summary"]


def fits(shape: Shape, value: Any) -> bool:
    """Whether a value has just the names that its shape promises."""
    if isinstance(shape, Leaf):
        return value.kind == shape.kind
    if isinstance(shape, Rows):
        return all(fits(shape.item, row) for row in value)
    return value.keys() == shape.fields.keys() and all(fits(s, value[k]) for k, s in shape.fields.items())


def test_papers_are_told_what_the_summary_says(bench: Bureau) -> None:  # noqa: F811
    case, _ = opened(bench, complete=True)
    says(bench, case, "*", "rejected", "已在名录中")
    shape, found = told(bench, case, "desk")
    assert isinstance(shape, Group) and shape.closed and fits(shape, found)
    joint = found["joint"]
    assert [joint[k].text for k in ("asked", "given", "split", "count", "answered")] == ["4", "2", "2", "4", "4"]
    assert {row["outcome"].text for row in joint["suggestions"]} == {"不采纳"}
    assert {row["because"].text for row in joint["suggestions"]} == {"已在名录中"}
    assert any("补充边界坐标" in row["said"].text for row in joint["lines"])
    assert any(row["words"].text.startswith("意见：") for row in joint["conflicts"])


def test_whoever_may_not_see_opinions_is_told_none_in_papers_either(bench: Bureau) -> None:  # noqa: F811
    case, _ = opened(bench)
    shape, found = told(bench, case, "clerk")
    assert fits(shape, found) and "边界" not in repr(found)
    assert found["joint"]["given"].text == "1"


def test_a_case_without_a_round_yet_has_an_empty_summary(bench: Bureau) -> None:  # noqa: F811
    case = bench.filed()
    shape, found = told(bench, case, "desk")
    assert fits(shape, found) and found["joint"]["lines"] == [] and found["joint"]["given"].text == ""
    assert "还没有联合审查" in str(printed(bench.office, bench.actor("desk"), case, "zh", bench.now))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_and_the_print_say_what_the_page_says(bench: Bureau, lang: str) -> None:  # noqa: F811
    case, rows = opened(bench, complete=True)
    bench.say(case, "credit", {"意见": "不同意", "理由": "=1+1"}, rows[1])
    says(bench, case, "*", "partly", "只补一处")
    made = book(bench.office, bench.actor("desk"), case, lang, bench.now)
    page = printed(bench.office, bench.actor("desk"), case, lang, bench.now)
    assert isinstance(made, Workbook) and isinstance(page, str)
    loaded = load_workbook(BytesIO(made.content))
    assert len(loaded.worksheets) == 2
    cells = [c for sheet in loaded for line in sheet.iter_rows() for c in line if c.value is not None]
    words = "\n".join(str(c.value) for c in cells)
    for text in ("补充边界坐标。", "核实经营主体", "只补一处", "◆"):
        assert text in words and text in page
    assert [c.data_type for c in cells if c.value == "=1+1"] and all(c.data_type != "f" for c in cells)
    assert made.name.startswith({"zh": "会签汇总表", "en": "Summary of opinions"}[lang])
