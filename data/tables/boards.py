"""Boards that people made in the browser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class BoardChange(SQLModel, table=True):
    """A board as somebody saved it; the newest row of a key counts, one without a body says that it was taken away."""

    __tablename__ = "board_change"
    __table_args__ = (Index("change_of_board", "key", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str  # which board
    owner_id: int = Field(foreign_key="person.id", index=True)  # who made it first
    body: dict[str, Any] | None = Field(default=None, sa_type=Json)  # its definition
    sharing: str = "own"  # own | roles | public
    roles: list[str] = Field(default_factory=list, sa_type=Json)  # with whom it is shared
    at: datetime = Field(sa_type=Instant)
    by: int = Field(foreign_key="person.id")
    note: str = ""  # what whoever saved it says about it


class BoardStep(SQLModel, table=True):
    """A press in the builder that is not saved yet: the board as it was left then. The newest one that is not undone
    counts; saving or discarding takes all of a person's steps of a board away."""

    __tablename__ = "board_step"
    __table_args__ = (Index("step_of_board", "person_id", "key", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    key: str  # which board
    seen: int  # the change that was gone on from; 0 for a new board
    body: dict[str, Any] = Field(sa_type=Json)
    sharing: str = "own"
    roles: list[str] = Field(default_factory=list, sa_type=Json)
    at: datetime = Field(sa_type=Instant)
    undone: bool = False
