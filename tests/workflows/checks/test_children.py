"""Broken children are found before they are published, also against the procedures that they are cases of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.shops import CHANGE, LICENCE, MONDAY, texts, written
from workflows.office import Office
from workflows.publishing import preview, publish

BROKEN: list[tuple[str, dict[str, Any], str, str]] = [
    # child, what of it is changed, code, level
    ("change", {"of": "register:none"}, "unknown", "error"),
    ("change", {"of": "nothing"}, "child_of", "error"),
    ("change", {"blocks": ["enter"]}, "child_of_entry", "error"),
    ("change", {"on_parent_end": "end"}, "child_of_entry", "error"),
    ("change", {"by": ["nobody"]}, "unknown", "error"),
    ("change", {"give": {"没有": "entry.店名"}}, "unknown", "error"),
    ("change", {"give": {"店名": "entry."}}, "expression", "error"),
    ("change", {"on_end": {"never": []}}, "child_outcome", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.remove", "register": "none", "entry": "entry",
                                         "reason": "child.理由"}]}}, "unknown", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.change", "register": "shops", "entry": "entry"}]}},
     "effect_changes_nothing", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.remove", "register": "shops", "reason": "child.理由"}]}},
     "effect_entry_or_key", "error"),
    ("change", {"by": []}, "child_nobody", "warning"),
    ("change", {"procedure": "none"}, "child_unpublished", "warning"),
    ("verify", {"states": ["nowhere"]}, "unknown", "error"),
    ("verify", {"blocks": ["nothing"]}, "unknown", "error"),
    ("verify", {"take": {"没有": "child.理由"}}, "unknown", "error"),
    ("verify", {"outcomes": ["never"]}, "child_outcome", "error"),
]  # fmt: skip


@pytest.mark.parametrize(("child", "changes", "code", "level"), BROKEN, ids=[f"{c}-{k}-{n}" for n, (c, _, k, _) in
                                                                             enumerate(BROKEN)])  # fmt: skip
def test_what_is_wrong_with_a_child_is_found(
    office: Office, child: str, changes: dict[str, Any], code: str, level: str
) -> None:
    given = texts()
    procedure = given[f"procedure/{LICENCE}"]
    procedure["children"][child] = {**procedure["children"][child], **changes}
    found = [f for f in preview(office, written(given)).findings if f.finding.code == code]
    assert found and found[0].finding.level == level and found[0].say("en") and found[0].finding.column > 1


def test_who_ends_with_the_parent_needs_a_state_for_it(office: Office) -> None:
    given = texts()
    given[f"procedure/{CHANGE}"].pop("verbs")
    assert "child_not_ended" in {f.finding.code for f in preview(office, written(given)).findings}


def test_what_is_sound_is_published(office: Office) -> None:
    assert publish(office, written(texts()), "", None, MONDAY)
