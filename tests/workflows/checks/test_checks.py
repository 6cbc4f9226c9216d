"""Every check of a procedure: what it finds, where, and that its sentence names the offender."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms import load_form, load_list
from forms.policy import PolicyText
from forms.reading import load
from forms.text import LANGUAGES
from tests.workflows.engine.toy import FORM, LIST, NOTE, PROCEDURE
from workflows.checks import check_procedure
from workflows.checks.base import ProcedureFinding
from workflows.definition import Procedure
from workflows.words import checks, checks_clocks

WORDS = {**checks.WORDS, **checks_clocks.WORDS}
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))

POLICY: dict[str, Any] = {
    "format": 1, "kind": "policy", "id": "stall_rules", "title": "摆摊管理办法", "sentences": [
        {"id": "1", "under": "第一条", "text": "摆摊应当经许可。"},
        {"id": "2", "under": "第一条", "text": "夜间不得摆摊。", "from": "2024-01-01", "until": "2025-12-31"},
        {"id": "3", "under": "第一条", "text": "夜间可以摆摊。", "from": "2026-05-01"},
    ],
}  # fmt: skip


def found_in(changes: dict[str, Any]) -> list[ProcedureFinding]:
    """What is found in the toy procedure after the changes: path → value, null to take it away."""
    data = deepcopy(PROCEDURE)
    for path, value in changes.items():
        *around, last = path.split("/")
        place: Any = data
        for part in around:
            place = place[int(part)] if isinstance(place, list) else place[part]
        if value is None:
            place.pop(last)
        else:
            place[int(last) if isinstance(place, list) else last] = value
    forms = {"permit": load_form(FORM), "note": load_form(NOTE)}
    lists, policies = {"results": load_list(LIST)}, {"stall_rules": load(PolicyText, POLICY)}
    return check_procedure(Procedure.model_validate(data), forms, lists, policies, date(2026, 3, 2))  # type: ignore[return-value]


def test_a_sound_procedure_has_no_findings() -> None:
    assert found_in({}) == []


@pytest.mark.parametrize("case", CASES, ids=[c["what"] for c in CASES])
def test_a_check_names_the_offender(case: dict[str, Any]) -> None:
    everything = found_in(case["changes"])
    found = [f for f in everything if (f.code, f.pointer) == (case["code"], case["at"])]
    assert found, [(f.code, f.pointer) for f in everything]
    assert case["says"] in found[0].say("zh")
    assert all(f.say(lang) for f in everything for lang in LANGUAGES)


def test_every_sentence_about_procedures_is_said_here() -> None:
    words = {c for c in WORDS if c.startswith(("word.", "type."))} | {"none_at_all"}
    elsewhere = {"other_id", "unused_part"}  # about texts and publishing
    elsewhere |= {"lookup_source", "lookup_path"}  # about forms with look-ups: test_lookups
    elsewhere |= {"follows_follower", "follows_written"}  # about two registers: registers/test_following
    others = {"doubtful_expression", "overlap", "twice_name", "child_of_entry"}  # whose words are with forms, children
    assert set(WORDS) - words - elsewhere == {case["code"] for case in CASES} - others
