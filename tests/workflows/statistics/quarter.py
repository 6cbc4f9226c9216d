"""A first quarter of two declarations, as it is looked at on the third of April."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows.engine.types import Refusal
from workflows.statistics.sheet import Sheet, sheet

TABLE, QUARTER = "region_quarter", "2026-Q1"
APRIL = datetime(2026, 4, 3, 1, 0, tzinfo=UTC)


def quarter(desk: Bureau) -> tuple[int, int]:
    """One district declared two regions with 13 enterprises, another one with 6."""
    one = desk.filed(HERE)
    two = desk.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    desk.now = APRIL
    return one, two


def seen(desk: Bureau, who: str = "desk", scope: str = "", period: str = QUARTER, table: str = TABLE) -> Sheet:
    found = sheet(desk.office, desk.actor(who), table, period, scope, desk.now)
    assert isinstance(found, Sheet), found
    return found


def row(of: Sheet, key: str) -> list[str]:
    """The figures of a row, as text; a dash where there is none."""
    values = of.figures.values
    return ["-" if (v := values[key, c.id]) is None else str(v) for c in of.table.leaves]


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code
