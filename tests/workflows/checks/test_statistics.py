"""What is wrong in a statistical table is said with its place, and what there is instead."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from forms.text import LANGUAGES
from workflows.publishing import check_texts, shipped

TABLES = [("region_declaration", "region_quarter"), ("region_declaration", "region_register"),
          ("sandbox_approval", "approval_month"), ("sandbox_approval", "pilot_register")]  # fmt: skip
CASES: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("a role that is not there", {"readers/0": "dest"}, "unknown_near", "/readers/0", "desk"),
    ("nobody closes it", {"close_by": []}, "statistics_nobody", "/close_by", "角色"),
    ("a day inside a period", {"since": "2026-02-01"}, "statistics_since", "/since", "2026-01-01"),
    ("a source that is not counted", {"source": {"kind": "absences", "procedure": "region_declaration"}},
     "statistics_source", "/source", "cases"),
    ("rows by a holder", {"rows/0/by": "holder"}, "statistics_by", "/rows/0/by", "district"),
    ("rows by a field that is not counted", {"rows/0/by": {"kind": "field", "field": "联系人"}}, "unknown",
     "/rows/0/by/field", "填报区县"),
    ("rows by a field without known values", {"rows/0/by": {"kind": "field", "field": "填报区县"}},
     "statistics_no_values", "/rows/0/by/field", "所属类型"),
    ("two columns of one id", {"columns/0/columns/1/id": "件_本期"}, "statistics_twice", "/columns/0/columns/1/id",
     "件_"),
    ("what does not happen to cases", {"columns/0/columns/0/happened": "came"}, "statistics_happened",
     "/columns/0/columns/0/happened", "filed"),
    ("a formula over a column that is not there", {"columns/0/columns/3/value": "件_本月"}, "expression",
     "/columns/0/columns/3/value", "件_本月"),
    ("like what is worked out", {"columns/0/columns/2/like": "件_增减"}, "unknown_near", "/columns/0/columns/2/like",
     "件_"),
    ("a heading with a figure", {"columns/0/measure": "count"}, "statistics_heading", "/columns/0", "表头"),
    ("a sum of what is no number", {"columns/1/columns/0/measure/field": "case.区域"}, "unknown_near",
     "/columns/1/columns/0/measure/field", "区域数"),
    ("a register that is not there", {"columns/3/columns/0/source/register": "sandbox_region"}, "unknown_near",
     "/columns/3/columns/0/source/register", "sandbox_regions"),
    ("days of what takes none", {"columns/1/columns/1/columns/0/measure": "mean"}, "board_measure",
     "/columns/1/columns/1/columns/0/measure", "cases"),
    ("a time among the conditions", {"where": {"filed": "month"}}, "statistics_where", "/where/filed", "happened"),
    ("a state that is not there", {"where": {"states": ["field"]}}, "unknown_near", "/where/states/0", "filed"),
    ("a rule over what is not there", {"checks/0/rule": "区域_本期 = 街区"}, "expression", "/checks/0/rule", "街区"),
]  # fmt: skip


def changed(value: Any, changes: dict[str, Any]) -> Any:
    """A definition with other values at some places."""
    found = deepcopy(value)
    for path, other in changes.items():
        *around, last = path.split("/")
        place = found
        for part in around:
            place = place[int(part)] if isinstance(place, list) else place[part]
        place[int(last) if isinstance(place, list) else last] = other
    return found


@pytest.mark.parametrize(("procedure", "table"), TABLES)
def test_what_is_shipped_has_no_findings(procedure: str, table: str) -> None:
    bundle, found = check_texts(shipped()[procedure])
    assert [f.say() for f in found if f.part == f"statistics/{table}"] == []
    assert bundle is not None and table in bundle.statistics


@pytest.mark.parametrize(("what", "changes", "code", "at", "says"), CASES, ids=[c[0] for c in CASES])
def test_a_check_names_the_offender(what: str, changes: dict[str, Any], code: str, at: str, says: str) -> None:
    texts, part = dict(shipped()["region_declaration"]), "statistics/region_quarter"
    texts[part] = json.dumps(changed(json.loads(texts[part]), changes), ensure_ascii=False)
    found = [f for f in check_texts(texts)[1] if f.part == part]
    assert any((f.finding.code, f.finding.pointer) == (code, at) and says in f.say() for f in found), [
        (f.finding.code, f.finding.pointer, f.say()) for f in found
    ]
    assert all(f.say(lang) for f in found for lang in LANGUAGES)


def test_a_table_that_is_named_and_not_there_is_missing() -> None:
    texts = {k: v for k, v in shipped()["region_declaration"].items() if k != "statistics/region_register"}
    found = check_texts(texts)[1]
    assert [(f.finding.code, f.finding.pointer) for f in found if f.blocks] == [("statistics_missing", "/statistics/1")]
