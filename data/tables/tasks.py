"""Tasks: what one person or department has to do now, and who reads, acts for others or was told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class Task(SQLModel, table=True):
    """One thing to do in one case: by the holder of its state, or by a participant of its round.

    What was done stays; a task that was called off is `closed`. `token` says who may take it, `person_id` who has.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index("task_of_case", "case_id", "state"),
        Index("task_of_token", "state", "token", "person_id", "case_id"),
        Index("task_of_person", "state", "person_id", "case_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id")
    round: str = ""  # key of the round; "": of the holder of the state
    case_state: str  # the state that it belongs to
    visit: int = 1  # how often the case had come into this state
    row: str = ""  # identity of the row that a round per row asks about
    who: int = -1  # which participant of the round; -1: added later, or the holder
    role: str  # in which role it is done
    token: str  # role@district, organisation@12, person@7
    person_id: int | None = Field(default=None, foreign_key="person.id")  # claimed by, or given to
    state: str  # waiting | open | done | closed
    position: int = 0  # its turn, in order
    parent_id: int | None = Field(default=None, foreign_key="task.id")  # 委派, 加签: the task that it was made from
    relation: str = ""  # entrust | before | after | beside
    opinion: dict[str, Any] | None = Field(default=None, sa_type=Json)  # values of the opinion's form
    inputs: str = ""  # hash of what the opinion rests on, made when it was given
    kept: bool = False  # given in an earlier visit, and still good
    due: date | None = None
    opened_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    done_by: int | None = Field(default=None, foreign_key="person.id")
    note: str = ""  # why it was handed on, added or closed


class CaseRead(SQLModel, table=True):
    """Who has opened a case, and which revision of it they saw last (已阅)."""

    __tablename__ = "case_read"
    case_id: int = Field(foreign_key="case_file.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    revision: int
    at: datetime = Field(sa_type=Instant)
    held: bool = False  # whether they had something to do in it then: such a reading ends what may be recalled


class Delegation(SQLModel, table=True):
    """Somebody acts for somebody else for a time (委托代理); always shown as 代."""

    __tablename__ = "delegation"
    __table_args__ = (Index("delegation_to", "deputy_id", "since"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    deputy_id: int = Field(foreign_key="person.id")
    procedure: str | None = None  # None: everything
    since: date
    until: date  # the last day
    reason: str = ""
    given_at: datetime = Field(sa_type=Instant)
    given_by: int = Field(foreign_key="person.id")
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
