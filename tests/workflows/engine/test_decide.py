"""Decisions: who may do what when, in words, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.text import LANGUAGES, Text
from tests.workflows.engine.toy import (
    BOTH,
    BUREAU,
    CHIEF,
    COLLEAGUE,
    GOOD,
    HERE,
    NOON,
    PEOPLE,
    STRANGER,
    WRITER,
    FakeWorld,
    action,
    bundle,
    case,
    person,
)
from workflows.engine.decide import decide, offers, why_not
from workflows.engine.entry_types import ChildFacts, NewEntry
from workflows.engine.guards import guards
from workflows.engine.types import CampaignFacts, CaseFacts, Decision, Passed, Read, Refusal, TaskFacts
from workflows.messages import say
from workflows.rights import access, tokens

LATER = NOON + timedelta(days=30)
CLOSED = CampaignFacts(7, "首批", date(2026, 2, 1), date(2026, 2, 13))
NOT_YET = CampaignFacts(7, "首批", date(2026, 5, 1), date(2026, 5, 13))
SUBMITTED = (Passed("submit", 6, "draft", "review", NOON),)
CLAIMED = TaskFacts(1, "open", "chief", f"chief@{HERE}", "review", person=5)
NOTICE_PERIOD = {
    "notice": {"zh": "公告期", "en": "Notice period", "limit": "5", "unit": "day", "minimum": True, "main": False,
               "starts": ["answer"], "blocks": ["close"], "basis": "own"}}  # fmt: skip
PUBLIC = {"public": {"zh": "公示", "state": "review", "clock": "notice", "shows": ["申请"], "answers": ["bureau"]}}
CHILDREN = {"verify": {"zh": "核实", "procedure": "verifying", "by": ["bureau"], "blocks": ["close"]}}
OPEN_CHILD = ChildFacts(9, "verify", Text(zh="核实摊位"), "核实1")
ASKING = {"asking": {"zh": "征求意见", "form": "note", "who": [{"role": "bureau"}],
                     "suggestions": {"fields": ["意见"], "by": ["chief"], "before": ["pass"]}}}  # fmt: skip
ASKED = TaskFacts(4, "done", "bureau", "bureau@*", "deal", round="asking", opinion={"意见": "早收摊；留路"})
ONE_STALL = {**GOOD, "摊位": GOOD["摊位"][:1]}


def try_it(facts: CaseFacts, act: Any, world: FakeWorld | None = None, **changes: Any) -> Decision | Refusal:
    made = bundle(**changes)
    return decide(made, facts, act, world or FakeWorld(made), NOON)


def test_a_condition_may_ask_a_decision_table_of_the_procedure() -> None:
    fees = {
        "inputs": [{"name": "天", "type": "number"}],
        "outputs": [{"name": "费", "type": "number"}],
        "rules": [{"when": ["< 7"], "then": ["1"]}, {"when": [">= 7"], "then": ['parameter("上限")']}],
    }
    asked = {"decisions": {"费率": fees}, "transitions__submit__when": '费率(天数) >= parameter("上限")'}
    assert isinstance(try_it(case(), action(WRITER, "submit"), **asked), Decision)
    assert isinstance(try_it(case(values={**GOOD, "天数": 3}), action(WRITER, "submit"), **asked), Refusal)


def test_a_state_that_rests_asks_nothing_of_its_holder_who_may_act_all_the_same() -> None:
    asked, resting = (bundle(states__deal__rests=rests) for rests in (False, True))
    facts = case("review", trail=SUBMITTED)
    found = [decide(made, facts, action(CHIEF, "pass"), FakeWorld(made), NOON) for made in (asked, resting)]
    assert [[t.role for t in d.new_tasks] for d in found if isinstance(d, Decision)] == [["bureau"], []]
    assert {d.holder for d in found if isinstance(d, Decision)} == {"bureau@*"}
    assert isinstance(decide(resting, case("deal"), action(BUREAU, "close"), FakeWorld(resting), NOON), Decision)


REFUSED: list[tuple[str, str, CaseFacts, Any, dict[str, Any], str]] = [
    # guard, code, case, action, world, part of the sentence
    ("revision", "stale", case(), action(WRITER, "submit", seen=2), {}, "他人处理"),
    ("transition", "no_transition", case(), action(WRITER, "fly"), {}, "fly"),
    ("state", "not_in_state", case("deal"), action(WRITER, "submit"), {}, "草稿"),
    ("role", "not_your_role", case(), action(CHIEF, "submit"), {}, "填报人"),
    ("role", "not_your_role", case(), action(STRANGER, "submit"), {}, "填报人"),
    ("organisation", "not_your_organisation", case("review"),
     action(person(9, f"writer@{HERE}", organisation=99), "recall"), {}, "提交单位"),
    ("link", "guest_no_transition", case(), action(replace(WRITER, task=1), "submit"), {}, "链接"),
    ("suspended", "case_suspended", case(suspended=True), action(WRITER, "submit"), {}, "挂起"),
    ("assignee", "assignee_other", case("review", tasks=(CLAIMED,)), action(CHIEF, "pass"), {}, "甲5"),
    ("read", "read_already", case("review", reads=(Read(2, 3, NOON, True),)), action(WRITER, "recall"), {}, "已阅"),
    ("same_person", "same_person", case("review", trail=SUBMITTED), action(BOTH, "pass"), {}, "另一人"),
    ("too_early", "clock_too_early", case("deal", trail=(Passed("answer", 1, "mend", "deal", NOON),)),
     action(BUREAU, "close"), {}, "最早 2026-03-08"),
    ("objections", "public.unanswered", case("review"), action(CHIEF, "pass"), {"objections": 2}, "2 条异议"),
    ("suggestions", "suggestions_open", case("review", tasks=(ASKED,)), action(CHIEF, "pass"), {}, "2 条建议"),
    ("waiting", "children_open", case("deal"), action(BUREAU, "close"), {"below": [OPEN_CHILD]}, "核实1"),
    ("way_back", "no_way_back", case("mend"), action(WRITER, "answer"), {}, "交回"),
    ("campaign", "campaign_not_open", case(), action(WRITER, "submit"), {"now_campaign": NOT_YET}, "2026-05-01"),
    ("campaign", "campaign_needed", case(), action(WRITER, "submit"), {"now_campaign": None}, "批次"),
    ("needs", "needs_fields", case("review", values={**GOOD, "开始": None}), action(CHIEF, "pass"), {}, "开始日期"),
    ("needs", "needs_fields", case("review", values={**GOOD, "摊位": [{"_id": "a", "摊名": "面"}]}),
     action(CHIEF, "pass"), {}, "代码"),
    ("given", "given_not_ready", case("review"), action(CHIEF, "bounce"), {}, "1 处"),
    ("when", "condition_text", case(values={**GOOD, "摊位": []}), action(WRITER, "submit"), {}, "摊位为 1—3 个"),
    ("when", "condition_unknown", case("deal", values={**GOOD, "开始": None}), action(BUREAU, "close"), {},
     "“开始日期”没有填"),
    ("when", "condition_false", case("deal", values={**GOOD, "开始": "2019-01-01"}), action(BUREAU, "close"), {},
     "办结"),
    ("one_open", "open_already", case(), action(WRITER, "submit"), {"other": "摊2026-500112-009"}, "009"),
    ("check", "not_ready", case(values={**GOOD, "事由": None}), action(WRITER, "submit"), {}, "1 处"),
    ("check", "not_ready", case(), action(WRITER, "submit"), {"elsewhere": {"C1": [{"名称": "渝中区"}]}}, "1 处"),
    ("register.add", "entry_no_key", case("deal", values={**ONE_STALL, "摊位": [{"_id": "a", "结果": "准"}]}),
     action(BUREAU, "close"), {}, "摊名"),
    ("register.add", "entry_twice",
     case("deal", values={**GOOD, "摊位": [{"_id": i, "摊名": "面", "结果": "准"} for i in "ab"]}),
     action(BUREAU, "close"), {}, "“面”"),
]  # fmt: skip


@pytest.mark.parametrize(("guard", "code", "facts", "act", "around", "said"), REFUSED)
def test_what_stands_against_an_action_is_said(
    guard: str, code: str, facts: CaseFacts, act: Any, around: dict[str, Any], said: str
) -> None:
    made = bundle(clocks=NOTICE_PERIOD, public_periods=PUBLIC, children=CHILDREN, rounds=ASKING)
    found = decide(made, facts, act, FakeWorld(made, **around), NOON)
    assert isinstance(found, Refusal)
    assert (found.guard, found.message.code) == (guard, code)
    assert said in say(found.message, "zh")
    assert say(found.message, "en") != say(found.message, "zh")


def test_every_guard_is_tried_here() -> None:
    elsewhere = {"confirmed"}  # tests/workflows/cases/test_of_organisations.py
    assert {g.name for g in guards()} - elsewhere <= {row[0] for row in REFUSED}


def test_guards_are_asked_from_the_cheap_to_the_dear() -> None:
    costs = [g.cost for g in guards()]
    assert costs == sorted(costs)
    assert guards()[-1].name == "check"


def test_a_submission_moves_the_case_and_asks_for_a_number() -> None:
    done = try_it(case(), action(WRITER, "submit"))
    assert isinstance(done, Decision)
    assert (done.from_state, done.to_state, done.stage, done.role) == ("draft", "review", "work", "writer")
    assert (done.title, done.title_en) == ("渝北区 早市", "Yubei")
    assert done.wants_number and not done.late and not done.ended
    assert done.due == date(2026, 3, 13)
    assert done.holder == f"chief@{HERE}"
    assert done.columns == {"摊位数": 2, "末日": "2026-04-01"}
    assert done.tokens == {
        "申请": {f"writer@{HERE}", f"chief@{HERE}", "auditor@*"}, "结果": {"auditor@*"},
    }  # fmt: skip


def test_a_number_is_given_once() -> None:
    again = try_it(case(number="摊2026-500112-001"), action(WRITER, "submit"))
    assert isinstance(again, Decision)
    assert not again.wants_number


def test_what_comes_late_is_accepted_and_marked_and_stays_so() -> None:
    done = try_it(case(), action(WRITER, "submit"), FakeWorld(now_campaign=CLOSED))
    assert isinstance(done, Decision) and done.late
    passed = try_it(case("review", late=True), action(CHIEF, "pass"))
    assert isinstance(passed, Decision) and passed.late


def test_the_last_day_is_in_time_by_the_clock_of_the_office() -> None:
    made = bundle()
    evening = datetime.fromisoformat("2026-03-13T23:59:00+08:00")
    for moment, late in ((evening, False), (evening + timedelta(minutes=2), True)):
        done = decide(made, case(), action(WRITER, "submit"), FakeWorld(made), moment)
        assert isinstance(done, Decision) and done.late is late


def test_what_comes_late_is_refused_where_the_procedure_says_so() -> None:
    found = try_it(case(), action(WRITER, "submit"), FakeWorld(now_campaign=CLOSED), campaign__late="refuse")
    assert isinstance(found, Refusal) and found.message.code == "campaign_closed"


def test_a_returned_case_goes_back_to_where_it_came_from() -> None:
    for start, who, move in (("review", CHIEF, "bounce"), ("deal", BUREAU, "ask")):
        sent = try_it(case(start), action(who, move, 意见="改一改"))
        assert isinstance(sent, Decision)
        assert (sent.to_state, sent.given) == ("mend", {"意见": "改一改"})
        back = try_it(case("mend", trail=(Passed(move, 1, start, "mend", NOON),)), action(WRITER, "answer"))
        assert isinstance(back, Decision) and back.to_state == start


def test_a_colleague_may_recall_what_their_organisation_handed_in() -> None:
    assert isinstance(try_it(case("review"), action(COLLEAGUE, "recall")), Decision)


def test_closing_writes_one_entry_per_row_that_is_in() -> None:
    done = try_it(case("deal"), action(BUREAU, "close"))
    assert isinstance(done, Decision) and done.ended and done.holder is None and done.due is None
    assert done.entries == (
        NewEntry(
            "stalls", date(2026, 4, 1), '["500112","面"]', "面", HERE,
            {"辖区": HERE, "摊名": "面", "天数": 7}, {"人员": [{"姓名": "张三"}]},
        ),
    )  # fmt: skip


def test_a_dry_attempt_does_not_ask_for_what_is_given_with_the_transition() -> None:
    made = bundle()
    assert why_not(made, case("review"), action(CHIEF, "bounce"), FakeWorld(made), NOON) is None
    assert isinstance(try_it(case("review"), action(CHIEF, "bounce")), Refusal)


def test_offers_are_the_transitions_of_ones_roles_with_what_stands_against_them() -> None:
    made = bundle()
    found = offers(made, case("review", trail=SUBMITTED), BOTH, FakeWorld(made), NOON)
    assert {o.transition: o.why_not.guard if o.why_not else None for o in found} == {
        "pass": "same_person", "bounce": None, "recall": None,
    }  # fmt: skip
    assert offers(made, case("review"), STRANGER, FakeWorld(made), NOON) == []


def test_thousands_of_values_are_asked_for_at_once() -> None:
    rows = [{"_id": f"r{n}", "摊名": f"摊{n}", "代码": f"C{n}"} for n in range(3000)]
    world = FakeWorld(parameters={"上限": 9000}, elsewhere={"C7": [{"名称": "渝中区"}]})
    found = decide(world.bundle, case(values={**GOOD, "摊位": rows}), action(WRITER, "submit"), world, NOON)
    assert isinstance(found, Refusal)
    assert [f.rule for f in found.findings if f.blocks] == ["known"]
    assert world.asked == ["摊位.代码"]


def test_somebody_who_enters_for_others_acts_as_the_declarant_while_it_lies_there() -> None:
    entered = case(on_behalf=True)
    done = try_it(entered, action(BUREAU, "submit"))
    assert isinstance(done, Decision)
    assert (done.role, done.for_organisation, done.holder) == ("writer", 20, f"chief@{HERE}")
    own = try_it(entered, action(WRITER, "submit"))
    assert isinstance(own, Decision) and own.for_organisation is None
    elsewhere = try_it(replace(entered, state="review", number="1"), action(BUREAU, "pass"))
    assert isinstance(elsewhere, Refusal) and elsewhere.guard == "role"


STATES = sorted(bundle().procedure.states)
MOVES = sorted(bundle().procedure.transitions)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(sorted(PEOPLE)), st.integers(0, 2)), max_size=12))
def test_no_sequence_of_actions_leaves_the_declared_states(steps: list[tuple[str, str, int]]) -> None:
    made, facts = bundle(), case(revision=0)
    world = FakeWorld(made)
    for move, who, behind in steps:
        actor = PEOPLE[who]
        seen = facts.revision - (behind == 0)
        done = decide(made, facts, action(actor, move, seen=seen, 意见="改"), world, NOON)
        if isinstance(done, Refusal):
            assert all(say(done.message, lang) for lang in LANGUAGES)
            continue
        assert seen == facts.revision, "a stale action got through"
        assert facts.state in made.procedure.transitions[move].from_
        assert actor.tokens & {f"{r}@{HERE}" for r in made.procedure.transitions[move].by}
        facts = replace(
            facts, state=done.to_state, revision=facts.revision + 1,
            number=facts.number or ("1" if done.wants_number else None),
            trail=(*facts.trail, Passed(move, actor.id, facts.state, done.to_state, NOON)),
        )  # fmt: skip
        assert facts.state in made.procedure.states
        assert done.tokens == tokens(made, facts)
        assert done.ended == (made.procedure.states[facts.state].end is not None)


@given(st.sampled_from(STATES), st.sampled_from(sorted(PEOPLE)), st.booleans())
def test_tokens_say_the_same_as_rights(state: str, who: str, on_behalf: bool) -> None:
    made, actor = bundle(), PEOPLE[who]
    facts = case(state, on_behalf=on_behalf)
    by_token = {g for g, held in tokens(made, facts).items() if held & actor.tokens}
    allowed = access(made, facts, actor)
    assert by_token == allowed.groups_readable
    assert allowed.groups_writable <= allowed.groups_readable
    assert {p for p in made.form().by_path if made.group_of(p) in by_token} <= allowed.readable
