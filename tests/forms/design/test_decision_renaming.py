"""A decision table renamed: every call of it follows, what merely is called the same stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.design import Edited, edited
from forms.design.decision_renaming import RenameDecision, called_by
from forms.text import Message
from tests.forms.design.test_deciding import TABLE

FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "f", "title": "f", "decisions": {"等级": TABLE, "别的": TABLE},
    "pages": [{"id": "p", "title": "p", "visible_when": '等级(数量, "园区") != null', "fields": [
        {"key": "数量", "type": "integer", "title": "等级(数量)"},
        {"key": "级", "type": "computed", "of": "text", "title": "级", "value": '等级(数量, "等级")'}]}],
    "rules": [{"id": "r", "at": "数量", "holds": '等级（数量，"楼宇"） = "乙"', "message": "{等级(数量, null)}：等级"}],
}  # fmt: skip


def made(new: str) -> dict[str, Any] | Message:
    done = edited(json.dumps(FORM, ensure_ascii=False), RenameDecision("等级", new))
    return json.loads(done.text) if isinstance(done, Edited) else done


def test_every_call_follows_and_texts_stay() -> None:
    form = made("档次")
    assert isinstance(form, dict)
    assert list(form["decisions"]) == ["档次", "别的"] and form["decisions"]["档次"]["title"] == "等级"
    page, rule = form["pages"][0], form["rules"][0]
    assert page["visible_when"] == '档次(数量, "园区") != null'
    assert page["fields"][0]["title"] == "等级(数量)" and page["fields"][1]["value"] == '档次(数量, "等级")'
    assert rule["holds"] == '档次（数量，"楼宇"） = "乙"' and rule["message"] == "{档次(数量, null)}：等级"


@pytest.mark.parametrize(
    ("new", "code"), [("别的", "design_key_taken"), ("数量", "design_key_taken"), ("sum", "design_key_taken"),
                      ("1甲", "bad_key"), ("", "bad_key")]
)  # fmt: skip
def test_a_name_that_is_taken_or_none_is_refused(new: str, code: str) -> None:
    refused = made(new)
    assert isinstance(refused, Message) and refused.code == code


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("等级(1) + 等级 (2)", "档(1) + 档 (2)"),
        ("for 等级 in 行 return 等级.数", "for 等级 in 行 return 等级.数"),
        ("行[等级(数) = 等级]", "行[档(数) = 等级]"),
        ("a.等级", "a.等级"),
        ("等级(", "等级("),
    ],
)
def test_only_calls_are_renamed(text: str, after: str) -> None:
    assert called_by(text, "等级", "档") == after
