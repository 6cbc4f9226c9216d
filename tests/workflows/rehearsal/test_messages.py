"""A rehearsal knows who was told what about its case, in all so far."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.workflows.engine.toy import NOON
from tests.workflows.rehearsal.test_play import STORY
from tests.workflows.test_publishing import texts
from workflows.definition import Procedure
from workflows.office import Office
from workflows.publishing import publish
from workflows.rehearsal import Rehearsal, check_rehearsal, rehearse

TOLD = {"text": {"zh": "{case.number}", "en": "{case.number}"}}
SENDS = {"effect": "message", "to": ["writer", "chief"], "text": "told"}


def procedure() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(texts()["procedure"])
    found["transitions"]["submit"]["do"].append(SENDS)
    found["transitions"]["pass"]["do"] = [{**SENDS, "to": ["@last(submit)"], "text": "passed"}]
    return {**found, "messages": {"told": TOLD, "passed": TOLD}}


def story(messages: dict[str, Any]) -> Rehearsal:
    play = [*STORY["play"][:2], {**STORY["play"][2], "then": {"messages": messages}}]
    data = {"好": {**STORY["data"]["好"], "摊位": [{"摊名": "面", "代码": "1"}]}}
    return Rehearsal.model_validate({**STORY, "data": data, "play": play})


@pytest.mark.parametrize(("wanted", "right"), [
    ({"甲": 2, "乙": 1, "丙": 0}, True), ({"甲": ["told", "passed"]}, True), ({"甲": 1}, False),
    ({"乙": ["passed"]}, False),
])  # fmt: skip
def test_what_was_told_is_compared(office: Office, wanted: dict[str, Any], right: bool) -> None:
    assert publish(office, {**texts(), "procedure": json.dumps(procedure())}, "", None, NOON)
    found = rehearse(office, story(wanted), None)
    assert ([m.say() for m in found.mismatches] == []) == right, [m.say() for m in found.mismatches]


def test_names_of_nobody_and_of_no_text_are_found_before_it_is_played() -> None:
    own = Procedure.model_validate(procedure())
    found = check_rehearsal(story({"丁": 1, "甲": ["tld", "verb.urged"]}), own)
    assert [f.pointer for f in found] == ["/play/2/then/messages/丁", "/play/2/then/messages/甲"]


@pytest.mark.parametrize(("wanted", "right"), [({"one": 1}, True), ({"one": 2}, False)])
def test_how_many_were_drawn_is_compared(office: Office, wanted: dict[str, int], right: bool) -> None:
    own = procedure()
    own["draws"] = {"one": {"zh": "抽查", "pool": "摊位", "key": "item.摊名", "count": "1"}}
    own["transitions"]["submit"]["do"].append({"effect": "draw.commit", "draw": "one"})
    own["transitions"]["pass"]["do"].append({"effect": "draw", "draw": "one"})
    assert publish(office, {**texts(), "procedure": json.dumps(own)}, "", None, NOON)
    told = story({})
    told.play[2].then["draws"] = wanted
    found = [m.say() for m in rehearse(office, told, None).mismatches]
    assert (found == []) == right, found
    assert check_rehearsal(told, Procedure.model_validate(own)) == []
