"""Verbs one by one: what they change, and why they are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forms.text import LANGUAGES, Message
from tests.workflows.engine.toy import HERE, bundle
from tests.workflows.engine.verbs.walk import CHANGES, EVERYBODY, LEE, Walk, dealt, reviewed
from workflows.engine.decide import offers_in, verb_offers
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.rights import access, acting_roles, tokens
from workflows.words.verbs import WORDS


def reads(walk: Walk, who: str) -> bool:
    """Whether somebody sees the case; tokens and rights say the same."""
    actor = EVERYBODY[who]
    by_tokens = any(t & actor.tokens for t in tokens(walk.bundle, walk.facts).values())
    assert by_tokens == bool(access(walk.bundle, walk.facts, actor))
    return by_tokens


def test_a_task_that_was_handed_on_is_the_others_for_good() -> None:
    walk = reviewed()
    walk.done("chief", "transfer", walk.task(role="chief"), to=["lee"], reason="出差")
    assert acting_roles(walk.bundle, walk.facts, LEE) == ["chief"] and reads(walk, "lee")
    assert walk.refused("chief", "pass") == "assignee_other"
    walk.done("lee", "pass")
    assert acting_roles(walk.bundle, walk.facts, LEE) == []


def test_a_task_goes_to_colleagues_and_to_those_who_hold_its_role() -> None:
    walk = reviewed()
    task = walk.task(role="chief")
    assert walk.refused("chief", "transfer", task, to=["outsider"]) == "transfer_stranger"
    assert walk.refused("chief", "transfer", task, to=["chief"]) == "verb_yourself"
    walk.done("chief", "transfer", task, to=["second"])
    assert walk.refused("second", "transfer", task, to=["second"]) == "task_theirs_already"


def test_nobody_is_handed_what_needs_somebody_else() -> None:
    walk = reviewed()
    assert walk.refused("chief", "transfer", walk.task(role="chief"), to=["writer"]) == "barred_same_person"


def test_what_was_entrusted_comes_back_with_what_was_said() -> None:
    walk = reviewed()
    task = walk.task(role="chief")
    walk.done("chief", "entrust", task, to=["outsider"], reason="请核对")
    assert walk.refused("chief", "pass") == "assignee_waits" and walk.refused("second", "pass") == "assignee_waits"
    asked = walk.task(relation="entrust")
    assert reads(walk, "outsider") and acting_roles(walk.bundle, walk.facts, EVERYBODY["outsider"]) == []
    assert walk.refused("outsider", "entrust", asked, to=["lee"]) == "entrusted_already"
    assert walk.refused("outsider", "reply", asked) == "verb_reason"
    walk.done("outsider", "reply", asked, reason="无误")
    assert [t.note for t in walk.facts.tasks if t.id == asked] == ["无误"]
    assert walk.refused("second", "pass") == "assignee_other"
    walk.done("chief", "pass")


def test_added_before_beside_after() -> None:
    walk = reviewed()
    task = walk.task(role="chief")
    assert walk.refused("chief", "add", task, to=["lee"]) == "add_where"
    walk.done("chief", "add", task, to=["lee"], target="before")
    assert walk.refused("chief", "pass") == "assignee_waits"
    walk.done("lee", "reply", walk.task(person=LEE.id), reason="同意")
    walk.done("chief", "add", task, to=["rose"], target="beside")
    assert walk.refused("chief", "pass") == "assignee_added"
    assert walk.refused("chief", "add", task, to=["rose"], target="beside") == "task_has_one"
    walk.done("rose", "reply", walk.task(relation="beside"), reason="同意")
    assert walk.refused("chief", "reply", task, reason="好") == "reply_takes_on"
    walk.done("chief", "add", task, to=["second"], target="after")
    assert walk.refused("chief", "pass") == "assignee_added" and walk.refused("second", "pass") == "assignee_other"
    walk.done("chief", "reply", task, reason="我已办完")
    walk.done("second", "pass")


def test_removed_by_whoever_added_and_never_the_last() -> None:
    walk = reviewed()
    task = walk.task(role="chief")
    walk.done("chief", "add", task, to=["lee", "rose"], target="before")
    assert walk.refused("second", "remove", walk.task(person=LEE.id)) == "verb_not_yours"
    walk.done("chief", "remove", walk.task(person=LEE.id), reason="不必了")
    assert not reads(walk, "lee")
    walk.done("rose", "reply", walk.task(relation="before"), reason="好")
    assert walk.refused("chief", "remove", [t.id for t in walk.facts.tasks if t.person == 12][0]) == "task_done_by"
    assert walk.refused("chief", "remove", task) == "verb_not_yours"
    walk.done("chief", "pass")


def test_claimed_and_put_back() -> None:
    walk = reviewed()
    task = walk.task(role="chief")
    walk.done("chief", "claim", task)
    refused = walk.do("second", "claim", task)
    assert isinstance(refused, Refusal) and "甲2" in say(refused.message)
    assert walk.refused("second", "pass") == "assignee_other"
    assert walk.refused("chief", "claim", task) == "claimed_already"
    assert walk.refused("second", "release", task) == "verb_not_yours"
    walk.done("chief", "release", task)
    assert walk.refused("chief", "release", task) == "release_unclaimed"
    walk.done("second", "pass")
    assert walk.refused("chief", "claim", task) == "task_done_by"


def test_who_must_not_handle_it_does_not_claim_it() -> None:
    walk = Walk()
    walk.done("both", "submit")
    assert walk.refused("both", "claim", walk.task(role="chief")) == "barred_same_person"


def test_taken_back_until_somebody_reads_or_acts() -> None:
    walk = dealt()
    assert walk.refused("writer", "take_back") == "verb_not_yours"
    walk.done("chief", "take_back", reason="看错了")
    assert walk.facts.state == "review" and walk.task(role="chief")
    walk.done("chief", "pass")
    walk.read("bureau")
    assert walk.refused("chief", "take_back") == "take_back_read"
    walk = dealt()
    walk.read("writer", held=False)
    walk.done("bureau", "claim", walk.task(role="bureau"))
    assert walk.refused("chief", "take_back") == "take_back_acted"


def test_what_goes_back_to_where_it_was_mended_knows_the_way_again() -> None:
    walk = dealt()
    walk.done("bureau", "ask", given={"意见": "改"})
    walk.done("writer", "answer")
    walk.done("writer", "take_back")
    assert (walk.facts.state, walk.back) == ("mend", [("deal", False)])
    walk.done("writer", "answer")


def test_a_recall_stops_where_somebody_has_read() -> None:
    walk = reviewed()
    walk.read("stranger", held=False)
    walk.read("chief")
    assert walk.refused("writer", "recall") == "read_already"
    walk.bundle = bundle(**CHANGES, transitions__recall__even_read=True)
    walk.done("writer", "recall")


def test_urged_once_an_hour_and_told_to_who_has_it() -> None:
    walk = reviewed()
    found = walk.done("writer", "urge", reason="请尽快")
    assert [n.tokens for n in found.notices] == [(f"chief@{HERE}",)] and "请尽快" in found.notices[0].text.zh
    assert walk.refused("writer", "urge") == "urged_lately"
    walk.now += timedelta(hours=1)
    walk.done("writer", "urge")


def test_copied_people_read_what_the_sender_reads_and_no_more() -> None:
    walk = reviewed()
    assert not reads(walk, "outsider")
    walk.done("chief", "copy", to=["outsider"])
    assert reads(walk, "outsider") and acting_roles(walk.bundle, walk.facts, EVERYBODY["outsider"]) == []
    assert walk.refused("outsider", "pass") == "not_your_role"
    assert walk.refused("chief", "copy", to=["outsider"]) == "copy_reads_already"
    walk.done("chief", "pass")
    mine, chief = (access(walk.bundle, walk.facts, EVERYBODY[n]).groups_readable for n in ("outsider", "chief"))
    assert mine == chief


def test_suspended_means_that_nobody_does_anything() -> None:
    walk = reviewed()
    assert walk.refused("chief", "suspend", reason="等") == "verb_not_yours"
    walk = dealt()
    assert walk.refused("bureau", "suspend") == "verb_reason"
    walk.done("bureau", "suspend", reason="等法院")
    assert not access(walk.bundle, walk.facts, EVERYBODY["bureau"]).groups_writable
    assert walk.refused("bureau", "close") == "case_suspended"
    assert walk.refused("bureau", "claim", walk.task(role="bureau")) == "verb_suspended"
    assert walk.refused("chief", "take_back") == "verb_suspended"
    walk.done("bureau", "resume", reason="判了")
    assert walk.refused("bureau", "resume", reason="又") == "not_suspended"
    walk.done("bureau", "close")


def test_terminated_wherever_it_is_and_then_only_read_and_copied() -> None:
    walk = dealt()
    walk.done("bureau", "suspend", reason="等")
    walk.done("bureau", "terminate", reason="撤了")
    assert walk.ended and not walk.facts.open_tasks and not walk.facts.suspended
    assert walk.refused("bureau", "urge") == "verb_ended"
    assert walk.refused("writer", "take_back") == "verb_ended"
    walk.done("writer", "copy", to=["outsider"])
    assert reads(walk, "outsider")


def test_a_procedure_says_who_may_use_a_verb() -> None:
    walk = Walk(bundle(**{**CHANGES, "verbs": {"roles": {"transfer": ["bureau"], "claim": []}}}))
    task = walk.task(role="writer")
    refused = walk.do("writer", "transfer", task, to=["colleague"])
    assert isinstance(refused, Refusal) and "市局" in say(refused.message)
    assert walk.refused("writer", "claim", task) == "verb_nobody"
    assert walk.refused("writer", "terminate", reason="x") == "verb_nobody"


def test_back_to_any_earlier_state_and_straight_again() -> None:
    walk = dealt()
    offer = next(o for o in offers_in(walk.situation("bureau")) if o.transition == "anywhere")
    assert offer.why_not is None and offer.targets == ("draft", "review")
    refused = walk.do("bureau", "anywhere")
    assert isinstance(refused, Refusal) and "草稿、审核" in say(refused.message)
    assert walk.refused("bureau", "anywhere", target="done") == "choose_earlier"
    walk.done("bureau", "anywhere", target="draft", straight=True)
    assert (walk.facts.state, walk.back) == ("draft", [("deal", True)])
    walk.done("writer", "submit")
    assert (walk.facts.state, walk.back) == ("deal", [])
    walk.done("bureau", "anywhere", target="draft", straight=False)
    walk.done("writer", "submit")
    assert walk.facts.state == "review"


def test_a_second_return_on_the_way_straight_back_keeps_the_first() -> None:
    walk = dealt()
    walk.done("bureau", "anywhere", target="review", straight=True)
    walk.done("chief", "anywhere", target="draft", straight=True)
    assert walk.back == [("deal", True), ("review", True)]
    walk.done("writer", "submit")
    assert (walk.facts.state, walk.back) == ("review", [("deal", True)])
    walk.done("chief", "pass")
    assert (walk.facts.state, walk.back) == ("deal", [])


def test_a_return_past_who_returned_it_first_ends_what_lay_between() -> None:
    walk = dealt()
    walk.done("bureau", "anywhere", target="draft", straight=True)
    walk.done("writer", "submit")
    walk.done("bureau", "anywhere", target="review", straight=True)
    walk.done("chief", "bounce", given={"意见": "改"})
    walk.done("writer", "answer")
    assert (walk.facts.state, walk.back) == ("review", [("deal", True)])
    walk.done("chief", "anywhere", target="deal", straight=True)
    assert (walk.facts.state, walk.back) == ("deal", [("review", True)])


def test_a_step_straight_back_that_is_taken_back_is_still_to_go_straight_back() -> None:
    walk = dealt()
    walk.done("bureau", "anywhere", target="review", straight=True)
    walk.done("chief", "anywhere", target="draft", straight=True)
    walk.done("writer", "submit")
    walk.done("writer", "take_back")
    assert (walk.facts.state, walk.back) == ("draft", [("deal", True), ("review", True)])
    walk.done("writer", "submit")
    walk.done("chief", "pass")
    assert walk.facts.state == "deal"


def test_what_ends_a_case_ends_it_though_it_was_to_go_straight_back() -> None:
    walk = dealt()
    walk.done("bureau", "anywhere", target="draft", straight=True)
    walk.done("writer", "drop")
    assert walk.ended


def test_a_verb_on_a_case_that_moved_on_is_stale() -> None:
    walk = reviewed()
    task, seen = walk.task(role="chief"), walk.facts.revision
    walk.done("chief", "pass")
    assert walk.refused("second", "claim", task, seen=seen) == "stale"


def test_who_came_by_a_link_does_one_task() -> None:
    walk = reviewed()
    walk.done("chief", "entrust", walk.task(role="chief"), to=["outsider"], reason="问")
    task = walk.task(relation="entrust")
    guest = replace(EVERYBODY["outsider"], tokens=frozenset({"person@13"}), task=task)
    assert walk.refused(guest, "copy", to=["lee"]) == "guest_one_task"
    assert walk.refused(guest, "transfer", task, to=["lee"]) == "guest_one_task"
    assert walk.refused(guest, "pass") == "guest_no_transition"
    walk.done(guest, "reply", task, reason="答")


@pytest.mark.parametrize(("who", "verbs"), [
    ("chief", {"transfer", "entrust", "add", "claim", "urge", "copy"}),
    ("writer", {"take_back", "urge", "copy"}),
    ("outsider", set()),
])  # fmt: skip
def test_offered_is_what_can_be_done(who: str, verbs: set[str]) -> None:
    offered = {o.verb for o in verb_offers(reviewed().situation(who)) if o.why_not is None}
    assert offered == verbs


def test_every_sentence_is_there_in_both_languages() -> None:
    names = "verb who state transition person case reason why role before round states"
    data: dict[str, Any] = dict.fromkeys(names.split(), "甲")
    for code in WORDS:
        for lang in LANGUAGES:
            text = say(Message(code, {**data, "limit": 9, "most": 2, "minutes": 3}), lang)
            assert text and "{" not in text


def test_a_deputy_acts_for_whose_task_it_is() -> None:
    walk = reviewed()
    walk.done("chief", "claim", walk.task(role="chief"))
    lent = {"person@2": 2, f"chief@{HERE}": 2}
    deputy: Actor = replace(EVERYBODY["stranger"], tokens=EVERYBODY["stranger"].tokens | set(lent), lent=lent)
    found = walk.done(deputy, "pass")
    assert found.for_person == 2
