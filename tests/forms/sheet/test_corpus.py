"""Awkward files are read as they were meant, hostile ones refused; nothing harms the process."""

from __future__ import annotations

from typing import Any

import pytest

from forms import load_form, say
from forms.sheet import read, scan
from tests.forms.sheet.corpus import AWKWARD, FORM, Case
from tests.forms.sheet.raw import cell, row, sheet, workbook
from tests.forms.shipped import options

STYLE = ' s="2"'


def without_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "_id"} for row in rows]


@pytest.mark.parametrize("case", AWKWARD.values(), ids=AWKWARD.keys())
def test_an_awkward_file_is_read_as_it_was_meant(case: Case) -> None:
    data = case.data()
    scan(data)
    found = read(FORM, data, options(), name=case.name)
    assert without_ids(found.values.get("企业", [])) == case.rows
    assert {p.cell: p.message.code for p in found.problems} == case.problems
    assert {k: found.values.get(k) for k in case.fields} == case.fields
    assert {n.code for n in found.notes} - {"sheet.foreign", "sheet.missing"} == case.notes
    assert all(say(m, lang) for m in [*found.notes, *(p.message for p in found.problems)] for lang in ("zh", "en"))


KINDS = [
    ("percent", "12.50"), ("decimal", "0.125"), ("text", "12.5%"), ("integer", "12.5%"), ("money", "0.125"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "stored"), KINDS, ids=[k for k, _ in KINDS])
def test_a_percentage_is_what_the_field_can_make_of_it(kind: str, stored: str) -> None:
    fields = [{"key": "名称", "type": "text", "title": "名称"}, {"key": "值", "type": kind, "title": "值"}]
    if kind in {"decimal", "money"}:
        fields[1]["digits"] = 3  # type: ignore[assignment]
    table = {"key": "表", "type": "table", "title": "表", "fields": fields}
    pages = [{"id": "a", "title": "a", "fields": [table]}]
    form = load_form({"format": 1, "kind": "form", "id": "t", "title": "t", "pages": pages})
    cells = f'<row r="2">{cell("A2", "甲")}{cell("B2", 0.125, STYLE)}</row>'
    found = read(form, workbook({"表": sheet(row(1, "名称", "值"), cells)}), options())
    assert without_ids(found.values["表"]) == [{"名称": "甲", "值": stored}]
