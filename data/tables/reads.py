"""Readings of what is confidential: each is on record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant


class ReadLog(SQLModel, table=True):
    """Somebody was shown a field group of a case that the procedure wants every reading of to be on record."""

    __tablename__ = "read_log"
    __table_args__ = (Index("read_of_case", "case_id", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id")
    person_id: int = Field(foreign_key="person.id")
    group: str
    how: str  # page | form | sheet | print | file | compare | copy
    revision: int  # of the case, when it was read
    at: datetime = Field(sa_type=Instant)
