"""Every verb is rehearsed: on the toy procedure, step by step, with what is refused on the way."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from tests.workflows.engine.toy import GOOD, NOON
from tests.workflows.engine.verbs.walk import CHANGES
from tests.workflows.rehearsal.test_play import STORY
from tests.workflows.test_publishing import texts
from workflows.office import Office
from workflows.publishing import publish
from workflows.rehearsal import Rehearsal, rehearse

FILED: list[dict[str, Any]] = [
    {"on": "2026-03-02", "who": "甲", "does": "start", "fill": "好"},
    {"does": "submit", "then": {"state": "review", "tasks": ["chief"]}},
]
PLAYS: dict[str, list[dict[str, Any]]] = {
    "claimed, put back, handed on": [
        {"who": "乙", "does": "claim"}, {"who": "己", "does": "claim", "task": "chief", "refused": "task_claimed_by"},
        {"who": "己", "does": "pass", "refused": "assignee_other"},
        {"who": "乙", "does": "release"}, {"who": "己", "does": "claim"},
        {"who": "己", "does": "transfer", "to": ["丁"], "refused": "transfer_stranger"},
        {"who": "己", "does": "transfer", "to": ["乙"], "reason": "出差"},
        {"who": "乙", "does": "pass", "then": {"state": "deal"}},
    ],
    "entrusted and back": [
        {"who": "乙", "does": "entrust", "to": ["丁"], "reason": "请核对"},
        {"who": "乙", "does": "pass", "refused": "assignee_waits"},
        {"who": "丁", "does": "reply", "reason": "无误", "then": {"tasks": ["chief"], "reads": {"丁": ["申请"]}}},
        {"who": "乙", "does": "pass", "then": {"state": "deal"}},
    ],
    "added before, beside and after, and removed": [
        {"who": "乙", "does": "add", "to": ["丁"], "target": "before"},
        {"who": "丁", "does": "reply", "reason": "同意"},
        {"who": "乙", "does": "add", "to": ["丁"], "target": "beside"},
        {"who": "乙", "does": "pass", "refused": "assignee_added"},
        {"who": "乙", "does": "remove", "reason": "不必了"},
        {"who": "乙", "does": "add", "to": ["己"], "target": "after"},
        {"who": "乙", "does": "reply", "reason": "办完"},
        {"who": "己", "does": "pass", "then": {"state": "deal"}},
    ],
    "taken back until it is read": [
        {"who": "乙", "does": "pass"}, {"who": "乙", "does": "take_back", "then": {"state": "review"}},
        {"who": "乙", "does": "pass"}, {"who": "丙", "does": "read"},
        {"who": "乙", "does": "take_back", "refused": "take_back_read"},
    ],
    "recalled until it is read": [
        {"who": "甲", "does": "recall", "then": {"state": "draft"}}, {"does": "submit"},
        {"who": "乙", "does": "read"}, {"who": "甲", "does": "recall", "refused": "read_already"},
    ],
    "urged once an hour, copied": [
        {"who": "甲", "does": "urge"}, {"does": "urge", "refused": "urged_lately"},
        {"who": "甲", "does": "copy", "to": ["丁"], "then": {"reads": {"丁": ["申请"]}}},
    ],
    "suspended, resumed, terminated": [
        {"who": "乙", "does": "pass"}, {"who": "丙", "does": "suspend", "refused": "verb_reason"},
        {"does": "suspend", "reason": "等法院"}, {"does": "close", "refused": "case_suspended"},
        {"does": "resume", "reason": "判了"}, {"does": "terminate", "reason": "注销", "then": {"state": "gone"}},
        {"who": "甲", "does": "urge", "refused": "verb_ended"},
    ],
    "back to any earlier state, and straight again": [
        {"who": "乙", "does": "pass"}, {"who": "丙", "does": "anywhere", "refused": "choose_earlier"},
        {"does": "anywhere", "target": "draft", "straight": True, "then": {"state": "draft"}},
        {"who": "甲", "does": "submit", "then": {"state": "deal"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", PLAYS)
def test_it_goes_as_it_is_told(office: Office, name: str) -> None:
    found = texts()
    procedure = json.loads(found["procedure"])
    procedure["transitions"]["anywhere"] = {**CHANGES["transitions__anywhere"], "from": ["deal"], "by": ["bureau"]}
    procedure["verbs"] = CHANGES["verbs"]
    found["procedure"] = json.dumps(procedure, ensure_ascii=False)
    published = publish(office, found, "", None, NOON)
    assert published, [f.say() for f in published.findings]
    story = deepcopy(STORY)
    rows = [{k: v for k, v in row.items() if k != "结果"} for row in GOOD["摊位"]]
    story["data"]["好"]["摊位"] = rows
    story["people"] |= {"丁": [], "己": "chief@500103#2"}
    story["play"] = deepcopy([*FILED, *PLAYS[name]])
    played = rehearse(office, Rehearsal.model_validate(story), None)
    assert [m.say() for m in played.mismatches] == []
