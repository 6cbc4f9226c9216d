"""A page of a list of cases with the columns that were chosen, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workflows.cases import columns as known
from workflows.cases.columns import ListColumn
from workflows.cases.search import Page, Query, find
from workflows.engine.types import Actor
from workflows.ever import Ever
from workflows.office import Office


@dataclass(frozen=True)
class Listed:
    """A page, its columns, and what they hold by the id of the case; `gone` are columns that nobody has any more."""

    page: Page
    columns: tuple[ListColumn, ...]
    cells: Mapping[int, Mapping[str, str]]
    gone: tuple[str, ...]


def columns_offered(office: Office, actor: Actor, query: Query) -> dict[str, ListColumn]:
    """The columns that a list may have: fields only where it is about one procedure."""
    with office.db.read() as session:
        asked = [query.procedure] if query.procedure else office.procedures(session)
        bundles = [b for p in asked if (b := office.newest(session, p))]
        return known.offered(actor, bundles)


def listed(
    office: Office,
    actor: Actor,
    query: Query,
    columns: Sequence[str],
    offered: Mapping[str, ListColumn],
    now: datetime,
    *,
    after: str | None = None,
    before: str | None = None,
    limit: int = 20,
    lang: str = "zh",
) -> Listed:
    """One page of the cases that the actor may see, in a few queries however many columns there are."""
    chosen = tuple(offered[k] for k in columns if k in offered)
    page = find(office, actor, query, after, limit, before, known.paths(chosen))
    with office.db.read() as session:
        ever = Ever(office, session, actor, now)
        cells = {r.id: {c.key: _word(known.value(c, r, ever.of_version, lang), office) for c in chosen}
                 for r in page.rows}  # fmt: skip
    return Listed(page, chosen, cells, tuple(k for k in columns if k not in offered))


def _word(value: Any, office: Office) -> str:
    """A value as a cell of a page shows it."""
    if value is None or value is False:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(office.zone).strftime("%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    if value is True:
        return "✓"
    if isinstance(value, Decimal):
        return f"{value:,f}" if abs(value) >= 10_000 else f"{value:f}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)
