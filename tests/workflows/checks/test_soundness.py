"""A catalogue of broken workflows: each is found, with what is wrong, where, and a shortest way that shows it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from forms import load_form, load_list
from forms.text import LANGUAGES
from tests.workflows.engine.toy import FORM, LIST, NOTE, PROCEDURE
from workflows.checks import check_procedure
from workflows.checks.base import ProcedureFinding
from workflows.definition import Procedure
from workflows.words.soundness import WORDS

_READ: dict[str, Any] = json.loads((Path(__file__).parent / "broken.json").read_text(encoding="utf-8"))
BASES: dict[str, dict[str, Any]] = _READ["bases"]
BROKEN: list[dict[str, Any]] = _READ["cases"]
MARK: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "mark", "title": "评分",
    "pages": [{"id": "p", "title": "页", "fields": [{"key": "分数", "type": "integer", "title": "分数"}]}],
}  # fmt: skip


def patched(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The data after changes: path → value, null to take it away."""
    made = deepcopy(data)
    for path, value in changes.items():
        *around, last = path.split("/")
        place: Any = made
        for part in around:
            place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
        if value is None:
            place.pop(last, None)
        else:
            place[int(last) if isinstance(place, list) else last] = deepcopy(value)
    return made


def found_in(base: str, changes: dict[str, Any]) -> list[ProcedureFinding]:
    data = patched(patched(PROCEDURE, BASES[base]), changes)
    forms = {"permit": load_form(FORM), "note": load_form(NOTE), "mark": load_form(MARK)}
    return check_procedure(Procedure.model_validate(data), forms, {"results": load_list(LIST)})  # type: ignore[return-value]


@pytest.mark.parametrize("base", sorted(BASES))
def test_what_the_catalogue_breaks_is_sound_before(base: str) -> None:
    assert [(f.code, f.pointer) for f in found_in(base, {}) if f.code in WORDS] == []


@pytest.mark.parametrize("broken", BROKEN, ids=[b["what"] for b in BROKEN])
def test_a_broken_workflow_is_found(broken: dict[str, Any]) -> None:
    everything = found_in(broken["base"], broken["changes"])
    found = [f for f in everything if (f.code, f.pointer) == (broken["code"], broken["at"])]
    assert found, [(f.code, f.pointer, f.say()) for f in everything]
    assert found[0].level == broken["level"]
    assert broken["says"] in found[0].say("zh")
    assert all(f.say(lang) for f in everything for lang in LANGUAGES)


def test_the_catalogue_is_large_and_names_every_rule() -> None:
    assert len(BROKEN) >= 40
    rules = {code for code in WORDS if not code.startswith(("survives.", "command.", "opinion."))}
    assert rules - {b["code"] for b in BROKEN} == {"search_capped"}
