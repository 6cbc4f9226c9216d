"""Awkward files are read as they were meant, hostile ones refused; nothing harms the process."""

from __future__ import annotations

from typing import Any

import pytest

from forms import say
from forms.sheet import read, scan
from tests.forms.sheet.corpus import AWKWARD, FORM, Case
from tests.forms.shipped import options


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
