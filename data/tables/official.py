"""Blank tables that are being made into forms: what was read, and what somebody answered so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class OfficialTable(SQLModel, table=True):
    """A document as it was read with every guess, and the answers to them; the file itself is not kept."""

    __tablename__ = "official_table"
    __table_args__ = (Index("official_of_person", "person_id", "changed_at"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    name: str  # of the file
    body: dict[str, Any] = Field(sa_type=Json)
    answers: dict[str, Any] = Field(sa_type=Json)
    form: str = ""  # the identity of the form, once somebody chose one
    made: str = ""  # the form that was made of it, "" for none yet
    changed_at: datetime = Field(sa_type=Instant)
