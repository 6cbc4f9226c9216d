"""Returns by reason: what was chosen with a step is counted, listed and filtered by; what was not is not stated."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, delete, func, select

from data.tables import History, StepValue
from forms.reading import load
from tests.workflows.bureau import THERE, Bureau, bureau, sample
from workflows.boards import detail
from workflows.boards.detail import Detail
from workflows.boards.evaluate import drawn
from workflows.cases import search
from workflows.cases.search import Query
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.messages import say
from workflows.model.boards import Board
from workflows.office import Office

FIELD = "退回原因"
RETURNS = {"kind": "steps", "ways": ["return"]}
CHARTS: list[dict[str, Any]] = [
    {"id": "reasons", "source": RETURNS, "by": [{"kind": "given", "field": FIELD}]},
    {"id": "few", "source": RETURNS, "by": ["transition"], "where": {"given": {FIELD: ["材料不齐"]}}},
    {"id": "cases", "by": ["stage"], "where": {"given": {FIELD: ["签章不全", "材料不齐"]}}},
]
BOARD = load(Board, {"id": "b", "title": "b", "sections": [{"id": "s", "charts": CHARTS}]})
SENT = [["说明不清"], ["材料不齐", "签章不全"], ["材料不齐"]]


@pytest.fixture
def returned(office: Office) -> Bureau:
    """Returns on three days: the last of them is from before there were reasons."""
    desk = bureau(office)
    other = desk.start("clerk2", THERE)
    desk.fill(other, {**sample(), "填报区县": THERE}, "clerk2")
    desk.done(other, "submit", "clerk2")
    desk.done(other, "bounce", "head2", {FIELD: SENT[0], "补正内容": "请写明"})
    desk.done(other, "drop", "clerk2")
    case = desk.filed()
    for n, reasons in enumerate([*SENT[1:], ["其他"]]):
        desk.later(days=min(n, 1))
        desk.done(case, "ask", "desk", {FIELD: reasons, "补正内容": "请核对"})
        desk.done(case, "answer", "clerk")
    with office.db.write() as session:
        asked = select(func.max(History.id)).where(History.action == "ask")
        session.exec(delete(StepValue).where(col(StepValue.history_id) == session.exec(asked).one()))
    return desk


def answer(desk: Bureau, chart: str, **more: Any) -> Any:
    with desk.office.db.read() as session:
        made = drawn(desk.office, session, desk.actor("auditor"), BOARD, more.get("on"), "", desk.now)
    found = made.chart(chart)
    assert found is not None
    return found.answer


def test_each_reason_counts_and_what_gives_none_is_not_stated(returned: Bureau) -> None:
    told = answer(returned, "reasons")
    assert {m.key: m.value for m in told.marks} == {**Counter(r for some in SENT for r in some), "-": 1}
    assert {m.label.zh for m in told.marks if m.key == "-"} == {"未注明"}
    assert "每项各计一次" in say(told.how)


def test_a_mark_leads_to_the_steps_that_it_counts(returned: Bureau) -> None:
    auditor = returned.actor("auditor")
    marks = [*answer(returned, "reasons").marks, *answer(returned, "few").marks]
    for mark in marks:
        lines = detail.find(returned.office, auditor, mark.listing, returned.now)
        assert len(lines) == detail.count(returned.office, auditor, mark.listing, returned.now) == mark.value, mark.key


def test_what_a_mark_counts_is_taken_away_whole(returned: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detail, "PIECE", 1)
    office, auditor = returned.office, returned.actor("auditor")
    for mark in answer(returned, "reasons").marks:
        assert Detail.read(mark.listing.params(), returned.now.date()) == mark.listing
        path = make(office, auditor, Asked("detail", mark.listing.params()), returned.now)
        assert isinstance(path, Path)
        lines = list(load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True))
        path.unlink()
        assert len(lines) == mark.value and all(line[2] in ("退回补正", "退回修改") for line in lines)


def test_the_reasons_are_those_of_any_past_day(returned: Bureau) -> None:
    before = returned.now.date() - timedelta(1)
    told = answer(returned, "reasons", on=before)
    assert {m.key: m.value for m in told.marks} == Counter(r for some in SENT for r in some)
    first = answer(returned, "reasons", on=before - timedelta(1))
    assert {m.key: m.value for m in first.marks} == Counter(SENT[0] + SENT[1])


def test_a_condition_on_a_reason_holds_for_steps_and_for_cases(returned: Bureau) -> None:
    assert {m.key: m.value for m in answer(returned, "few").marks} == {"ask": 2}
    told = answer(returned, "cases")
    assert sum(m.value for m in told.marks) == 1
    assert all(search.count(returned.office, returned.actor("auditor"), m.listing)[0] == m.value for m in told.marks)


@pytest.mark.parametrize(("asked", "count"), [("材料不齐", 1), ("材料不齐,说明不清", 2), ("其他", 0)])
def test_a_list_is_narrowed_by_a_reason_and_its_address_says_so(returned: Bureau, asked: str, count: int) -> None:
    query = Query(given={FIELD: asked})
    assert Query.read(query.params()) == query and query.params() == {f"g_{FIELD}": asked}
    assert search.count(returned.office, returned.actor("auditor"), query)[0] == count
    none = replace(query, took=("accept",))
    assert search.count(returned.office, returned.actor("auditor"), none)[0] == 0, "one step is asked"


def test_a_return_without_a_reason_or_with_an_unknown_one_is_refused(returned: Bureau) -> None:
    (case,) = (r.id for r in search.find(returned.office, returned.actor("desk"), Query(ended=False)).rows)
    for given in ({"补正内容": "请核对"}, {FIELD: ["不想收"], "补正内容": "请核对"}):
        refused = returned.act(case, "ask", "desk", given)
        assert isinstance(refused, Refusal) and {f.place.field for f in refused.findings} == {FIELD}


def test_the_whole_list_of_a_mark_holds_the_cases_whose_steps_it_counts(returned: Bureau) -> None:
    auditor = returned.actor("auditor")
    for mark in answer(returned, "reasons").marks:
        lines = detail.find(returned.office, auditor, mark.listing, returned.now)
        found = search.find(returned.office, auditor, mark.listing.on_cases).rows
        assert {r.id for r in found} == {x.case for x in lines} and mark.listing.on_cases.given, mark.key
