"""Rounds: who is asked, whose turn it is, when it is complete, and what comes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows.engine.rounds.panel import (
    BUREAU,
    CHIEF,
    CHIEF2,
    ONE,
    PER_ROW,
    ROUND,
    THREE,
    TWO,
    WRITER,
    Play,
    panel,
)
from workflows.engine.types import Actor, Decision, Refusal

EXPERTS = [{"person": "[11, 12, 13]", "as": "expert"}]
VOTE: dict[str, Any] = {**ROUND, "mode": "vote", "who": EXPERTS, "agrees": 'o.意见 = "同意"', "share": "2 / 3"}


def play(round_: dict[str, Any] | None = None, **changes: Any) -> Play:
    return Play(panel(round_, **changes)).at_panel()


def code(found: Any) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code


def test_everybody_is_asked_and_the_case_goes_on_when_all_have_answered() -> None:
    at = play()
    assert at.tasks() == ["bureau", "chief"]
    assert isinstance(at.say(BUREAU), Decision) and at.case.state == "deal"
    assert at.tasks() == ["chief"] and (at.view["count"], at.view["waiting"], at.view["complete"]) == (1, 1, False)
    at.say(CHIEF)
    assert at.case.state == "done"


def test_a_round_per_row_asks_about_each_row_and_each_row_has_its_outcome() -> None:
    at = play(PER_ROW)
    assert at.tasks() == ["bureau/a", "bureau/b", "chief/a", "chief/b"]
    assert [r.get("结果") for r in at.case.values["摊位"]] == [None, None]
    at.say(BUREAU, row="*")
    at.say(CHIEF, row="a")
    assert [r.get("结果") for r in at.case.values["摊位"]] == ["准", None] and at.tasks() == ["chief/b"]
    at.say(CHIEF, "不同意", row="b")
    assert [r.get("结果") for r in at.case.values["摊位"]] == ["准", "不准"] and at.case.state == "done"


def test_in_order_one_after_the_other_is_asked() -> None:
    at = play(mode="in order", who=[{"role": "chief"}, {"person": "[11, 12]", "as": "expert"}, {"role": "bureau"}])
    assert (at.tasks(), at.tasks("waiting")) == (["chief"], ["bureau", "person@11", "person@12"])
    assert code(at.say(BUREAU, task=at.case.tasks[-1].id)) == "task_waits"
    at.say(CHIEF)
    assert at.tasks() == ["person@11", "person@12"]
    at.say(TWO)
    assert at.tasks() == ["person@11"]
    at.say(ONE)
    assert at.tasks() == ["bureau"]
    at.say(BUREAU)
    assert at.case.state == "done"


def test_of_any_the_first_answer_is_the_answer() -> None:
    at = play(mode="any")
    assert at.tasks() == ["bureau", "chief"]
    at.say(CHIEF)
    assert at.case.state == "done" and [t.note for t in at.case.tasks if t.role == "bureau"] == ["overtaken"]
    two = play(mode="any", at_least=2, who=EXPERTS)
    two.say(ONE)
    assert two.tasks() == ["person@12", "person@13"]
    two.say(THREE)
    assert two.case.state == "done"


@pytest.mark.parametrize(
    ("changes", "votes", "open_", "agreed"),
    [
        ({}, [(ONE, "同意")], 2, None),
        ({}, [(ONE, "同意"), (TWO, "同意")], 0, True),
        ({}, [(ONE, "不同意")], 2, None),
        ({}, [(ONE, "不同意"), (TWO, "不同意")], 0, False),
        ({"share": "1 / 3"}, [(ONE, "同意")], 0, True),
        ({"share": "1"}, [(ONE, "不同意")], 0, False),
        ({"at_least": 3}, [(ONE, "同意"), (TWO, "同意")], 1, None),
        ({"veto": ["expert"]}, [(ONE, "同意"), (TWO, "同意")], 1, None),
        ({"veto": ["expert"]}, [(ONE, "不同意")], 0, False),
        ({"who": [{"person": "11", "as": "expert", "weight": 3}, {"person": "[12, 13]", "as": "expert"}]},
         [(ONE, "不同意")], 0, False),
        ({"who": [{"person": "11", "as": "expert", "weight": 4}, {"person": "[12, 13]", "as": "expert"}]},
         [(ONE, "同意")], 0, True),
    ],
)  # fmt: skip
def test_a_vote_is_over_as_soon_as_it_cannot_change(
    changes: dict[str, Any], votes: list[tuple[Actor, str]], open_: int, agreed: bool | None
) -> None:
    outcome = {"事由": 'if round.agreed then "过" else "不过"'}
    at = play(VOTE, **{"outcome": outcome, **changes})
    for actor, said in votes:
        at.say(actor, said)
    assert (len(at.tasks()) if at.case.state == "deal" else 0) == open_
    assert at.case.values.get("事由") == {True: "过", False: "不过", None: None}[agreed]


@pytest.mark.parametrize(
    ("changes", "scores", "mean"),
    [({}, (80, 90, 100), "90"), ({"trim": 1}, (10, 85, 100), "85"), ({"trim": 2}, (1, 2, 3), "无")],
)
def test_scores_come_to_a_mean_without_the_extremes(
    changes: dict[str, Any], scores: tuple[int, ...], mean: str
) -> None:
    outcome = {"事由": 'if round.score = null then "无" else string(round.score)'}
    at = play(mode="score", score="o.分数", who=EXPERTS, outcome=outcome, **changes)
    for actor, score in zip((ONE, TWO, THREE), scores, strict=True):
        at.say(actor, 分数=score)
    assert at.case.state == "done" and at.case.values["事由"] == mean


def test_there_have_to_be_enough_scores() -> None:
    at = play(mode="score", score="o.分数", who=EXPERTS, at_least=4)
    for actor in (ONE, TWO, THREE):
        at.say(actor, 分数=3)
    assert at.case.state == "deal" and at.view["score"] == Decimal(3) and not at.view["complete"]


def test_who_is_not_asked_for_is_not_asked_and_an_empty_round_is_complete() -> None:
    at = play(PER_ROW, who=[{"role": "chief", "when": 'item.代码 = "C2"'}, {"role": "bureau"}])
    assert at.tasks() == ["bureau/a", "bureau/b", "chief/b"]
    assert play(who=[{"role": "chief", "when": "false"}]).case.state == "done"


def test_participants_come_from_organisations_people_and_registers() -> None:
    who = [
        {"organisation": "case.organisation", "as": "expert"}, {"person": '"11"', "as": "expert"},
        {"person": "{id: 12}", "as": "expert"},
        {"register": "stalls", "entry": "事由", "field": "谁", "as": "expert"},
    ]  # fmt: skip
    at = Play(panel(who=who))
    at.world.entries["早市"] = {"谁": "person@13，organisation@30"}
    at.at_panel()
    assert at.tasks() == ["organisation@20", "organisation@30", "person@11", "person@12", "person@13"]
    assert isinstance(at.say(WRITER), Decision)


def test_until_it_is_complete_ones_own_opinion_can_be_changed_by_oneself_alone() -> None:
    at = play(PER_ROW)
    at.say(CHIEF, "不同意", row="a")
    assert code(at.say(CHIEF2, row="a")) == "task_taken"
    at.say(CHIEF, row="a")
    at.say(BUREAU, row="*")
    assert at.case.values["摊位"][0]["结果"] == "准"
    assert code(at.say(CHIEF, "不同意", row="a")) == "round_complete"


REFUSED = [
    (BUREAU, {"row": "c"}, {}, "nothing_waits"), (WRITER, {"row": "*"}, {}, "nothing_waits"),
    (WRITER, {"task": 3}, {}, "not_your_task"), (BUREAU, {}, {}, "which_task"), (BUREAU, {"task": 99}, {}, "no_task"),
    (BUREAU, {"row": "a", "said": ""}, {}, "opinion_not_ready"),
    (BUREAU, {"row": "a"}, {"recused_if": "actor.organisation = 30"}, "recused"),
    (BUREAU, {"row": "*"}, {"recused_if": 'actor.organisation = 30'}, "recused"),
    (CHIEF, {"row": "a"}, {"not_same_person_as": ["pass"]}, "same_person_opinion"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "given", "changes", "said"), REFUSED)
def test_what_stands_against_an_opinion_is_said(
    who: Actor, given: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    at = play(PER_ROW, **changes)
    before = at.case
    assert code(at.say(who, **given)) == said
    assert at.case == before


def test_whoever_is_recused_from_one_row_speaks_about_the_others() -> None:
    at = play(PER_ROW, recused_if='item.代码 = "C1" and actor.organisation = 30')
    at.say(BUREAU, row="*")
    assert at.tasks("done") == ["bureau/b"]


def test_a_row_that_comes_or_goes_while_the_round_runs_is_asked_about_or_not() -> None:
    from forms.edits import AddRows, DeleteRows

    at = play(PER_ROW)
    at.edit(AddRows("摊位", ({"_id": "c", "摊名": "饼"},)), DeleteRows(("b",)))
    at.say(BUREAU, row="a")
    assert at.tasks() == ["bureau/c", "chief/a", "chief/c"] and at.tasks("closed") == ["bureau/b", "chief/b"]


def test_participants_are_named_when_the_round_begins_and_before_that_it_waits() -> None:
    at = play(who=[{"named": ["bureau", "chief"], "as": "expert"}])
    assert at.tasks() == ["bureau", "chief"] and not at.view["complete"]
    assert code(at.say(BUREAU)) == "nothing_waits"
    assert code(at.name(WRITER, [11])) == "verb_not_yours"
    assert code(at.name(BUREAU, [])) == "verb_nobody_named"
    assert isinstance(at.name(BUREAU, [11, 12]), Decision)
    assert at.tasks() == ["person@11", "person@12"] and at.tasks("closed") == ["chief"]
    at.say(ONE)
    assert at.case.state == "deal"
    at.say(TWO)
    assert at.case.state == "done"


def test_who_was_named_is_not_named_again_after_a_return_and_their_opinions_stay() -> None:
    at = play(who=[{"named": ["bureau"], "as": "expert"}])
    at.name(BUREAU, [11, 12])
    at.say(ONE)
    at.do(BUREAU, "ask", 意见="补")
    at.do(WRITER, "answer")
    assert (at.tasks(), at.kept()) == (["person@12"], ["person@11"])
