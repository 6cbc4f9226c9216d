"""Run by Alembic: compares and changes the tables on the connection it is given."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel

import data.tables  # noqa: F401  (fills the metadata)
from data.migrations import INDEX
from data.types import Instant, Json


def render(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Writes our types as what they are stored as, so that an old revision never depends on today's code."""
    if kind != "type":
        return False
    if isinstance(thing, Json):
        return "sa.Text()"
    if isinstance(thing, Instant):
        return "sa.String(27)"
    if type(thing).__name__ == "AutoString":
        return "sa.String()"
    return False


def ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Not the search index: it is no table of the program, and SQLite makes several of it."""
    return kind != "table" or not (name or "").startswith(INDEX)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render,
    include_object=ours,
)
with context.begin_transaction():
    context.run_migrations()
