"""Months, quarters and years as marks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from forms.text import Text
from workflows.boards import spans
from workflows.boards.detail import Detail

if TYPE_CHECKING:
    from workflows.boards.asked import Asked

MONTHS = {"month": 11, "quarter": 21, "year": 47}
"""So many months back a chart begins that says nothing else."""


def key(asked: Asked, unit: str, month: str | None) -> str | None:
    """The key of a period; what lies before the first one or after the day belongs to no mark."""
    if not month or not f"{_first(asked, unit):%Y-%m}" <= month <= f"{asked.on:%Y-%m}":
        return None
    return spans.key_of(unit, month)


def _first(asked: Asked, unit: str) -> date:
    from workflows.boards.asked import span_of

    stretch = span_of(asked.chart.where)
    if stretch is not None:
        return spans.dates(stretch[1], asked.on)[0]
    return spans.start(unit, spans.month_back(asked.on, MONTHS[unit]))


def keys(asked: Asked, unit: str, of: str, found: Collection[str]) -> list[str]:
    """Every period from the first to that of the day, also those in which nothing was."""
    return spans.keys(unit, _first(asked, unit), asked.on)


def label(key: str) -> Text:
    """A period in words: 2026 年 3 月, 2026 年第 1 季度, 2026 年."""
    year, _, rest = key.partition("-")
    if not rest:
        return Text(zh=f"{year} 年", en=year)
    if rest.startswith("Q"):
        return Text(zh=f"{year} 年第 {rest[1:]} 季度", en=f"{rest} {year}")
    day = date(int(year), int(rest), 1)
    return Text(zh=f"{year} 年 {day.month} 月", en=f"{day:%B %Y}")


def narrow(asked: Asked, listing: Any, unit: str, of: str, key: str) -> Any:
    """The list of one period."""
    first, last = spans.period(unit, key)
    first, last = max(first, _first(asked, unit)), min(last, asked.on)
    if isinstance(listing, Detail) and of == "done":
        from dataclasses import replace

        return replace(listing, done=(first, last))
    return asked.chart.source.narrowed(listing, **{f"{of}_from": first, f"{of}_until": last})
