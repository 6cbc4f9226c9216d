"""What was written with a step: words speak for themselves, a bare yes or a number has its title."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from forms import ListOptions, load_form
from pages.parts.case_look import given

FIELDS = [
    {"key": "利害关系", "type": "yes_no", "title": "利害关系"},
    {"key": "分数", "type": "integer", "title": "分数"},
    {"key": "内容", "type": "long_text", "title": "需补正内容"},
]


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"利害关系": False, "内容": "补盖章页"}, ["利害关系：否", "需补正内容：补盖章页"]),
        ({"分数": 80}, ["分数：80"]),
        ({"内容": "补盖章页"}, ["补盖章页"]),
        ({}, []),
    ],
)
def test_what_comes_first_has_no_title_only_where_it_speaks_for_itself(filled: dict[str, Any], told: list[str]) -> None:
    page = {"id": "p", "title": "页", "fields": FIELDS}
    form = load_form({"format": 1, "kind": "form", "id": "f", "title": "表", "pages": [page]})
    step: Any = SimpleNamespace(given=filled)
    assert list(given(form, step, ListOptions({}, {}, date(2026, 3, 2)))) == told
