"""Figures against numbers worked out by hand from a generated history, as of several days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from forms.reading import load
from tests.workflows.boards import seed
from tests.workflows.boards.lives import FINAL, STAGES, Life, lives, written
from tests.workflows.boards.test_drawn import countable, length, shown
from workflows.boards.evaluate import DrawnBoard
from workflows.boards.figure import Cross, Figure, Flow, Movement, Number
from workflows.model.boards import Board
from workflows.office import Office
from workflows.workdays import shipped

YEAR = {"filed": "year"}
PROCEDURE = seed.PROCEDURE
DAYS = [seed.TODAY, date(2026, 8, 31), date(2026, 3, 15)]
CHARTS: list[dict[str, Any]] = [
    {"id": "open", "kind": "figure", "where": {"open": True}, "compare": "month"},
    {"id": "filed", "kind": "figure", "where": YEAR, "compare": "year"},
    {"id": "red", "kind": "figure", "where": {"open": True, "lights": ["red"]}},
    {"id": "kept", "kind": "figure", "measure": {"kind": "share", "of": {"in_time": True}}, "where": {"ended": "year"}},
    {"id": "right", "kind": "figure", "measure": {"kind": "share", "of": {"returned": False}}, "where": YEAR},
    {"id": "stages", "by": ["stage"], "where": {"open": True}, "part": {"lights": ["red"]}},
    {"id": "regions", "by": ["district"], "measure": {"kind": "sum", "field": "case.区域数"}, "where": {"open": True}},
    {"id": "mean", "kind": "figure", "measure": {"kind": "average", "field": "case.区域数"}, "where": YEAR},
    {"id": "outcomes", "by": ["outcome"], "where": {"ended": "12 months"}},
    {"id": "moved", "kind": "movement"},
    {"id": "months", "kind": "line", "by": [{"kind": "month", "of": "stock"}], "where": {"open": True}},
    {"id": "cross", "kind": "heat", "by": ["state", "district"]},
    {"id": "returns", "source": {"kind": "steps", "ways": ["return"]}, "by": ["transition"], "where": {"done": "year"}},
    {"id": "tasks", "source": "tasks", "measure": "duration", "by": ["role"], "where": {"done": "year"}},
    {"id": "stays", "measure": {"kind": "duration", "percentile": 90}, "by": ["stage"]},
    {"id": "whole", "kind": "figure", "measure": "duration", "where": {"ended": "year"}},
    {"id": "timed", "kind": "figure", "measure": {"kind": "duration", "time": "running"}, "where": {"ended": "year"}},
    {"id": "timed_stays", "measure": {"kind": "duration", "percentile": 90, "time": "running"}, "by": ["stage"]},
    {"id": "flow", "kind": "sankey", "where": YEAR, "levels": ["district", "city"], "good": ["done"]},
]
BOARD = load(Board, {
    "id": "b", "title": "b", "procedures": [PROCEDURE],
    "sections": [{"id": "s", "charts": [{"source": {"kind": "cases"}, **c} for c in CHARTS]}],
})  # fmt: skip


@pytest.fixture
def told() -> list[Life]:
    return lives(80, 7)


@pytest.fixture
def lived(office: Office, told: list[Life]) -> Office:
    return written(office, told)


def board(office: Office, on: date) -> DrawnBoard:
    return shown(office, seed.somebody(office, "auditor"), BOARD, on)


def answers(made: DrawnBoard) -> dict[str, Any]:
    return {c.id: c.answer for c in made.charts}


def is_open(life: Life, on: date) -> bool:
    return life.state(on) is not None and life.state(on) not in FINAL


def within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def values(figure: Figure) -> dict[str, Any]:
    return {m.key: m.value for m in figure.marks if m.value}


@pytest.mark.parametrize("on", DAYS)
def test_figures_are_what_one_counts_by_hand(lived: Office, told: list[Life], on: date) -> None:
    found, year, month = answers(board(lived, on)), date(on.year, 1, 1), on.replace(day=1) - timedelta(1)
    number: Number = found["open"]
    now, then = (sum(is_open(x, d) for x in told) for d in (on, month))
    assert now > 1, "there is something to count"
    assert (number.value, number.change, number.line[-1], number.line[-2]) == (now, now - then, now, then)
    filed: Number = found["filed"]
    ago = on.replace(year=on.year - 1)
    last = sum(within(x.filed, ago.replace(month=1, day=1), ago) for x in told)
    assert filed.value == sum(within(x.filed, year, on) for x in told) and filed.change == filed.value - last
    assert found["red"].value == sum(x.red(on) for x in told)
    assert values(found["stages"]) == Counter(STAGES[str(x.state(on))] for x in told if is_open(x, on))
    assert {m.key: m.part for m in found["stages"].marks if m.part} == Counter(
        STAGES[str(x.state(on))] for x in told if x.red(on)
    )
    ended = Counter(x.state(on) for x in told if x.ended and x.ended <= on and x.ended >= found_first(on))
    assert values(found["outcomes"]) == ended


def found_first(on: date) -> date:
    """The first day of twelve months that end on a day."""
    return (on.replace(day=1, year=on.year - 1) + timedelta(32)).replace(day=1)


@pytest.mark.parametrize("on", DAYS)
def test_shares_sums_and_averages(lived: Office, told: list[Life], on: date) -> None:
    found, year = answers(board(lived, on)), date(on.year, 1, 1)
    ended = [x for x in told if within(x.ended, year, on)]
    kept = sum(x.overran is None or x.overran > on for x in ended)
    assert found["kept"].value == percent(kept, len(ended))
    filed = [x for x in told if within(x.filed, year, on)]
    returned = {"bounce", "ask"}
    right = sum(not any(a in returned and d <= on for d, a, _ in x.steps) for x in filed)
    assert found["right"].value == percent(right, len(filed))
    regions = Counter[str]()
    for life in told:
        if is_open(life, on):
            regions[place(lived, life.district, on)] += life.regions
    assert values(found["regions"]) == regions
    mean = Decimal(sum(x.regions for x in filed)) / len(filed)
    assert found["mean"].value == mean.quantize(Decimal("0.1"))


def place(office: Office, code: str, on: date) -> str:
    """The district that a code is on a day: 江北 went into 两江新区."""
    return seed.LIANGJIANG if code == seed.JIANGBEI and on >= date(2025, 12, 1) else code


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"))


@pytest.mark.parametrize("on", DAYS)
def test_movements_lines_and_crosses(lived: Office, told: list[Life], on: date) -> None:
    found = answers(board(lived, on))
    moved: Movement = found["moved"]
    assert {m.key: m.value for m in moved.came if m.value} == by_month([x.filed for x in told], on)
    assert {m.key: m.value for m in moved.went if m.value} == by_month([x.ended for x in told], on)
    lines: Cross = found["months"]
    for head, mark in zip(lines.columns, lines.cells[0], strict=True):
        first = date.fromisoformat(f"{head.key}-01")
        day = min((first + timedelta(32)).replace(day=1) - timedelta(1), on)
        assert mark.value == sum(is_open(x, day) for x in told), head.key
    cross: Cross = found["cross"]
    stood = Counter((str(x.state(on)), place(lived, x.district, on)) for x in told if x.state(on))
    assert {tuple(m.key.split("|")): m.value for m in cross.every if m.value} == stood


def by_month(days: list[date | None], on: date) -> Counter[str]:
    first = found_first(on)
    return Counter(f"{d:%Y-%m}" for d in days if d is not None and first <= d <= on)


@pytest.mark.parametrize("on", DAYS)
def test_steps_and_times(lived: Office, told: list[Life], on: date) -> None:
    found, year = answers(board(lived, on)), date(on.year, 1, 1)
    sent = Counter(a for x in told for d, a, _ in x.steps if a in ("bounce", "ask") and year <= d <= on)
    assert values(found["returns"]) == sent
    for role in ("desk", "credit"):
        took = [days(c, d) for x in told for r, c, d in x.tasks if r == role and year <= d <= on]
        mark = found["tasks"].mark(role)
        assert (mark.value if mark else None) == (quantile(took, 50) if took else None), role
    stays: dict[str, list[int]] = {}
    for life in told:
        for stage, came, left in stayed(life, on):
            stays.setdefault(stage, []).append(days(came, left))
    for mark in found["stays"].marks:
        assert mark.value == (quantile(stays.get(mark.key, []), 90) or 0), mark.key
    whole = [days(x.filed, x.ended) for x in told if x.filed and x.ended and within(x.ended, year, on)]
    assert found["whole"].value == quantile(whole, 50)
    timed = [timed_days(x, x.filed, x.ended) for x in told if x.filed and x.ended and within(x.ended, year, on)]
    assert timed != whole and found["timed"].value == quantile(timed, 50)
    lasted: dict[str, list[int]] = {}
    for life in told:
        for stage, came, left in stayed(life, on):
            lasted.setdefault(stage, []).append(timed_days(life, came, left))
    assert lasted != stays
    for mark in found["timed_stays"].marks:
        assert mark.value == (quantile(lasted.get(mark.key, []), 90) or 0), mark.key


def timed_days(life: Life, first: date, last: date) -> int:
    """Working days of a stretch without those in which it was being mended, where the limit stands still."""
    moved = [*(day for day, _, _ in life.steps[1:]), seed.TODAY]
    still = ((day, end) for (day, _, to), end in zip(life.steps, moved, strict=True) if to == "mend")
    return days(first, last) - sum(days(max(first, a), min(last, b)) for a, b in still if max(first, a) < min(last, b))


def stayed(life: Life, on: date) -> list[tuple[str, date, date]]:
    """The stays in stages that are over by a day."""
    found: list[tuple[str, date, date]] = []
    stage, since = STAGES[life.steps[0][2]], life.steps[0][0]
    for day, _, to in life.steps[1:]:
        if STAGES[to] != stage:
            found += [(stage, since, day)] if day <= on else []
            stage, since = STAGES[to], day
    return found


def days(came: date, left: date) -> int:
    calendar = shipped()
    return sum(calendar.is_workday(came + timedelta(n)) for n in range(1, (left - came).days + 1))


def quantile(took: list[int], percent: int) -> int | None:
    """The smallest number that so many in a hundred do not exceed."""
    return next((n for n in sorted(took) if 100 * sum(t <= n for t in took) >= percent * len(took)), None)


@pytest.mark.parametrize("on", DAYS)
def test_what_became_of_cases(lived: Office, told: list[Life], on: date) -> None:
    flow: Flow = answers(board(lived, on))["flow"]
    filed = [x for x in told if within(x.filed, date(on.year, 1, 1), on)]
    city = [x for x in filed if any(STAGES[to] == "city" and d <= on for d, _, to in x.steps)]
    nodes = {n.mark.key: n.mark.value for n in flow.nodes}
    assert (nodes["district"], nodes["city"]) == (len(filed), len(city))
    out = Counter(f"end/{x.state(on)}" if x.state(on) in FINAL else f"open/{STAGES[str(x.state(on))]}" for x in filed)
    assert {k: v for k, v in nodes.items() if "/" in k} == out
    for node in flow.nodes:  # what comes in goes out again
        goes = sum(int(k.mark.value) for k in flow.links if k.source == node.mark.key)
        comes = sum(int(k.mark.value) for k in flow.links if k.target == node.mark.key)
        assert goes in (0, node.mark.value) and (comes == node.mark.value or node.mark.key == "district")


@pytest.mark.parametrize("on", DAYS)
def test_every_figure_is_as_high_as_its_list_is_long(lived: Office, on: date) -> None:
    made, auditor = board(lived, on), seed.somebody(lived, "auditor")
    for id_, mark in countable(BOARD, made):
        assert mark.value == length(lived, auditor, mark.listing), (id_, mark)
