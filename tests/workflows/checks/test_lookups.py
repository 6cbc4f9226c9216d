"""Look-ups name a source that the procedure has, and what is there to be taken over."""

from __future__ import annotations

from typing import Any

import pytest

from forms import load_form, load_list
from tests.workflows.engine.toy import FORM, LIST, NOTE, PROCEDURE
from workflows.checks import check_procedure
from workflows.definition import Procedure

CASES: list[tuple[str, dict[str, str], str]] = [
    ("register/stalls", {"事由": "摊名"}, ""),
    ("register/stalls", {"事由": "since"}, ""),
    ("register/stalls", {"事由": "面积"}, "lookup_path"),
    (f"procedure/{PROCEDURE['id']}", {"事由": "number"}, ""),
    (f"procedure/{PROCEDURE['id']}", {"事由": "没有"}, "lookup_path"),
    ("register/somewhere", {"事由": "摊名"}, "lookup_source"),
    ("procedure/other", {}, "lookup_source"),
]


@pytest.mark.parametrize(("source", "copy", "code"), CASES)
def test_a_source_and_what_is_taken_over_are_checked(source: str, copy: dict[str, str], code: str) -> None:
    lookup = {"key": "查", "type": "lookup", "title": "查", "source": source, "copy": copy}
    pages = [{**FORM["pages"][0], "fields": [*FORM["pages"][0]["fields"], lookup]}, *FORM["pages"][1:]]
    forms = {"permit": load_form({**FORM, "pages": pages}), "note": load_form(NOTE)}
    data: dict[str, Any] = {**PROCEDURE}
    found = check_procedure(Procedure.model_validate(data), forms, {"results": load_list(LIST)})
    about = [f for f in found if f.code.startswith("lookup")]
    assert [f.code for f in about] == ([code] if code else [])
    assert all(f.say("zh") != f.say("en") for f in about)
