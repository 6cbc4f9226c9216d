"""Saved views: named questions about lists, with whom they are shared, and where each person keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class SavedView(SQLModel, table=True):
    """A list as somebody wants to see it again: what is asked, which columns, in which order."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("view_of_person", "person_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str  # cases | register
    title: str
    body: dict[str, Any] = Field(sa_type=Json)
    changed_at: datetime = Field(sa_type=Instant)


class ViewShare(SQLModel, table=True):
    """Who else has a view on their lists; what they see in it is theirs to see."""

    __tablename__ = "view_share"
    __table_args__ = (Index("share_of_target", "target", "view_id"),)
    view_id: int = Field(foreign_key="saved_view.id", primary_key=True)
    target: str = Field(primary_key=True)  # * | role@clerk | organisation@12


class ViewPlace(SQLModel, table=True):
    """Where one person keeps a view: in which place, and whether on the desk."""

    __tablename__ = "view_place"
    view_id: int = Field(foreign_key="saved_view.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    position: float
    desk: bool = True
