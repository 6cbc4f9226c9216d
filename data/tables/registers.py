"""Registers: lists with dated membership."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json, Serial, Sortable


def _since(context: Any) -> date:
    """A first revision came in on the day it begins."""
    day: date = context.get_current_parameters()["since"]
    return day


class Entry(SQLModel, table=True):
    """One revision of something that is in a register: in force from `since` until `until` (first day out; None: now).

    Its identity is the id of its first revision: `first_id`, or its own id. Each later revision begins where one
    ended, so that what is asked as of a day finds one of them at most. One that another took the place of on the very
    day it began lasted no day; it stays, to tell by which case it came.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_open", "register_id", "since", "until"),
        Index("entry_key", "register_id", "key"),
        Index("entry_by_title", "title", "id"),
        Index("entry_by_district", "district", "id"),
        Index("entry_by_since", "entered", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    register_id: str
    key: str  # canonical text of the key fields
    title: str = Field(sa_type=Sortable)
    district: str | None = Field(default=None, sa_type=Sortable)
    body: dict[str, Any] = Field(sa_type=Json)
    since: date
    until: date | None = None
    first_id: int | None = Field(default=None, foreign_key="entry.id", index=True)  # None: it is the first revision
    entered: date = Field(default=None, sa_column_kwargs={"default": _since})  # the day on which it came in
    goes_on: bool = False  # on the day this revision ends another one begins
    reason: str = ""  # why it was changed, or taken in
    case_id: int | None = Field(default=None, foreign_key="case_file.id")  # by which case this revision came
    out_case_id: int | None = Field(default=None, foreign_key="case_file.id")  # by which case it ended
    out_reason: str = ""
    import_id: int | None = Field(default=None, foreign_key="register_import.id", index=True)  # by which import it came
    out_import_id: int | None = Field(default=None, foreign_key="register_import.id")
    version_id: int = Field(foreign_key="version.id")
    audience_id: int | None = Field(default=None, foreign_key="audience.id")  # who may read it; None: nobody
    added_at: datetime = Field(sa_type=Instant)


class EntryRow(SQLModel, table=True):
    """A row of a table of an entry's revision (the enterprises of a region)."""

    __tablename__ = "entry_row"
    __table_args__ = (Index("row_of_entry", "entry_id", "table"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    entry_id: int = Field(foreign_key="entry.id")
    table: str  # path: 经营主体 · 经营主体.许可
    key: str
    position: int  # unique among the rows of a table
    around: int = 0  # of an inner table: position of the row around it
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


class RegisterImport(SQLModel, table=True):
    """Many entries taken in from a file at once: by whom, from which day, why, and what became of it."""

    __tablename__ = "register_import"
    id: int | None = Field(default=None, primary_key=True)
    register_id: str = Field(index=True)
    version_id: int = Field(foreign_key="version.id")
    file: str  # hash of its bytes
    name: str
    on: date  # first day in
    whole: bool = False  # entries that the file does not have were taken out
    reason: str
    counts: dict[str, Any] = Field(sa_type=Json)  # new, changed, gone, same
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
    undone_by: int | None = Field(default=None, foreign_key="person.id")
