"""What people were told, and how it was carried to them outside the office's own pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class Letter(SQLModel, table=True):
    """One message to one person, in both languages; written in the transaction that causes it."""

    __tablename__ = "message"
    __table_args__ = (
        Index("message_of_person", "person_id", "read_at", "id"),
        Index("message_of_case", "case_id", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)  # what it is called outside, so that a receiver can tell it came twice
    person_id: int = Field(foreign_key="person.id")
    for_person: int | None = Field(default=None, foreign_key="person.id")  # 代: whose copy it is
    case_id: int | None = Field(default=None, foreign_key="case_file.id")
    entry_id: int | None = Field(default=None, foreign_key="entry.id")  # of a register entry: its identity
    text_key: str  # which text of the procedure, or which sentence of the office
    subject: str
    subject_en: str = ""
    text: str
    text_en: str = ""
    at: datetime = Field(sa_type=Instant)
    read_at: datetime | None = Field(default=None, sa_type=Instant)
    caused_by: int = Field(foreign_key="person.id")


class Delivery(SQLModel, table=True):
    """How a message fares on one channel to the outside."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_state", "state", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", index=True)
    channel: str  # mail | webhook
    state: str = "waiting"  # waiting | sent | failed (is tried again) | given_up
    attempts: int = 0
    turn: int = 0  # which job is to deliver it: an older one does nothing
    next_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    error: dict[str, Any] | None = Field(default=None, sa_type=Json)  # a sentence: code and data
