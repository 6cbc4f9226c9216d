"""Registers: lists with dated membership."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json, Serial, Sortable


class Entry(SQLModel, table=True):
    """Something that is in a register from `since` until `until` (first day out; None: still in)."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_open", "register_id", "since", "until"),
        Index("entry_key", "register_id", "key"),
        Index("entry_by_title", "title", "id"),
        Index("entry_by_district", "district", "id"),
        Index("entry_by_since", "since", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    register_id: str
    key: str  # canonical text of the key fields
    title: str = Field(sa_type=Sortable)
    district: str | None = Field(default=None, sa_type=Sortable)
    body: dict[str, Any] = Field(sa_type=Json)
    since: date
    until: date | None = None
    case_id: int | None = Field(default=None, foreign_key="case_file.id")  # by which case it came in
    out_case_id: int | None = Field(default=None, foreign_key="case_file.id")
    out_reason: str = ""
    version_id: int = Field(foreign_key="version.id")
    audience_id: int | None = Field(default=None, foreign_key="audience.id")  # who may read it; None: nobody
    added_at: datetime = Field(sa_type=Instant)


class EntryRow(SQLModel, table=True):
    """A row of a table inside an entry (the enterprises of a region)."""

    __tablename__ = "entry_row"
    __table_args__ = (Index("row_of_entry", "entry_id", "table"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    entry_id: int = Field(foreign_key="entry.id")
    table: str
    key: str
    position: int
    body: dict[str, Any] = Field(sa_type=Json)


class EntryValue(SQLModel, table=True):
    """A typed copy of an entry's field or row field that can be found or counted."""

    __tablename__ = "entry_value"
    __table_args__ = (
        Index("entry_value_text", "text", "field", "entry_id"),
        Index("entry_value_entry", "entry_id", "field"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    entry_id: int = Field(foreign_key="entry.id")
    field: str  # 所属类型 · 经营主体.统一社会信用代码
    row: str = ""
    text: str | None = Field(default=None, sa_type=Sortable)
    number: int | None = Field(default=None, sa_type=BigInteger)
    day: date | None = None
