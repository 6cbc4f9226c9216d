"""What a view speaks of that is there no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.text import Message
from workflows.cases.filters import Filters
from workflows.cases.search import Query
from workflows.views.model import Seen


def missing_of(found: Seen | None, known: Filters, columns: Sequence[str] = ()) -> list[Message]:
    """Of a view of cases: its columns, procedure, states and campaign that are gone; nothing of no view."""
    if found is None:
        return []
    return [*_asked(Query.read(found.view.params), known), *(_gone("column", key) for key in columns)]


def _asked(query: Query, known: Filters) -> Iterator[Message]:
    chosen = known.procedures.get(query.procedure)
    procedures = [chosen] if chosen else [*known.procedures.values()]
    if query.procedure and query.procedure not in known.procedures:
        yield _gone("procedure", query.procedure)
        return
    states = {s for p in procedures for s in p.states}
    yield from (_gone("state", s) for s in query.states if s not in states)
    if query.campaign is not None and query.campaign not in {c.id for c in known.campaigns}:
        yield _gone("campaign", str(query.campaign))


def _gone(kind: str, key: str) -> Message:
    return Message(f"view.no_{kind}", {"key": key})
