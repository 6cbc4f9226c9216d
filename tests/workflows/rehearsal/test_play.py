"""The runner: it says everything that goes otherwise than a rehearsal says, with the step and in words."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.engine.toy import GOOD, NOON
from tests.workflows.test_publishing import texts
from workflows.definition import Procedure
from workflows.office import Office
from workflows.publishing import publish
from workflows.rehearsal import Played, Rehearsal, cast, check_rehearsal, coverage, play, rehearse

STORY: dict[str, Any] = {
    "format": 1, "kind": "rehearsal", "id": "story", "title": "一件", "procedure": "stall_permit",
    "campaigns": {"首批": {"title": "首批", "opens": "2026-03-01", "closes": "2026-03-13"}},
    "people": {"甲": "writer@500103", "乙": ["chief@500103"], "丙": "bureau"},
    "data": {"好": {k: v for k, v in GOOD.items() if k != "辖区"}},
    "play": [
        {"on": "2026-03-02", "who": "甲", "does": "start", "fill": "好", "then": {"state": "draft", "number": None}},
        {"does": "submit", "then": {"state": "review", "number": "摊2026-500103-001", "due": "2026-03-13"}},
        {"who": "乙", "does": "pass", "then": {"state": "deal", "holder": "bureau@*"}},
        {"who": "丙", "does": "save", "fill": {"摊位[b].结果": None}},
        {"does": "close", "then": {"state": "done", "register.stalls": []}},
        {"on": "2026-04-02", "then": {"register.stalls": ["面"], "may": {"丙": []}, "reads": {"乙": ["申请", "结果"]}}},
    ],
}  # fmt: skip


def story(**changes: Any) -> Rehearsal:
    """The story with some of its steps changed: `step2={…}`."""
    data = deepcopy(STORY)
    for key, change in changes.items():
        data["play"][int(key.removeprefix("step")) - 1] |= change
    return Rehearsal.model_validate(data)


def told(office: Office, rehearsal: Rehearsal) -> list[str]:
    """Decisions of the city are written before they are read: the result stands in the toy data already."""
    assert publish(office, texts(), "", None, NOON)
    found = rehearse(office, rehearsal, None)
    assert all(m.say(lang) for m in found.mismatches for lang in LANGUAGES)
    return [m.say() for m in found.mismatches]


def test_a_story_that_goes_as_it_is_told_has_nothing_to_say(office: Office) -> None:
    values = {k: v for k, v in GOOD.items() if k != "辖区"}
    values["摊位"] = [{k: v for k, v in row.items() if k != "结果"} for row in GOOD["摊位"]]
    data = {**STORY, "data": {"好": values}}
    data["play"] = [dict(s) for s in STORY["play"]]
    data["play"][3] = {"who": "丙", "does": "save", "fill": {"摊位[a].结果": "准", "摊位[b].结果": "不准"}}
    assert told(office, Rehearsal.model_validate(data)) == []


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("another state", {"step2": {"then": {"state": "deal"}}}, "第2步：state 应为 deal，实为 review"),
    ("another number", {"step2": {"then": {"number": "摊1"}}}, "第2步：number 应为 摊1"),
    ("a refusal that does not come", {"step2": {"refused": "stale"}}, "第2步：“submit”应被拒绝（stale），却办成了"),
    ("another refusal", {"step3": {"who": "甲", "refused": "stale"}},
     "第3步：“pass”应因 stale 被拒绝，却因 not_your_role 被拒绝"),
    ("a refusal out of the blue", {"step3": {"who": "甲"}}, "第3步：“pass”被拒绝（not_your_role）"),
    ("no case", {"step1": {"refused": "start_role", "who": "乙"}}, "第2步：没有办件“1”"),
    ("findings", {"step2": {"findings": ["事由 required"]}}, "第2步：findings 应为 [\"事由 required\"]，实为 []"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "said"), WRONG, ids=[w[0] for w in WRONG])
def test_what_goes_otherwise_is_said(office: Office, what: str, changes: dict[str, Any], said: str) -> None:
    found = told(office, _without_results(story(**changes)))
    assert any(line.startswith(said) for line in found), found


def _without_results(rehearsal: Rehearsal) -> Rehearsal:
    """The clerk's data without what only the bureau may write."""
    data = json.loads(rehearsal.model_dump_json(by_alias=True))
    for row in data["data"]["好"]["摊位"]:
        row.pop("结果", None)
    return Rehearsal.model_validate(data)


def test_two_plays_in_one_office_do_not_disturb_each_other(office: Office) -> None:
    assert publish(office, texts(case={**_procedure_data()["case"], "one_open_per": []}), "", None, NOON)
    rehearsal = _without_results(story(step4={"fill": {"摊位[a].结果": "准"}}))
    rehearsal = rehearsal.model_copy(update={"play": [s.model_copy(update={"then": {}}) for s in rehearsal.play]})
    people = cast(office, rehearsal)
    first = play(office, rehearsal, people, None, tag="one")
    other = json.loads(json.dumps(rehearsal.data).replace('"C', '"D'))  # elsewhere means another question
    second = play(office, rehearsal.model_copy(update={"data": other}), people, None, tag="two")
    assert first.ok and second.ok
    assert first.cases["1"] != second.cases["1"]


def _procedure_data() -> dict[str, Any]:
    return dict(json.loads(texts()["procedure"]))


def test_a_rehearsal_with_names_of_nobody_is_told_where() -> None:
    data = deepcopy(STORY)
    data["play"][1] |= {"who": "丁", "does": "submitt", "refused": "stael", "fill": "坏", "then": {"stat": "review"}}
    data["people"]["乙"] = "cheif@500103"
    data["play"][0].pop("on")
    found = check_rehearsal(Rehearsal.model_validate(data), Procedure.model_validate(_procedure_data()))
    assert {f.pointer for f in found} == {
        "/people/乙", "/play/1/who", "/play/1/does", "/play/1/refused", "/play/1/fill", "/play/1/then", "/play",
    }  # fmt: skip
    assert all(f.say(lang) for f in found for lang in LANGUAGES)


def test_coverage_names_what_was_not_tried() -> None:
    procedure = Procedure.model_validate(_procedure_data())
    nothing = coverage(procedure, [])
    assert ("submit", "when") in nothing.missing and ("recall", "organisation") in nothing.missing
    tried: list[tuple[str, str | None]] = [("submit", None), ("submit", "when"), ("pass", "role")]
    other = Played(procedure="another", done=list(nothing.missing))
    some = coverage(procedure, [Played(procedure=procedure.id, done=tried), other])
    assert {("submit", None), ("submit", "when"), ("*", "role")} == set(nothing.missing) - set(some.missing)
