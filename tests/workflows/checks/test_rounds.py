"""Every check of rounds and verbs: what it finds, where, and that its sentence names the offender."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.checks.test_checks import found_in

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = json.loads((HERE / "rounds.json").read_text(encoding="utf-8"))
ROUND: dict[str, Any] = json.loads((HERE / "broken.json").read_text(encoding="utf-8"))["bases"]["round"]


def test_the_round_that_is_broken_here_is_a_sound_one() -> None:
    assert found_in(deepcopy(ROUND)) == []


@pytest.mark.parametrize("case", CASES, ids=[c["what"] for c in CASES])
def test_what_a_round_or_a_verb_lacks_is_found_and_named(case: dict[str, Any]) -> None:
    everything = found_in(deepcopy({**ROUND, **case["changes"]}))
    found = [f for f in everything if (f.code, f.pointer) == (case["code"], case["at"])]
    assert found, [(f.code, f.pointer) for f in everything]
    assert case["says"] in found[0].say("zh"), found[0].say("zh")
    assert all(f.say(lang) for f in everything for lang in LANGUAGES)
