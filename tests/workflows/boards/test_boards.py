"""The shipped board of declarations over a small office: what counts, what is continued, merged, given up, unknown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from data.queries import visibility
from data.tables import CaseValue
from forms.reading import load
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, WANZHOU, YUZHONG
from workflows.boards.evaluate import ALL, DrawnBoard, drawn
from workflows.boards.figure import Figure, Lines, Movement, Number
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.model.boards import Board
from workflows.office import Office
from workflows.publishing import publish, shipped

PEOPLE = [("leader", "*"), ("desk", "*"), ("clerk", YUZHONG), ("head", WANZHOU)]
ENTRIES = {"kind": "entries", "register": seed.REGISTER}
CASES = {"kind": "cases", "procedures": [seed.PROCEDURE]}
ARRIVED = {"arrived": True, "campaign": True}
CHARTS: list[dict[str, Any]] = [
    {"id": "regions", "kind": "figure", "source": ENTRIES, "compare": "month"},
    {"id": "firms", "kind": "figure", "source": {**ENTRIES, "table": "经营主体"}, "compare": "month"},
    {"id": "kinds", "source": ENTRIES, "by": [{"kind": "field", "field": "所属类型"}]},
    {"id": "places", "source": ENTRIES, "by": ["district"]},
    {"id": "line", "kind": "line", "source": ENTRIES, "by": ["month"]},
    {"id": "moved", "kind": "movement", "source": ENTRIES},
    {"id": "number", "source": CASES, "by": ["district"], "where": ARRIVED},
    {"id": "sums", "source": CASES, "by": ["district"], "where": ARRIVED,
     "measure": {"kind": "sum", "field": "case.经营主体数"}},
    {"id": "stages", "source": CASES, "by": ["stage"], "part": {"late": True}, "where": {"campaign": True}},
    {"id": "declared", "kind": "figure", "source": {"kind": "absences", "procedure": seed.PROCEDURE, "missing": False}},
]  # fmt: skip
BOARD = load(Board, {"id": "b", "title": "b", "sections": [{"id": "s", "charts": CHARTS}]})


@pytest.fixture
def stocked(office: Office) -> Office:
    """Cases in every state, entries that came, went, and were continued."""
    return seed.stock(office)


@pytest.fixture
def leader(stocked: Office) -> Actor:
    return seed.somebody(stocked, "leader")


def shown(office: Office, actor: Actor, board: Board = BOARD, **more: Any) -> DrawnBoard:
    on, scope = more.pop("on", None), more.pop("scope", "")
    with office.db.read() as session:
        return drawn(office, session, actor, board, on, scope, NOW, **more)


def answer(office: Office, actor: Actor, chart: str, **more: Any) -> Any:
    found = shown(office, actor, **more).chart(chart)
    assert found is not None
    return found.answer


@pytest.mark.parametrize(("role", "where"), PEOPLE)
def test_the_figures_of_a_register_agree_with_each_other(stocked: Office, role: str, where: str) -> None:
    made = {c.id: c.answer for c in shown(stocked, seed.somebody(stocked, role, where)).charts}
    number, kinds, places, line, moved = (made[k] for k in ("regions", "kinds", "places", "line", "moved"))
    assert isinstance(number, Number) and isinstance(kinds, Figure) and isinstance(places, Figure)
    assert kinds.total == places.total == number.value
    assert isinstance(line, Lines) and tuple(m.value for m in line.cells[0]) == number.line
    assert isinstance(moved, Movement)
    nets = [came.value - went.value for came, went in zip(moved.came, moved.went, strict=True)]
    assert all(number.line[i] - number.line[i - 1] == nets[i] for i in range(1, 12))


def test_bars_in_their_own_order_are_dark_where_their_title_speaks_of_them(stocked: Office, leader: Actor) -> None:
    stages = answer(stocked, leader, "stages")
    assert isinstance(stages, Figure)
    values = {m.key: m.value for m in stages.marks}
    assert stages.strong == {k for k, v in values.items() if v == max(values.values())} != set(values)


def test_what_is_continued_neither_came_nor_went(stocked: Office, leader: Actor) -> None:
    number, moved = answer(stocked, leader, "regions"), answer(stocked, leader, "moved")
    assert (number.value, number.change, number.line[-1]) == (4, 0, 4)
    assert answer(stocked, leader, "firms").value == 8
    assert (moved.came[-1].value, moved.went[-1].value) == (1, 1)
    kinds = {m.key: m.value for m in answer(stocked, leader, "kinds").marks}
    assert kinds == {"园区": 1, "孵化园": 1, "其他": 1, "-": 1}


def test_a_past_day_is_shown_as_it_was(stocked: Office, leader: Actor) -> None:
    before = date(2026, 11, 2)
    assert answer(stocked, leader, "regions", on=before).value == 5
    assert answer(stocked, leader, "firms", on=before).value == 10


def test_a_merged_district_counts_where_it_lies_on_the_day(stocked: Office, leader: Actor) -> None:
    assert answer(stocked, leader, "places").mark(seed.LIANGJIANG)
    made = shown(stocked, leader, scope=seed.JIANGBEI)
    assert {m.key for m in made.chart("places").answer.marks} == {seed.LIANGJIANG}  # type: ignore[union-attr]


def test_the_city_sees_what_has_arrived_and_sums_of_what_it_may_read(stocked: Office, leader: Actor) -> None:
    number, firms = answer(stocked, leader, "number", campaigns={seed.PROCEDURE: ALL}), answer(stocked, leader, "sums")
    # filed, joint, mend and closed of four members; one more of a district that is no member
    assert (number.total, firms.total) == (5, 127)
    assert {m.key for m in number.marks} == {m.key for m in firms.marks}


def test_a_sum_leaves_out_what_may_not_be_read(stocked: Office, leader: Actor) -> None:
    with stocked.db.write() as s:
        bundle = stocked.newest(s, seed.PROCEDURE)
        assert bundle is not None
        made = seed.case(s, bundle, "filed", "500104", columns={"区域数": 50, "经营主体数": 5000})
        visibility.set_tokens(s, made.id or 0, {"申报": {"leader@*"}})
    sums = answer(stocked, leader, "sums")
    assert sums.total == 127
    assert search.count(stocked, leader, sums.listing)[0] == 6, "the case itself is theirs to see"


def test_a_district_counts_only_its_own(stocked: Office) -> None:
    made = shown(stocked, seed.somebody(stocked, "clerk", YUZHONG))
    assert (made.scope, made.whole, [p.code for p in made.scopes]) == (YUZHONG, False, [YUZHONG])
    assert made.called.zh == "渝中区"
    assert all(m.key == YUZHONG for m in made.chart("number").answer.marks)  # type: ignore[union-attr]
    assert made.chart("declared").answer.missing is not None  # type: ignore[union-attr]


def test_a_scope_that_is_not_theirs_changes_nothing(stocked: Office) -> None:
    clerk = seed.somebody(stocked, "clerk", YUZHONG)
    assert all(shown(stocked, clerk, scope=s).scope == YUZHONG for s in (WANZHOU, "'", ""))


def test_the_leader_can_look_at_one_district(stocked: Office, leader: Actor) -> None:
    made = shown(stocked, leader, scope=WANZHOU)
    assert made.called.zh == "万州区" and made.chart("regions").answer.value == 2  # type: ignore[union-attr]
    assert made.chart("declared").answer.of == 1  # type: ignore[union-attr]


def test_every_campaign_at_once_can_be_chosen(stocked: Office, leader: Actor) -> None:
    made = shown(stocked, leader, campaigns={seed.PROCEDURE: ALL})
    assert made.campaigns[seed.PROCEDURE] is None
    strange = shown(stocked, leader, campaigns={seed.PROCEDURE: "99"})
    assert strange.campaigns[seed.PROCEDURE] is not None


def test_what_the_reader_may_not_see_is_unknown_and_not_none(stocked: Office, leader: Actor) -> None:
    known = {m.key: (m.value, m.known) for m in answer(stocked, leader, "stages").marks}
    assert known["fill"] == known["district"] == (0, False)
    assert known["city"] == (4, True)


def test_what_was_given_up_is_not_among_what_was_closed(stocked: Office, leader: Actor) -> None:
    marks = {m.key: m for m in answer(stocked, leader, "stages").marks}
    assert (marks["done"].value, marks["=withdrawn"].value, marks["=withdrawn"].label.zh) == (1, 1, "报送后撤销")
    for mark in marks.values():
        assert mark.value == search.count(stocked, leader, mark.listing)[0], mark.key


def test_somebody_without_a_role_sees_an_empty_board(stocked: Office) -> None:
    made = shown(stocked, Actor(1, "甲", 1, (), frozenset()))
    assert (list(made.charts), made.sentence) == ([], ())


def test_a_chart_over_a_field_that_a_version_lacks_says_so_and_shows_the_rest(stocked: Office, leader: Actor) -> None:
    """A newer version of the form has one field more; cases of both lie in the office."""
    newer(stocked)
    with stocked.db.write() as s:
        bundle = stocked.newest(s, seed.PROCEDURE)
        assert bundle is not None and bundle.number == 2
        for kind in ("园区", "园区", None):
            made = seed.case(s, bundle, "closed")
            if kind:
                s.add(CaseValue(case_id=made.id or 0, group="申报", field="新类", text=kind))
    chart = {"id": "c", "source": CASES, "by": [{"kind": "field", "field": "新类"}]}
    board = load(Board, {"id": "b", "title": "b", "sections": [{"id": "s", "charts": [chart]}]})
    made = answer(stocked, leader, "c", board=board)
    assert {m.key: m.value for m in made.marks} == {"园区": 2, "-": 1}
    for mark in made.marks:
        assert mark.value == search.count(stocked, leader, mark.listing)[0], mark.key
    assert say(made.doubts[0]) == "第 1 版的表单没有“新类”，这些版本的办件没有计入"


def newer(office: Office) -> None:
    """Publishes the procedure with a form that has a field more."""
    texts = shipped()[seed.PROCEDURE]
    form, procedure = (json.loads(texts[part]) for part in (f"form/{seed.PROCEDURE}", "procedure"))
    more = {"key": "新类", "type": "choice", "title": "新类", "options": "region_kinds", "count": True, "basis": "own"}
    form["pages"][0]["fields"].append(more)
    procedure["forms"]["main"]["groups"]["申报"].append("新类")
    changed = {f"form/{seed.PROCEDURE}": form, "procedure": procedure}
    found = publish(office, {**texts, **{k: json.dumps(v) for k, v in changed.items()}}, "新类", None, NOW)
    assert found, [f.say() for f in found.findings if f.blocks]
