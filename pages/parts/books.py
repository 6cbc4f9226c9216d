"""Workbooks that are made when they are asked for; who asks has no run of their own then."""

from __future__ import annotations

from pathlib import Path

from pages.context import now, office
from workflows.engine.types import Refusal
from workflows.people.actors import actor_of
from workflows.registers.export import export as export_entries
from workflows.registers.query import Query

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(path: Path) -> bytes:
    """The bytes of a temporary file, which is then removed."""
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def entries_book(query: Query, person: int, language: str) -> bytes:
    """Entries of a register, with the rights of that moment."""
    with office().db.read() as session:
        who = actor_of(office(), session, person, now())
    path = export_entries(office(), who, query, now(), language)
    return b"" if isinstance(path, Refusal) else taken(path)
