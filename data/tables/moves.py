"""Cases that were moved to another version of their procedure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class CaseMove(SQLModel, table=True):
    """One case moved by a step of its history; what was filled in before lies in the frozen revision `kept`."""

    __tablename__ = "case_move"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id", index=True)
    job_id: int | None = Field(default=None, index=True)  # with which others (no key: jobs are cleared away)
    procedure: str = Field(index=True)
    from_version_id: int = Field(foreign_key="version.id")
    to_version_id: int = Field(foreign_key="version.id")
    history_id: int = Field(foreign_key="history.id")
    kept: int  # revision of the main submission, in the words of the version before
    changes: int  # of the main submission after the move: what was saved since is not undone
    at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = Field(default=None, sa_type=Instant)


class MoveDraft(SQLModel, table=True):
    """A mapping that somebody is putting together between two versions, until its cases are moved."""

    __tablename__ = "move_draft"
    __table_args__ = (UniqueConstraint("person_id", "from_version_id", "to_version_id"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    from_version_id: int = Field(foreign_key="version.id")
    to_version_id: int = Field(foreign_key="version.id")
    body: dict[str, Any] = Field(sa_type=Json)
    changed_at: datetime = Field(sa_type=Instant)
