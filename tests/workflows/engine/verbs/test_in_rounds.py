"""Verbs inside a round: who was added counts, who was entrusted advises, and the round is complete when they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workflows.engine.rounds.panel import BUREAU, CHIEF, CHIEF2, EVERYBODY, ONE, TWO, Play, panel, told
from workflows.engine.types import Action, Actor, Decision, Refusal, TaskFacts

STAFF = [told(p) for p in EVERYBODY]


def play(**changes: Any) -> Play:
    found = Play(panel(**changes))
    found.world.staff = list(STAFF)
    return found.at_panel()


def do(it: Play, who: Actor, verb: str, task: int, to: tuple[Actor, ...] = (), **more: Any) -> Decision | Refusal:
    people = tuple(p.id for p in to)
    return it.attempt(Action(told(who), "", it.case.revision, "k", verb=verb, task=task, to=people, **more))


def done(it: Play, who: Actor, verb: str, task: int, *to: Actor, **more: Any) -> None:
    found = do(it, who, verb, task, to, **more)
    assert isinstance(found, Decision), found


def code(found: Decision | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code


def of(it: Play, **like: Any) -> TaskFacts:
    """The task of this visit like this that is not over."""
    found = [t for t in it.case.tasks if t.active and all(getattr(t, k) == v for k, v in like.items())]
    assert len(found) == 1, found
    return found[0]


def at(it: Play, **like: Any) -> int:
    return of(it, **like).id or 0


def test_who_was_added_beside_counts_for_the_round() -> None:
    it = play()
    done(it, BUREAU, "add", at(it, role="bureau"), ONE, target="beside")
    it.say(BUREAU)
    it.say(CHIEF)
    assert it.case.state == "deal", "one opinion is still to come"
    it.say(ONE, task=at(it, person=ONE.id))
    assert it.case.state == "done"


def test_before_it_waits_and_after_they_wait() -> None:
    it = play()
    mine = at(it, role="bureau", relation="")
    done(it, BUREAU, "add", mine, ONE, target="before")
    done(it, CHIEF, "add", at(it, role="chief", relation=""), TWO, target="after")
    assert (of(it, id=mine).state, of(it, person=TWO.id).state) == ("waiting", "waiting")
    it.say(ONE, task=at(it, person=ONE.id))
    it.say(CHIEF)
    assert (of(it, id=mine).state, of(it, person=TWO.id).state) == ("open", "open")
    it.say(BUREAU)
    it.say(TWO, task=at(it, person=TWO.id))
    assert it.case.state == "done"


def test_advice_is_no_opinion() -> None:
    it = play()
    mine = at(it, role="bureau", relation="")
    done(it, BUREAU, "entrust", mine, ONE, reason="请看")
    advice = at(it, relation="entrust")
    assert code(do(it, BUREAU, "reply", mine, reason="x")) == "reply_opinion"
    done(it, ONE, "reply", advice, reason="可行")
    assert of(it, id=mine).state == "open" and it.view["count"] == 0
    it.say(BUREAU)
    it.say(CHIEF)
    assert it.case.state == "done"


def test_the_lead_takes_somebody_out_and_the_rest_completes_it() -> None:
    it = play()
    it.say(BUREAU)
    assert code(do(it, CHIEF, "remove", at(it, role="chief"))) == "verb_not_yours"
    it = play()
    done(it, BUREAU, "remove", at(it, role="chief"), reason="不涉及")
    assert code(do(it, BUREAU, "remove", at(it, role="bureau"))) == "remove_last"
    it.say(BUREAU)
    assert it.case.state == "done"


def test_handed_on_in_the_round_and_claimed_by_one() -> None:
    it = play()
    mine = at(it, role="chief")
    done(it, CHIEF, "claim", mine)
    assert code(it.say(CHIEF2, task=mine)) == "task_taken"
    done(it, CHIEF, "transfer", mine, CHIEF2)
    it.say(CHIEF2, task=mine)
    it.say(BUREAU)
    assert it.case.state == "done"


def test_who_is_recused_or_acted_before_is_not_given_the_task() -> None:
    it = play(recused_if="actor.organisation = 30")
    mine = at(it, role="chief")
    assert code(do(it, CHIEF, "add", mine, (ONE,), target="beside")) == "barred_recused"
    it = play(not_same_person_as=["submit"])
    writer = next(p for p in EVERYBODY if p.id == 1)
    assert code(do(it, CHIEF, "entrust", at(it, role="chief"), (writer,))) == "barred_same_person"


@pytest.mark.parametrize("lent", [30])
def test_a_deputy_is_kept_out_by_what_keeps_out_whom_they_stand_in_for(lent: int) -> None:
    it = play(recused_if=f"actor.organisation = {lent}")
    deputy = replace(told(CHIEF2), tokens=frozenset({"bureau@*", "person@5", "person@3"}), lent={"bureau@*": 3})
    assert code(it.say(deputy, task=at(it, role="bureau"))) == "recused"


def test_a_return_closes_what_was_added_and_asks_anew() -> None:
    it = play()
    done(it, BUREAU, "add", at(it, role="bureau"), ONE, target="beside")
    it.do(BUREAU, "ask", 意见="改")
    assert not [t for t in it.case.tasks if t.active and t.round]
    it.do(next(p for p in EVERYBODY if p.id == 1), "answer")
    assert it.tasks() == ["bureau", "chief"]
