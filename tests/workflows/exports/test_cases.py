"""Cases as a file: every table on its own sheet, keyed; old versions' fields kept; rights, readings, words."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from data.tables import ReadLog
from forms.text import Message
from tests.pages.work import filed
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau, bureau, sample
from workflows.cases.listing import columns_offered, listed
from workflows.cases.search import Query
from workflows.engine.types import Refusal
from workflows.exports import reader, writing
from workflows.exports.asked import Asked
from workflows.exports.make import make, size
from workflows.messages import say
from workflows.office import Office
from workflows.publishing import publish, shipped

Sheets = dict[str, list[dict[str, Any]]]


def taken(desk: Bureau, who: str = "desk", above: int = 1, **asked: Any) -> Sheets:
    """Every sheet as its rows by heading; `head` are the lines above."""
    made = make(desk.office, desk.actor(who), Asked("cases", **asked), desk.now)
    assert isinstance(made, Path)
    book = load_workbook(made)
    made.unlink()
    return {sheet.title: table(sheet) for sheet in book}


def table(sheet: Any) -> list[dict[str, Any]]:
    lines = list(sheet.iter_rows(values_only=True))
    start = next(n for n, line in enumerate(lines) if line[0] in ("编号", "项目", "Number", "What"))
    return [dict(zip(lines[start], line, strict=True)) for line in lines[start + 1 :]]


def told(found: Sheets) -> list[tuple[str, Any]]:
    return [(row["项目"], row["内容"]) for row in found["说明"]]


def test_every_table_has_a_sheet_and_every_row_names_its_case_and_the_row_around(desk: Bureau) -> None:
    one, two = desk.filed(HERE), filed(desk, THERE)
    found = taken(desk)
    assert list(found) == ["办件", "区域类“沙盒监管”申报表", "区域", "经营主体", "说明"]
    numbers = {desk.view(c, "desk").number for c in (one, two)}
    assert {r["编号"] for r in found["办件"]} == numbers == {r["编号"] for r in found["经营主体"]}
    regions = {(r["编号"], r["行标识"]): r for r in found["区域"]}
    firms = found["经营主体"]
    assert {(f["编号"], f["上级行标识"]) for f in firms} == set(regions)
    inside = sample()["区域"][0]["经营主体"]
    mine = next(k for k, r in regions.items() if r["申报名称"] == sample()["区域"][0]["申报名称"])
    first = [f for f in firms if (f["编号"], f["上级行标识"]) == mine]
    assert [f["名称"] for f in first] == [x["名称"] for x in inside]
    assert [f["行号"] for f in first] == list(range(1, len(inside) + 1))
    assert ("办件数", 2) in told(found) and ("明细行数：经营主体", len(firms)) in told(found)


def test_choices_are_words_with_their_codes_beside_and_attachments_are_names(desk: Bureau) -> None:
    desk.filed()
    row = taken(desk)["区域类“沙盒监管”申报表"][0]
    assert row["填报区县"] == "渝中区" and row["填报区县（代码）"] == HERE and row["盖章扫描件"] == "盖章.pdf"
    english = taken(desk, lang="en")
    assert any("District" in str(k) for k in english["Cases"][0]) and "About" in english


def test_columns_are_those_that_were_chosen_in_their_order(desk: Bureau) -> None:
    desk.filed()
    found = taken(desk, columns=("district", "c:区域数", "f:区域.申报名称", "nonsense", "state"), contents=False)
    assert list(found) == ["办件", "说明"]
    (row,) = found["办件"]
    assert list(row) == ["编号", "区县", "区域数（个）", "区域·申报名称", "状态"]
    assert row["区域·申报名称"] == "、".join(r["申报名称"] for r in sample()["区域"])


def test_the_conditions_stand_in_words(desk: Bureau) -> None:
    desk.filed()
    found = taken(desk, params={"districts": f"{HERE},{THERE}", "ended": "0", "campaign": str(desk.campaign)})
    assert {("区县", "渝中区、沙坪坝区"), ("已办结", "否"), ("批次", "2026年第一批")} <= set(told(found))
    assert ("查询条件", "没有条件，全部办件") in told(taken(desk))


def test_what_is_not_for_the_reader_is_empty_and_said(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.decided(case)
    assert not [line for line in told(taken(desk, "desk")) if line[0] == "不供您阅读"]
    draft = desk.start("clerk2", THERE)
    assert draft
    partly = told(taken(desk, "head"))
    assert not any("沙坪坝" in str(v) for _, v in partly)


def publish_second(desk: Bureau) -> None:
    """A form in which a field is gone, one is renamed, one is of another kind."""
    texts = dict(shipped()[PROCEDURE])
    text = texts[f"form/{PROCEDURE}"]
    form, procedure = json.loads(text), json.loads(texts["procedure"])
    fields = [f for p in form["pages"] for f in p["fields"]]
    phone = next(f for f in fields if f["key"] == "联系电话")
    phone.clear()
    phone.update({"key": "电话", "type": "text", "title": "电话", "formerly": ["联系电话"]})
    contact = next(f for f in fields if f["key"] == "联系人")
    contact |= {"type": "long_text"}
    line = '"fields": ["联系人", "{}"]'
    plain = json.dumps(form, ensure_ascii=False).replace(line.format("联系电话"), line.format("电话"))
    procedure["forms"]["main"]["groups"]["申报"] = [
        "电话" if g == "联系电话" else g for g in procedure["forms"]["main"]["groups"]["申报"]
    ]
    whole = json.dumps(procedure, ensure_ascii=False)
    published = publish(desk.office, texts | {f"form/{PROCEDURE}": plain, "procedure": whole}, "", None, desk.now)
    assert published, [f.say() for f in published.findings]


def test_fields_that_only_older_versions_have_are_kept_apart_and_marked(desk: Bureau) -> None:
    desk.filed(HERE)
    publish_second(desk)
    desk.start("clerk2", THERE)
    new = desk.sheet(max(r.id for r in rows(desk, "clerk2")), "clerk2")
    assert new.bundle.number == 2
    row = taken(desk)["区域类“沙盒监管”申报表"][0]
    assert row["联系电话〔旧版字段，版本 1，现为“电话”〕"] == sample()["联系电话"]
    assert row["联系人〔版本 1，单行文字〕"] == sample()["联系人"] and row["联系人"] is None and row["电话"] is None


def rows(desk: Bureau, who: str) -> Any:
    from workflows.cases.search import find

    return find(desk.office, desk.actor(who), Query()).rows


def test_a_guest_and_a_list_that_nobody_knows_are_refused(desk: Bureau) -> None:
    assert isinstance(make(desk.office, desk.actor("desk"), Asked("nonsense"), desk.now), Refusal)


def test_pieces_and_batches_change_nothing(desk: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.filed(HERE), filed(desk, THERE)
    whole = taken(desk, params={"order": "number", "descending": "0"})
    monkeypatch.setattr(writing, "PIECE", 1)
    monkeypatch.setattr(reader, "ROWS", 1)
    assert taken(desk, params={"order": "number", "descending": "0"}) == whole


def test_its_size_is_known_beforehand(desk: Bureau) -> None:
    desk.filed()
    found = size(desk.office, desk.actor("desk"), Asked("cases"), desk.now)
    regions = sample()["区域"]
    assert not isinstance(found, Refusal)
    assert (found.lines, found.rows) == (1, len(regions) + sum(len(r["经营主体"]) for r in regions))


def test_readings_of_what_is_confidential_are_on_record(office: Office) -> None:
    def logged(procedure: dict[str, Any]) -> None:
        procedure["forms"]["main"]["logged"] = ["申报"]

    desk = bureau(office, logged)
    case = desk.filed()
    taken(desk, contents=False)
    with office.db.read() as session:
        before = list(session.exec(select(ReadLog)))
    taken(desk)
    with office.db.read() as session:
        after = list(session.exec(select(ReadLog).where(ReadLog.how == "export")))
    assert not [r for r in before if r.how == "export"]
    assert [(r.case_id, r.person_id, r.group) for r in after] == [(case, desk.people["desk"], "申报")]


def test_every_condition_has_a_name_in_two_languages() -> None:
    names = [f.name for f in fields(Query) if f.name not in ("order", "descending")]
    said = {name: {lang: say(Message(f"export.q_{name}"), lang) for lang in ("zh", "en")} for name in names}
    assert all(both["zh"] and both["en"] for both in said.values())


def test_what_the_search_finds_is_taken_away_with_what_was_filled_in(desk: Bureau) -> None:
    desk.filed(HERE), filed(desk, THERE)
    made = make(desk.office, desk.actor("desk"), Asked("hits", {"q": sample()["区域"][0]["申报名称"]}), desk.now)
    assert isinstance(made, Path)
    book = load_workbook(made)
    made.unlink()
    sheets = {sheet.title: table(sheet) for sheet in book}
    assert len(sheets["办件"]) == 1 and sheets["经营主体"]
    assert ("关键词", sample()["区域"][0]["申报名称"]) in told(sheets)


def test_many_columns_take_no_more_queries_than_few(desk: Bureau) -> None:
    from sqlalchemy import event

    desk.filed(HERE), filed(desk, THERE)
    actor, query = desk.actor("desk"), Query(procedure=PROCEDURE)
    offered = columns_offered(desk.office, actor, query)
    few, many = ["state"], [*offered][:20]
    counts = []
    for chosen in (few, few, many):
        ran = [0]

        def count(*_: object, ran: list[int] = ran) -> None:
            ran[0] += 1

        event.listen(desk.office.db.engine, "before_cursor_execute", count)
        listed(desk.office, actor, query, chosen, offered, desk.now)
        event.remove(desk.office.db.engine, "before_cursor_execute", count)
        counts.append(ran[0])
    assert counts[2] <= counts[1] + 5, "the copies of values, and the names that they need"
