"""Edits of a workflow: what they make, what goes along with it, and the sentence of what they refuse."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from forms.canonical import canonical, pretty
from forms.definition import Form
from forms.design import Edited, edited
from forms.text import Message
from workflows.checks.texts import PROCEDURE, check_texts
from workflows.definition import Procedure
from workflows.flow import (
    AddStage,
    AddState,
    AddThing,
    Connect,
    MoveStage,
    MoveState,
    Put,
    Remove,
    RenameKey,
    Retitle,
    edits,  # what a new state begins with is worked out there
    mentioned,
)
from workflows.flow.properties import begun, properties_of
from workflows.flow.starting import Begun, begun_form, begun_procedure
from workflows.messages import MESSAGES
from workflows.model.clocks import Clock
from workflows.model.rounds import Round

BEGUN = Begun("夜间经济试点")
FORM = begun_form("night", BEGUN)


def new(form: Form = FORM) -> str:
    made = begun_procedure("night", BEGUN, form, date(2026, 3, 2))
    assert isinstance(made, dict)
    return pretty(made) + "\n"


def done(text: str, *edits: Any) -> dict[str, Any]:
    for edit in edits:
        made = edited(text, edit, Procedure)
        assert isinstance(made, Edited), made
        text = made.text
    found: dict[str, Any] = json.loads(text)
    return found


def refused(text: str, edit: Any) -> str:
    made = edited(text, edit, Procedure)
    assert isinstance(made, Message) and made.code in MESSAGES, made
    return made.code


@pytest.mark.parametrize("about", ["district", "organisation"])
def test_a_new_procedure_is_sound_as_it_stands(about: Any) -> None:
    begun_ = Begun('试点"备案"', about=about)
    form = begun_form("night", begun_)
    made = begun_procedure("night", begun_, form, date(2026, 3, 2))
    assert isinstance(made, dict)
    bundle, found = check_texts({PROCEDURE: pretty(made), "form/night": canonical(form)})
    assert bundle is not None and not any(f.blocks for f in found)


def test_a_form_without_a_subject_begins_no_procedure() -> None:
    form = Form.model_validate({"id": "f", "title": "f", "pages": [{"id": "p", "title": "p", "fields": []}]})
    made = begun_procedure("night", BEGUN, form, date(2026, 3, 2))
    assert isinstance(made, Message) and made.code == "flow_no_subject"


def test_states_stages_and_transitions_are_added_under_free_keys() -> None:
    made = done(
        new(), AddStage({"zh": "复核"}), AddState({"zh": "复核"}, "复核"), AddState({"zh": "复核"}, "复核", "不予"),
        Connect("handling", "复核", {"zh": "送复核"}), Connect("复核", "复核2", {"zh": "不同意"}, "automatic"),
    )  # fmt: skip
    assert [s["id"] for s in made["stages"]] == ["fill", "handle", "close", "复核"]
    assert made["states"]["复核2"]["end"] == "不予"
    assert made["transitions"]["送复核"]["by"] == ["handler"] and "by" not in made["transitions"]["不同意"]


def test_a_state_begins_with_the_rights_of_the_one_before_it_and_an_end_without_writing() -> None:
    text = json.dumps(done(new(), AddStage({"zh": "复核"})))
    made = json.loads(text)
    group, own = next(iter(made["states"]["handling"]["rights"].items()))
    rows = [{"table": "t", "read": "true", "write": "false"}, {"table": "t", "write": "false"}]
    known = edits._rights_before(made, "复核")
    assert known == made["states"]["handling"]["rights"] != {}
    assert edits._rights_before(made, "fill") == made["states"]["draft"]["rights"]
    given = {group: {"write": ["a"], "read": ["b", "a"], "rows": rows}}
    assert edits._only_read(given) == {group: {"read": ["b", "a"], "rows": [{"table": "t", "read": "true"}]}}
    ends = done(text, AddState({"zh": "不予"}, "复核", "不予"), AddState({"zh": "复核"}, "复核"))["states"]
    assert ends["复核"]["rights"][group] == own and not any("write" in g for g in ends["不予"]["rights"].values())


def test_a_state_takes_its_ways_along_and_leaves_every_list() -> None:
    text = json.dumps(done(new(), AddState({"zh": "等待"}, "handle"), Connect("handling", "等待", {"zh": "等"}),
                           Connect("等待", "handling", {"zh": "不等了"}),
                           AddThing("clock", {"zh": "时限"}, {"limit": "5", "paused_in": ["等待"]})))  # fmt: skip
    made = done(text, Remove("state", "等待"))
    assert made["transitions"].keys() == {"submit", "give_back", "finish"}
    assert "paused_in" not in made["clocks"]["时限"]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Remove("state", "draft"), "flow_first_state"),
        (Remove("stage", "fill"), "flow_stage_full"),
        (Remove("state", "nowhere"), "flow_nothing_there"),
        (Connect("closed", "draft", {"zh": "重开"}), "flow_from_end"),
        (Connect("draft", "nowhere", {"zh": "去"}), "flow_nothing_there"),
        (AddState({"zh": " "}, "fill"), "flow_title_needed"),
        (RenameKey("state", "draft", "closed"), "flow_key_taken"),
        (RenameKey("state", "draft", "a b"), "bad_key"),
        (MoveState("draft", "nowhere"), "flow_nothing_there"),
        (Put("/transitions/submit/kind", "sideways"), "design_unfit"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Any, code: str) -> None:
    assert refused(new(), edit) == code


def test_states_and_stages_move() -> None:
    made = done(new(), MoveState("closed", "handle", "handling"), MoveStage("handle", -1))
    assert list(made["states"]) == ["draft", "closed", "handling"] and made["states"]["closed"]["stage"] == "handle"
    assert [s["id"] for s in made["stages"]] == ["handle", "fill", "close"]


def test_a_key_follows_the_title_of_what_nobody_knows_and_expressions_follow_the_key() -> None:
    text = json.dumps(done(
        new(), AddThing("clock", {"zh": "时限"}, {"limit": "5", "starts": ["submit"]}, "limit"),
        Put("/transitions/finish/when", 'clock.limit.late = 0 and case.state = "handling" and "handling" != "limit"'),
    ))  # fmt: skip
    made = done(text, Retitle("state", "handling", {"zh": "审查", "en": "Review"}, follow=True),
                RenameKey("clock", "limit", "审查时限"))  # fmt: skip
    when = made["transitions"]["finish"]["when"]
    assert when == 'clock.审查时限.late = 0 and case.state = "审查" and "handling" != "limit"'
    assert made["states"]["审查"]["zh"] == "审查" and made["transitions"]["submit"]["to"] == "审查"


def test_what_names_a_thing_is_told() -> None:
    places = {m.pointer for m in mentioned(Procedure.model_validate(json.loads(new())), "role", "handler")}
    assert {"/states/handling/holder", "/transitions/finish/by/0"} <= places


@pytest.mark.parametrize("cls", [Round, Clock])
def test_a_new_part_has_what_its_model_says_it_has_to_have(cls: Any) -> None:
    data = json.loads(new())
    cls.model_validate(begun(cls, data, {"zh": "新的"}))
    assert {p.name for p in properties_of(cls) if not p.optional} <= begun(cls, data, {"zh": "新的"}).keys()
