"""Suggestions of opinions: found, answered, taken for one, never lost, and told only to who may see the opinion."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from forms.pieces import bare, pieces
from tests.workflows.bureau import Bureau, bureau
from workflows.audit.verify import verify
from workflows.cases.once import Done
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.summary.points import Point
from workflows.summary.service import Summary, answer, merge, summary
from workflows.summary.sheet import Sheet

RULE = {"fields": ["理由"], "by": ["desk", "leader"], "states": ["filed", "joint"], "before": ["ask"]}
CREDIT, DESK = "1. 补充边界坐标。\n2. 核实经营主体。", "核实经营主体；补充承诺书"
NOTICE = {"退回原因": ["内容有误"], "补正内容": "请补充边界坐标。"}
_keys = itertools.count(1)


def with_suggestions(procedure: dict[str, Any]) -> None:
    joint = procedure["rounds"]["joint"]
    joint["suggestions"], joint["agrees"] = RULE, 'o.意见 = "同意"'


@pytest.fixture
def bench(office: Office) -> Bureau:
    return bureau(office, with_suggestions)


def opened(desk: Bureau, *, complete: bool = False) -> tuple[int, list[str]]:
    """A case in its round: credit does not agree to the first region, the desk does, with suggestions of both."""
    case = desk.filed()
    desk.done(case, "accept", "desk")
    rows = [r["_id"] for r in desk.sheet(case, "desk").values["区域"]]
    desk.say(case, "credit", {"意见": "不同意", "理由": CREDIT}, rows[0])
    if complete:
        desk.say(case, "desk", {"意见": "同意", "理由": DESK}, rows[0])
    return case, rows


def seen(desk: Bureau, case: int, who: str = "desk") -> Sheet:
    found = summary(desk.office, desk.actor(who), case, desk.now)
    assert isinstance(found, Summary)
    return found.sheets[0]


def texts(points: tuple[Point, ...]) -> list[tuple[str, ...]]:
    return [p.texts for p in points]


def says(desk: Bureau, case: int, ids: str, verdict: str = "adopted", because: str = "", who: str = "desk") -> Any:
    return answer(desk.office, desk.actor(who), case, ids, verdict, because, f"s{next(_keys)}", desk.now)


def refused(found: Any) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code


def test_nothing_is_lost_between_opinion_and_list(bench: Bureau) -> None:
    case, _ = opened(bench, complete=True)
    sheet = seen(bench, case)
    written = [s.values["理由"] for s in sheet.said if s.values.get("理由")]
    assert sorted(written) == sorted([CREDIT, DESK])
    told = [s.text for p in sheet.points for s in p.suggestions]
    assert told == [bare(piece) for text in written for piece in pieces(text)]
    by_task = {s.task: s.values["理由"] for s in sheet.said if s.values.get("理由")}
    for task, text in by_task.items():
        assert "".join(s.piece for p in sheet.points for s in p.suggestions if s.task.id == task) == text


def test_differing_opinions_are_marked_by_row_and_field(bench: Bureau) -> None:
    case, _ = opened(bench, complete=True)
    first, second = seen(bench, case).rows
    assert {k: c.kind for k, c in first.conflicts.items()} == {"": "against", "意见": "split"}
    assert second.conflicts == {} and {s.state for s in second.said} == {"open"}
    (apart, *_) = first.conflicts["意见"].values[1:]
    assert {(task, "意见") for task in apart[1]} <= first.apart


def test_each_is_answered_with_a_reason_where_it_is_not_adopted(bench: Bureau) -> None:
    case, _ = opened(bench)
    one, two = seen(bench, case).points
    assert refused(says(bench, case, one.ids, "")) == "suggestion_verdict"
    assert refused(says(bench, case, one.ids, "rejected")) == "suggestion_because"
    assert refused(says(bench, case, "7-abc")) == "suggestion_none"
    assert isinstance(says(bench, case, one.ids, "rejected", "已有坐标"), Done)
    bench.later(minutes=5)
    assert isinstance(says(bench, case, one.ids, "partly", "补一处"), Done), "the later word goes"
    found = seen(bench, case)
    assert found.points[0].answer and found.points[0].answer.verdict == "partly" and found.answered == 1
    assert found.points[0].answer.because == "补一处" and found.points[0].answer.by == "某desk"
    assert found.points[1].answer is None and found.points[1].ids == two.ids
    with bench.office.db.read() as session:
        assert verify(bench.office, session, case)[1] == []


def test_only_those_whom_the_round_names_answer_and_only_where_it_says(bench: Bureau) -> None:
    case, rows = opened(bench)
    ids = seen(bench, case).points[0].ids
    assert refused(says(bench, case, ids, who="credit")) == "suggestion_role"
    assert refused(says(bench, case, ids, who="leader")) == "suggestion_none", "not before it is complete"
    assert refused(says(bench, case, ids, who="clerk")) == "suggestion_none"
    bench.say(case, "desk", {"意见": "同意"}, rows[0])
    assert isinstance(says(bench, case, ids, who="leader"), Done), "who has to answer may read"


def test_who_may_not_see_an_opinion_sees_neither_its_suggestions_nor_their_answers(bench: Bureau) -> None:
    case, _ = opened(bench)
    assert isinstance(says(bench, case, "*", "rejected", "理由甲"), Done)
    for who, sees in {"desk": True, "credit": True, "auditor": True, "clerk": False, "leader": False}.items():
        sheet = seen(bench, case, who)
        told = repr((sheet.points, sheet.rows, bench.view(case, who).steps))
        assert ("理由甲" in told) is sees and ("边界坐标" in told) is sees, who
        assert {s.state for s in sheet.rows[0].said} == ({"given", "open"} if sees else {"hidden", "open"})


def test_what_waits_for_answers_is_not_passed_over(bench: Bureau) -> None:
    case, _ = opened(bench)
    assert refused(bench.act(case, "ask", "desk", NOTICE)) == "suggestions_open"
    assert isinstance(says(bench, case, "*"), Done)
    assert bench.view(case, "desk").offers[0].why_not is None
    assert refused(says(bench, case, "*")) == "suggestion_none", "nothing is left"


def test_the_same_suggestion_of_two_departments_is_answered_once(bench: Bureau) -> None:
    case, _ = opened(bench, complete=True)
    points = seen(bench, case).points
    same = [p.ids for p in points if any("核实经营主体" in t for t in p.texts)]
    key = f"s{next(_keys)}"
    assert refused(merge(bench.office, bench.actor("desk"), case, same[:1], key, bench.now)) == "suggestion_few"
    merged = merge(bench.office, bench.actor("desk"), case, same, f"s{next(_keys)}", bench.now)
    assert isinstance(merged, Done)
    now = seen(bench, case).points
    assert len(now) == len(points) - 1 and sorted(len(p.suggestions) for p in now) == [1, 1, 2]
    both = next(p for p in now if len(p.suggestions) == 2)
    assert isinstance(says(bench, case, both.ids), Done)
    assert seen(bench, case).answered == 1
    bench.later(minutes=1)
    apart = merge(bench.office, bench.actor("desk"), case, [both.ids], f"s{next(_keys)}", bench.now, apart=True)
    assert isinstance(apart, Done)
    assert [len(p.suggestions) for p in seen(bench, case).points] == [1, 1, 1, 1]
    assert seen(bench, case).answered == 2, "each keeps the answer that was given for both"


def test_words_that_were_changed_wait_for_a_new_answer_and_others_keep_theirs(bench: Bureau) -> None:
    case, rows = opened(bench)
    assert isinstance(says(bench, case, "*"), Done)
    bench.say(case, "credit", {"意见": "不同意", "理由": "1. 补充图纸。\n2. 核实经营主体。"}, rows[0])
    found = seen(bench, case).points
    assert {p.texts: p.answer is not None for p in found} == {("补充图纸。",): False, ("核实经营主体。",): True}


def test_an_opinion_that_a_return_left_good_keeps_the_answers_to_it(bench: Bureau) -> None:
    case, _ = opened(bench)
    assert isinstance(says(bench, case, "*"), Done)
    bench.done(case, "ask", "desk", NOTICE)
    bench.done(case, "answer", "clerk")
    first, earlier = bench_sheets(bench, case)
    assert (first.view.visit, earlier.view.visit, first.visits) == (2, 1, 2)
    assert [p.answer is not None for p in first.points] == [True, True] == [p.last for p in first.points]
    assert texts(first.points) == texts(earlier.points)
    assert any(s.asked.kept for s in first.said)


def bench_sheets(desk: Bureau, case: int) -> tuple[Sheet, ...]:
    found = summary(desk.office, desk.actor("desk"), case, desk.now)
    assert isinstance(found, Summary)
    return found.sheets
