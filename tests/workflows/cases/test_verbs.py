"""Verbs through the services, on both databases: what is stored, who sees it, and what two at once come to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from data.queries.cases import may_open
from data.tables import Case, Entry, Task
from tests.workflows.bureau import Bureau, bureau
from workflows.audit.verify import verify
from workflows.cases import reading
from workflows.cases.act import LATEST, act, each
from workflows.cases.once import Done
from workflows.cases.opened import opened
from workflows.cases.search import Query, find
from workflows.engine.types import Action, Refusal
from workflows.office import Office


@pytest.fixture
def desk(office: Office) -> Bureau:
    """A bureau whose desk may suspend and terminate."""

    def change(procedure: dict[str, Any]) -> None:
        procedure["verbs"] = {"roles": {"suspend": ["desk"], "terminate": ["desk"]}, "terminated": "withdrawn"}

    return bureau(office, change)


def verb(desk: Bureau, case: int, who: str, name: str, task: int | None = None, **more: Any) -> Done | Refusal:
    to = tuple(desk.people[p] for p in more.pop("to", ()))
    seen, key = more.pop("seen", LATEST), more.pop("key", f"{who}{name}{task}{desk.now}")
    action = Action(desk.actor(who), "", seen, key, verb=name, task=task, to=to, **more)
    return act(desk.office, case, action, desk.now)


def did(desk: Bureau, case: int, who: str, name: str, task: int | None = None, **more: Any) -> None:
    found = verb(desk, case, who, name, task, **more)
    assert isinstance(found, Done), found
    desk.later(minutes=5)


def code(found: Any) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code


def task(desk: Bureau, case: int, **like: Any) -> int:
    """The one task of a case that is still to be done and is like this."""
    with desk.office.db.read() as session:
        found = session.exec(select(Task).where(Task.case_id == case, col(Task.state).in_(["open", "waiting"])))
        ids = [t.id or 0 for t in found if all(getattr(t, k) == v for k, v in like.items())]
    assert len(ids) == 1, ids
    return ids[0]


def sees(desk: Bureau, case: int, who: str) -> bool:
    """Whether somebody may see a case: the query, the list and the rights say the same."""
    actor = desk.actor(who)
    with desk.office.db.read() as session:
        by_query, by_rights = may_open(session, actor.tokens, case), opened(desk.office, session, case, actor, desk.now)
    listed = case in [r.id for r in find(desk.office, actor, Query()).rows]
    assert by_query == listed == (by_rights is not None)
    return listed


def test_a_task_goes_from_hand_to_hand(desk: Bureau) -> None:
    case = desk.filed()
    mine = task(desk, case)
    did(desk, case, "desk", "claim", mine)
    assert not sees(desk, case, "nobody")
    did(desk, case, "desk", "entrust", mine, to=["nobody"], reason="请核对")
    asked = task(desk, case, relation="entrust")
    assert sees(desk, case, "nobody") and code(desk.act(case, "accept", "desk")) == "assignee_waits"
    did(desk, case, "nobody", "reply", asked, reason="地址无误")
    did(desk, case, "desk", "add", mine, to=["nobody"], target="before")
    did(desk, case, "desk", "remove", task(desk, case, relation="before"), reason="不必了")
    desk.done(case, "accept", "desk")
    assert sees(desk, case, "nobody")
    steps = [(s.action, s.name) for s in desk.view(case, "desk").steps][:6]
    assert steps[0] == ("accept", "某desk") and ("reply", "某nobody") in steps
    with desk.office.db.read() as session:
        assert verify(desk.office, session)[1] == []


def test_what_is_handed_on_shows_on_the_new_desk(desk: Bureau) -> None:
    case = desk.start("clerk2", "500106")
    found = code(verb(desk, case, "clerk2", "transfer", task(desk, case), to=["nobody"]))
    assert found == "transfer_stranger"
    desk.done(case, "drop", "clerk2")
    case = desk.filed()
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "改"})
    did(desk, case, "clerk", "transfer", task(desk, case), to=["nobody"])
    theirs = find(desk.office, desk.actor("nobody"), Query(holder="me")).rows
    assert [r.id for r in theirs] == [case]
    assert [r.id for r in find(desk.office, desk.actor("clerk"), Query(holder="me")).rows] == []
    desk.fill(case, {"联系人": "新人"}, "nobody")


def test_the_same_key_again_is_the_same_answer(desk: Bureau) -> None:
    case = desk.filed()
    mine = task(desk, case)
    again = [verb(desk, case, "desk", "entrust", mine, to=["nobody"], key="k") for _ in range(2)]
    assert again[0] == again[1]
    assert task(desk, case, relation="entrust")


def test_two_claim_at_once_and_one_is_told_who_was_faster(desk: Bureau) -> None:
    case = desk.start()
    mine = task(desk, case)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda who: verb(desk, case, who, "claim", mine), ["clerk", "colleague"]))
    refused = [f for f in found if isinstance(f, Refusal)]
    assert [r.message.code for r in refused] == ["task_claimed_by"]
    assert refused[0].message.data["who"] in ("某clerk", "某colleague")


def test_a_copy_is_read_in_every_later_state_as_far_as_the_sender_reads(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "copy", to=["nobody"])
    desk.done(case, "accept", "desk")
    assert sees(desk, case, "nobody")
    mine, sent = (desk.view(case, w).access.groups_readable for w in ("nobody", "desk"))
    assert mine == sent and not desk.view(case, "nobody").offers


def test_a_recall_is_refused_once_it_was_read(desk: Bureau) -> None:
    case = desk.filed()
    assert reading.seen(desk.office, desk.actor("leader"), case, desk.now) is None
    desk.later(minutes=1)
    assert reading.seen(desk.office, desk.actor("desk"), case, desk.now) is None
    assert code(desk.act(case, "recall", "clerk")) == "read_already"
    with desk.office.db.read() as session:
        found = opened(desk.office, session, case, desk.actor("clerk"), desk.now)
        assert found is not None
        assert [(r.name, r.held, r.current) for r in reading.readers(found)] == [
            ("某desk", True, True), ("某leader", False, True),
        ]  # fmt: skip
    assert code(reading.seen(desk.office, desk.actor("nobody"), case, desk.now) or Done(0, None, "")) == "no_such_case"


def test_reading_again_keeps_that_one_had_it(desk: Bureau) -> None:
    case = desk.filed()
    mine = task(desk, case)
    reading.seen(desk.office, desk.actor("desk"), case, desk.now)
    did(desk, case, "desk", "claim", mine)
    reading.seen(desk.office, desk.actor("desk"), case, desk.now)
    reading.seen(desk.office, desk.actor("desk"), case, desk.now)
    assert code(verb(desk, case, "head", "take_back")) == "take_back_acted"


def test_taken_back_the_number_stays(desk: Bureau) -> None:
    case = desk.filed()
    number = desk.view(case, "desk").number
    did(desk, case, "head", "take_back", reason="漏了附件")
    found = desk.view(case, "head")
    assert (found.state_id, found.number) == ("review", number) and task(desk, case, role="head")
    assert not sees(desk, case, "desk")


def test_suspended_and_resumed(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "suspend", reason="等上级答复")
    assert code(desk.act(case, "accept", "desk")) == "case_suspended"
    assert find(desk.office, desk.actor("desk"), Query(holder="me")).rows == ()
    did(desk, case, "desk", "resume", reason="已答复")
    desk.done(case, "accept", "desk")


def test_a_terminated_case_takes_nothing_but_copies(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "terminate", reason="主体注销")
    with desk.office.db.read() as session:
        ended = session.get_one(Case, case)
        day = ended.ended_on
        assert (ended.state, ended.ended, ended.open_key) == ("withdrawn", True, None) and day is not None
    desk.later(days=3)
    assert code(verb(desk, case, "clerk", "urge")) == "verb_ended"
    did(desk, case, "desk", "copy", to=["nobody"])
    with desk.office.db.read() as session:
        assert session.get_one(Case, case).ended_on == day and session.exec(select(Entry.id)).all() == []


def test_urging_is_capped(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "clerk", "urge")
    assert code(verb(desk, case, "clerk", "urge")) == "urged_lately"
    assert isinstance(verb(desk, case, "head", "urge"), Done)
    desk.now += timedelta(hours=1)
    did(desk, case, "clerk", "urge")


def test_many_tasks_at_once_each_with_its_answer(desk: Bureau) -> None:
    cases = [desk.filed(), desk.start("clerk2", "500106")]
    tasks = [task(desk, c) for c in cases]
    same = Action(desk.actor("desk"), "", LATEST, "k", verb="entrust", to=(desk.people["nobody"],), reason="看看")
    wanted = [(case, replace(same, task=t)) for case, t in zip([*cases, 999], [*tasks, 999], strict=True)]
    found = each(desk.office, wanted, desk.now)
    assert [(i, type(a).__name__) for i, a in found] == [(cases[0], "Done"), (cases[1], "Refusal"), (999, "Refusal")]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"task": 10**9}, "task_none"), ({"to": (10**9,)}, "verb_no_such_person"), ({"to": ()}, "verb_nobody_named"),
    ({"reason": "长" * 3000}, "verb_reason_long"), ({"verb": "绑架"}, "no_verb"), ({"seen": 10**6}, "stale"),
    ({"to": (-1,)}, "verb_no_such_person"),
])  # fmt: skip
def test_bad_input_is_a_sentence(desk: Bureau, wrong: dict[str, Any], said: str) -> None:
    case = desk.filed()
    plain = {"verb": "entrust", "task": task(desk, case), "to": (desk.people["nobody"],), "seen": LATEST, **wrong}
    seen: Any = plain.pop("seen")
    found = act(desk.office, case, Action(desk.actor("desk"), "", seen, "k", **plain), desk.now)
    assert code(found) == said


def test_back_to_any_earlier_state_through_the_services(office: Office) -> None:
    def change(procedure: dict[str, Any]) -> None:
        procedure["transitions"]["anywhere"] = {
            "zh": "退回任一环节", "kind": "return", "from": ["joint"], "to": "@earlier", "back": "straight",
            "by": ["desk"], "basis": "own",
        }  # fmt: skip

    desk = bureau(office, change)
    case = desk.filed()
    desk.done(case, "accept", "desk")
    assert code(desk.act(case, "anywhere", "desk")) == "choose_earlier"
    desk.done(case, "anywhere", "desk", target="review")
    assert desk.done(case, "endorse", "head").state == "joint"


def test_nobody_uses_a_verb_on_a_case_that_is_not_theirs(desk: Bureau) -> None:
    case = desk.filed()
    for name in ("claim", "copy", "urge", "terminate"):
        assert code(verb(desk, case, "clerk2", name, to=["nobody"], reason="x")) == "no_such_case"


