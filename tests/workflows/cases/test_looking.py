"""What a case tells: its page, its history, what changed, lists and their addresses, workbooks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.tables import CampaignMember, Case, Organisation
from forms.fields.table import ROW_ID
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows import address
from workflows.cases.history import Compared, compare
from workflows.cases.search import ORDERS, CaseRow, Page, Query, find
from workflows.cases.todo import todo
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.messages import say

days = st.dates(address.FIRST, address.LAST)
queries = st.builds(
    Query,
    text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8),
    procedure=st.sampled_from(["", "p"]),
    states=st.lists(st.sampled_from(["draft", "filed"]), unique=True).map(tuple),
    districts=st.lists(st.sampled_from([HERE, THERE]), unique=True).map(tuple),
    campaign=st.none() | st.integers(1, 99),
    late=st.none() | st.booleans(),
    ended=st.none() | st.booleans(),
    filed_from=st.none() | days,
    due_until=st.none() | days,
    order=st.sampled_from(ORDERS),
    descending=st.booleans(),
)


@given(queries)
def test_a_query_travels_in_an_address(query: Query) -> None:
    assert Query.read(query.params()) == query


@given(st.dictionaries(st.sampled_from([*Query.__dataclass_fields__, "x"]), st.text(max_size=12)))
def test_no_address_is_an_error(params: dict[str, str]) -> None:
    assert isinstance(Query.read(params), Query)


def test_the_page_tells_stages_holders_and_why_not(desk: Bureau) -> None:
    case = desk.filed()
    found = desk.view(case, "clerk")
    assert [(s.id, s.reached) for s in found.stages] == [
        ("fill", "done"), ("district", "done"), ("city", "now"), ("done", "later"),
    ]  # fmt: skip
    assert found.stages[0].who == "某clerk" and found.stages[1].who == "某head"
    assert found.holder is not None and found.holder.people == ("某desk",) and found.holder.district is None
    assert [o.id for o in found.offers] == ["recall"] and found.offers[0].why_not is None
    desk.done(case, "recall", "clerk")
    head = desk.view(case, "head")
    assert not head.offers and head.stages[0].reached == "now"


def test_an_offer_that_stands_open_says_what_is_missing(desk: Bureau) -> None:
    case = desk.start()
    offered = {o.id: o.why_not for o in desk.view(case).offers}
    assert isinstance(offered["submit"], Refusal) and offered["drop"] is None


def returned(desk: Bureau) -> int:
    case = desk.filed()
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "核对联系人"})
    region = desk.sheet(case).values["区域"][0]
    new = {k: v for k, v in sample("three_regions")["区域"][2]["经营主体"][0].items() if k != ROW_ID}
    firms = [{**region["经营主体"][0], "名称": "改名有限公司"}, *region["经营主体"][2:], new]
    regions = [{**region, "经营主体": firms}, *desk.sheet(case).values["区域"][1:]]
    desk.fill(case, {"联系人": "改后", "区域": regions})
    return case


def told(changes: Any) -> list[tuple[str, str]]:
    return [(c.kind, c.path) for c in changes]


WANTED = [
    ("set", "联系人"), ("set", "区域.经营主体.名称"), ("added", "区域.经营主体"), ("deleted", "区域.经营主体"),
]  # fmt: skip


def test_what_changed_since_the_return_is_told_field_by_field(desk: Bureau) -> None:
    case = returned(desk)
    found = desk.view(case, "desk").since_return
    assert found is not None and sorted(told(found)) == sorted(WANTED)
    assert [(c.before, c.after) for c in found if c.path == "联系人"] == [("陈立军", "改后")]


def test_what_changed_is_told_to_those_who_returned_it_and_is_what_others_changed(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.done(case, "submit", "clerk")
    desk.done(case, "bounce", "head", {"退回原因": ["内容有误"], "补正内容": "核对"})
    desk.fill(case, {"联系人": "改后"})
    desk.done(case, "submit", "clerk")
    assert told(desk.view(case, "head").since_return or ()) == [("set", "联系人")]
    desk.stamp(case)
    desk.done(case, "endorse", "head")
    assert desk.view(case, "desk").since_return is None
    desk.done(case, "accept", "desk")
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "核对"})
    desk.fill(case, {"联系人": "再改"})
    desk.done(case, "answer", "clerk")
    desk.refused(case)
    assert told(desk.view(case, "desk").since_return or ()) == [("set", "联系人")]


def test_the_history_keeps_before_and_after_and_what_was_given(desk: Bureau) -> None:
    case = returned(desk)
    desk.done(case, "answer", "clerk")
    answer, ask, *_ = desk.view(case, "desk").steps
    assert sorted(told(answer.changes)) == sorted(WANTED)
    assert ask.given == {"退回原因": ["内容有误"], "补正内容": "核对联系人"}
    assert ask.kind == "return" and ask.given_form is not None


def test_two_revisions_can_be_compared(desk: Bureau) -> None:
    case = returned(desk)
    desk.done(case, "answer", "clerk")
    found = compare(desk.office, desk.actor("head"), case, 3, 4, desk.now)
    assert isinstance(found, Compared) and sorted(told(found.changes)) == sorted(WANTED)
    wrong = compare(desk.office, desk.actor("head"), case, 3, 99, desk.now)
    assert isinstance(wrong, Refusal) and wrong.message.code == "no_such_revision"


def test_lists_page_on_and_back(desk: Bureau) -> None:
    districts = [f"5001{n:02}" for n in (4, 6, 7, 8)]
    with desk.office.db.write() as session:
        session.add_all(Organisation(name=f"{d}所", district=d) for d in districts)
    cases = [desk.start("desk", d, on_behalf=True) for d in districts]
    desk.filed()
    query, actor = Query(order="district", descending=False), desk.actor("desk")
    pages: list[Page] = [find(desk.office, actor, query, limit=2)]
    while pages[-1].next:
        pages.append(find(desk.office, actor, query, pages[-1].next, limit=2))
    rows = [r.district.key for p in pages for r in p.rows]
    assert rows == sorted(rows) and len(rows) == len(cases) + 1 == pages[0].total
    back = find(desk.office, actor, query, before=pages[1].previous, limit=2)
    assert [r.id for r in back.rows] == [r.id for r in pages[0].rows]
    assert find(desk.office, actor, query, "no cursor", limit=2).rows == pages[0].rows


def test_a_row_says_whose_turn_it_is_and_what_to_do(desk: Bureau) -> None:
    desk.filed()
    row: CaseRow = find(desk.office, desk.actor("desk"), Query(holder="me")).rows[0]
    assert row.holder is not None and row.holder.zh == "市局企业处" and row.todo is not None
    assert row.columns == {"区域数": 2, "经营主体数": 13} and row.due == date(2026, 3, 13)


def test_a_workbook_of_cases_runs_nothing(desk: Bureau) -> None:
    case = desk.filed()
    with desk.office.db.write() as session:
        session.get_one(Case, case).title_en = '=HYPERLINK("http://x")'
    path = make(desk.office, desk.actor("desk"), Asked("cases", lang="en"), desk.now)
    sheet = load_workbook(path).active
    path.unlink()
    assert sheet is not None
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n", "d"}
    assert '=HYPERLINK("http://x")' in [c.value for c in cells]


def test_the_desk_shows_what_lies_with_me_what_is_expected_and_what_happened(desk: Bureau) -> None:
    with desk.office.db.write() as session:
        session.add_all(CampaignMember(campaign_id=desk.campaign, district=d) for d in (HERE, THERE))
    empty = todo(desk.office, desk.actor("clerk"), desk.now)
    assert [(e.district, e.campaign.id) for e in empty.expected] == [(HERE, desk.campaign)]
    case = desk.filed()
    desk.later(days=1)
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "请核对"})
    found = todo(desk.office, desk.actor("clerk"), desk.now)
    assert [(i.case.id, i.last.kind, i.last.name) for i in found.items] == [(case, "return", "某desk")]
    assert not found.expected and not found.drafts
    assert [i.case.id for i in found.recent] == [case]
    assert [each.id for each in found.lists] == ["mine"]
    desk.now += timedelta(days=15)
    assert not todo(desk.office, desk.actor("clerk"), desk.now).recent


@pytest.mark.parametrize("who", ["clerk2", "nobody", "admin"])
def test_others_have_nothing_of_it_on_their_desk(desk: Bureau, who: str) -> None:
    desk.filed()
    found = todo(desk.office, desk.actor(who), desk.now)
    assert not found.items and not found.recent


def test_a_double_in_the_own_district_is_named_and_elsewhere_only_the_district(desk: Bureau) -> None:
    desk.filed()
    other = desk.start("clerk2", THERE)
    firm = sample()["区域"][0]["经营主体"][0]
    desk.fill(other, {"区域": [{"申报名称": "另一个园", "经营主体": [firm]}]}, "clerk2")
    asked = [f for f in desk.sheet(other, "clerk2").findings if f.level == "question"]
    told = [say(asked[0].message, lang) for lang in ("zh", "en")]
    assert len(asked) == 1 and told == ["别处也有这个主体：渝中区", "Also declared: Yuzhong District"]
    row = desk.sheet(other, "clerk2").values["区域"][0]["经营主体"][0]
    assert asked[0].place.row == row[ROW_ID]
