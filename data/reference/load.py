"""Brings the shipped reference data into a database; running it again changes nothing."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.queries import standing
from data.queries.dialect import upsert
from data.tables import District

FOLDER = Path(__file__).parent
PLACES = "chongqing.csv"
OTHERS = ("beijing.csv",)
"""Further cities that an office may work for."""
HOME = "500000"
"""The city of an office that has no organisation yet."""


def load_districts(session: Session, name: str = PLACES) -> int:
    """Writes every district of a shipped file, over what is there under the same code; says how many."""
    rows = read_districts(name)
    insert = upsert(session, District).values(rows)
    changed = {c: insert.excluded[c] for c in rows[0] if c != "code"}
    session.execute(insert.on_conflict_do_update(index_elements=["code"], set_=changed))
    standing.forget(session)
    return len(rows)


def load_places(session: Session) -> int:
    """The same for every city that is shipped."""
    return sum(load_districts(session, name) for name in (PLACES, *OTHERS))


def read_districts(name: str = PLACES) -> list[dict[str, Any]]:
    """The rows of a file as the table has them."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [_typed(row) for row in csv.DictReader(file)]


def _typed(row: dict[str, str]) -> dict[str, Any]:
    texts = {k: row[k] for k in ("code", "name", "full", "short", "name_en", "kind")}
    return texts | {
        "parent": row["parent"] or None,
        "successor": row["successor"] or None,
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_until": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        "column": int(row["column"]) if row["column"] else None,
        "row": int(row["row"]) if row["row"] else None,
    }
