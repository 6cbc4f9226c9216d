"""Draws: what was committed beforehand, and the record by which anybody replays what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class DrawRecord(SQLModel, table=True):
    """One draw of a case: committed to when only `commitment` is known, drawn once `record` is there.

    The seed stays secret until the draw: it is in no export and no page before.
    """

    __tablename__ = "draw"
    __table_args__ = (Index("draw_of_case", "case_id", "draw", "number", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id")
    draw: str  # key in the procedure
    number: int  # the first of it in this case, the second …
    seed: str  # hex
    commitment: str  # sha256 of the seed, hex
    committed_at: datetime = Field(sa_type=Instant)
    committed_by: int = Field(foreign_key="person.id")
    drawn_at: datetime | None = Field(default=None, sa_type=Instant)
    drawn_by: int | None = Field(default=None, foreign_key="person.id")
    record: dict[str, Any] | None = Field(default=None, sa_type=Json)  # everything a replay needs
