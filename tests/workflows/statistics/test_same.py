"""A table and a chart that ask the same give the same number, whatever they measure of whatever, told apart or not."""

from __future__ import annotations

from typing import Any

import pytest

from forms.reading import load
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from tests.workflows.statistics.quarter import APRIL
from workflows.boards.evaluate import drawn
from workflows.boards.figure import Figure, Number
from workflows.boards.measures import kinds as measures
from workflows.model.boards import Board
from workflows.model.statistics import Statistic
from workflows.statistics import periods
from workflows.statistics.figures import compute, looked
from workflows.statistics.known import Known

ROWS = {"kind": "rows", "procedures": ["region_declaration"], "table": "区域"}
ENTRIES = {"kind": "entries", "register": "sandbox_regions"}
NUMBER = {"field": "case.经营主体数"}
ASKED: list[tuple[str, Any, Any, str | None, dict[str, Any]]] = [
    # what, source, measure, what happened, conditions
    ("cases that were filed", "cases", "count", "filed", {}),
    ("cases that are open", "cases", "count", None, {"open": True}),
    ("a sum", "cases", {"kind": "sum", **NUMBER}, "filed", {}),
    ("an average", "cases", {"kind": "average", **NUMBER}, "filed", {}),
    ("a share", "cases", {"kind": "share", "of": {"open": True}}, "filed", {}),
    ("days of cases, the median", "cases", {"kind": "duration"}, "ended", {}),
    ("days of cases, on average", "cases", "mean", "ended", {}),
    ("days of tasks", "tasks", {"kind": "duration", "percentile": 90}, "done", {}),
    ("tasks", "tasks", "count", "done", {}),
    ("cases with tasks", "tasks", "cases", "done", {}),
    ("steps", "steps", "count", "done", {}),
    ("cases with steps", "steps", "cases", "done", {}),
    ("rows", ROWS, "count", "filed", {}),
    ("rows of a kind", ROWS, "count", "filed", {"values": {"区域.所属类型": ["园区", "孵化园"]}}),
    ("cases with rows of a kind", ROWS, "cases", "filed", {"values": {"区域.所属类型": ["园区", "孵化园"]}}),
    ("entries", ENTRIES, "count", None, {}),
    ("rows of entries", {**ENTRIES, "table": "经营主体"}, "count", None, {}),
    ("entries that came", ENTRIES, "count", "came", {}),
    ("entries that went", ENTRIES, "count", "went", {}),
]


def test_every_measure_is_compared() -> None:
    assert {m if isinstance(m, str) else m["kind"] for _, _, m, _, _ in ASKED} == set(measures)


@pytest.mark.parametrize("by", [None, "district"])
def test_a_table_says_what_a_chart_of_the_same_question_says(desk: Bureau, by: str | None) -> None:
    case = desk.filed(HERE)
    desk.done(case, "accept", "desk")
    desk.later(days=9)
    desk.decided(case)
    desk.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    desk.now = APRIL
    differ, nothing = {}, []
    for what, source, measure, happened, where in ASKED:
        chart, table = _asked(by, {"source": source, "measure": measure}, happened, where)
        marks, cells = _charted(desk, chart), _tabled(desk, table)
        shown = {k: v for k, v in cells.items() if v or k in marks}
        if shown != {k: v for k, v in marks.items() if v or k in cells}:
            differ[what] = (shown, marks)
        nothing += [] if any(cells.values()) else [what]
    assert not differ
    assert nothing == ["entries that went"], "all others count something"


def _asked(
    by: str | None, said: dict[str, Any], happened: str | None, where: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same as a chart and as a table ask it."""
    span = {happened: "quarter"} if happened else {}
    chart = {**said, "id": "c", "kind": "bar" if by else "figure", "by": [by] if by else [], "where": {**where, **span}}
    column = {"id": "c", "title": "本期", **said, "where": where, "happened": None if happened == "done" else happened}
    over = "period" if happened else "end"
    return chart, {"rows": [{"id": "r", "title": "数", "by": by}], "columns": [{**column, "over": over}]}


def _charted(desk: Bureau, chart: dict[str, Any]) -> dict[str, Any]:
    board = load(Board, {"id": "b", "title": "b", "procedures": ["region_declaration"],
                         "sections": [{"id": "s", "charts": [chart]}]})  # fmt: skip
    period = periods.read("quarter", "2026-Q1")
    assert period is not None
    with desk.office.db.read() as session:
        made = drawn(desk.office, session, desk.actor("desk"), board, period.last, "", desk.now)
    (found,) = made.charts
    if isinstance(found.answer, Number):
        return {"": None if found.answer.missing else found.answer.value}
    assert isinstance(found.answer, Figure)
    return {m.key: m.value if m.told else None for m in found.answer.marks}


def _tabled(desk: Bureau, parts: dict[str, Any]) -> dict[str, Any]:
    table = load(Statistic, {
        "id": "t", "title": "表", "number": "1", "maker": "某局", "unit": "件", "period": "quarter", "source": "cases",
        "head": "指标", "readers": ["desk"], "close_by": ["desk"], **parts,
    })  # fmt: skip
    period = periods.read("quarter", "2026-Q1")
    assert period is not None
    with desk.office.db.read() as session:
        bundle = desk.office.newest(session, "region_declaration")
        assert bundle is not None
        of = Known(table, bundle, ("region_declaration",))
        seen = looked(desk.office, session, desk.actor("desk"), desk.now, of, period, "")
        found = compute(seen, of, period, lambda _: None)
    return {row.partition("/")[2]: value for (row, _), value in found.values.items()}
