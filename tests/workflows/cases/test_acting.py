"""Taking transitions: once, on what was seen, all or nothing, with numbers that neither skip nor repeat."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import func, select

from data.tables import ActionKey, Case, Entry, History, Series, SubmissionValues
from tests.workflows.bureau import HERE, Bureau, bureau, sample
from workflows.audit.verify import verify
from workflows.cases import steps
from workflows.cases.act import bulk
from workflows.cases.once import Done
from workflows.engine.types import Refusal
from workflows.office import Office


def count(desk: Bureau, table: Any) -> int:
    with desk.office.db.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def state(desk: Bureau, case: int) -> tuple[str, int]:
    with desk.office.db.read() as session:
        row = session.get_one(Case, case)
        return row.state, row.revision


def drafted(desk: Bureau) -> int:
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    return case


EACH = [int(each) for each in os.environ.get("HANDED_IN", "25").split(",")]
"""How many each of eight threads hands in; without one writer at a time, of 800 numbers 682 came out double."""


def many(procedure: dict[str, Any]) -> None:
    """Any number open, one series, nothing to check: so that many can be handed in at once."""
    procedure["case"]["one_open_per"] = []
    procedure["case"]["number"] = {"pattern": "号{year}-{seq:4}", "series": ["year"]}
    del procedure["transitions"]["submit"]["check"]
    procedure["transitions"]["submit"]["when"] = "true"


@pytest.mark.parametrize("each", EACH)
def test_eight_threads_hand_in_many_each_and_no_number_is_missing_or_given_twice(office: Office, each: int) -> None:
    desk = bureau(office, many)
    clerk = desk.actor("clerk")
    desk.actor = lambda login: clerk  # type: ignore[method-assign]
    cases = [desk.start() for _ in range(8 * each)]

    def hand_in(mine: list[int]) -> list[Any]:
        return [desk.act(case, "submit", "clerk", key=f"k{case}") for case in mine]

    with ThreadPoolExecutor(8) as pool:
        answers = [a for found in pool.map(hand_in, [cases[i::8] for i in range(8)]) for a in found]
    assert sorted(a.number for a in answers) == [f"号2026-{n:04}" for n in range(1, 8 * each + 1)]


def test_a_double_click_is_one_step_with_one_answer(desk: Bureau) -> None:
    case = drafted(desk)
    before = count(desk, History)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: desk.act(case, "submit", "clerk", key="same", seen=0), range(4)))
    assert len({(a.case_id, a.number, a.state) for a in answers}) == 1
    assert count(desk, History) == before + 1


def test_opening_twice_with_one_key_opens_one_case(desk: Bureau) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: desk.try_start(key="same"), range(4)))
    assert len(set(found)) == 1 and count(desk, Case) == 1


def test_two_who_open_the_same_at_once_get_one_case_and_one_sentence(desk: Bureau) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda who: desk.try_start(who), ["clerk", "colleague"]))
    assert sorted(type(f).__name__ for f in found) == ["Refusal", "int"]
    assert [f.message.code for f in found if isinstance(f, Refusal)] == ["open_already"]


def test_who_saw_an_older_revision_is_told_so(desk: Bureau) -> None:
    case = drafted(desk)
    desk.done(case, "submit", "clerk")
    desk.done(case, "recall", "clerk")
    refused = desk.act(case, "submit", "clerk", seen=0)
    assert isinstance(refused, Refusal) and refused.message.code == "stale"


def test_two_at_once_are_one_step_and_one_refusal(desk: Bureau) -> None:
    case = desk.filed()
    _, seen = state(desk, case)
    wanted = [("accept", "desk", {}), ("recall", "clerk", {})]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda w: desk.act(case, w[0], w[1], w[2], seen=seen), wanted))
    assert sorted(type(a).__name__ for a in answers) == ["Done", "Refusal"]
    assert state(desk, case)[1] == seen + 1


@pytest.mark.parametrize("at", ["_move", "_record", "_keep_given_files"])
def test_what_fails_in_the_middle_leaves_nothing(desk: Bureau, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    case = drafted(desk)
    tables = (History, Series, ActionKey, SubmissionValues, Entry)
    before = [count(desk, t) for t in tables], state(desk, case)

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(steps, at, fail)
    with pytest.raises(RuntimeError):
        desk.act(case, "submit", "clerk", key="k")
    monkeypatch.undo()
    assert ([count(desk, t) for t in tables], state(desk, case)) == before
    assert desk.done(case, "submit", "clerk", key="k").number == f"沙申2026-{HERE}-001"


def test_a_refused_action_leaves_no_key_behind(desk: Bureau) -> None:
    case = desk.start()
    keys = count(desk, ActionKey)
    refused = desk.act(case, "submit", "clerk", key="k")
    assert isinstance(refused, Refusal) and count(desk, ActionKey) == keys
    desk.fill(case, {**sample(), "填报区县": HERE})
    assert isinstance(desk.act(case, "submit", "clerk", key="k"), Done)


def test_bulk_answers_for_each_case_by_itself(desk: Bureau) -> None:
    good, bad = desk.filed(), desk.start("clerk2", "500106")
    found = bulk(desk.office, desk.actor("desk"), [good, bad, 999], "accept", "k", desk.now)
    assert [(i, type(a).__name__) for i, a in found] == [(good, "Done"), (bad, "Refusal"), (999, "Refusal")]
    assert all(a.message.code == "no_such_case" for _, a in found if isinstance(a, Refusal))


def test_many_are_returned_with_one_reason_and_each_answers_by_itself(desk: Bureau) -> None:
    first, gone, other = desk.filed(), 999, desk.filed("500106", sample("one_region") | {"填报区县": "500106"})
    actor, ids = desk.actor("desk"), [first, gone, other]
    empty = bulk(desk.office, actor, ids, "ask", "k", desk.now)
    assert [a.guard for _, a in empty if isinstance(a, Refusal)] == ["given", "role", "given"]
    given = {"退回原因": ["内容有误"], "补正内容": "请重新盖章"}
    found = bulk(desk.office, actor, ids, "ask", "k", desk.now, given)
    assert [type(a).__name__ for _, a in found] == ["Done", "Refusal", "Done"]
    for case in (first, other):
        assert desk.view(case, "desk").steps[0].given["补正内容"] == "请重新盖章"


def test_bulk_takes_only_what_was_seen(desk: Bureau) -> None:
    case = desk.filed()
    found = bulk(desk.office, desk.actor("desk"), {case: 0}, "accept", "k", desk.now)
    assert [a.message.code for _, a in found if isinstance(a, Refusal)] == ["stale"]


def test_the_bureau_enters_for_a_district_and_it_shows(desk: Bureau) -> None:
    case = desk.start("desk", on_behalf=True)
    desk.fill(case, {**sample(), "填报区县": HERE}, "desk")
    desk.done(case, "submit", "desk")
    found = desk.view(case, "clerk")
    assert found.on_behalf and [str(s.for_organisation) for s in found.steps] == [f"{HERE}局"] * 2


def test_every_chain_holds_after_a_day_of_work(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "请核对"})
    desk.fill(case, {"联系人": "新联系人"})
    desk.done(case, "answer", "clerk")
    with desk.office.db.read() as session:
        assert verify(desk.office, session) == (5, [])
