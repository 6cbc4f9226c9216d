"""Long work and timers, as rows that workers take one by one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class Job(SQLModel, table=True):
    """Something to be done once `due_at` has come; written in the transaction that causes it.

    Who works on it holds a lease; a job whose lease ran out is taken up again by whoever comes first.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("job_due", "state", "due_at", "id"),
        Index("job_leased", "state", "lease_until"),
        Index("job_of_person", "person_id", "id"),
        Index("job_about", "about", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str | None = Field(default=None, unique=True)  # the same thing is enqueued once
    about: str = ""  # what it belongs to: case/12
    title: str = ""  # what a person calls it: the name of the file
    payload: dict[str, Any] = Field(sa_type=Json)
    person_id: int | None = Field(default=None, foreign_key="person.id")  # in whose name; None: the office itself
    state: str = "waiting"  # waiting | running | done | failed | cancelled
    due_at: datetime = Field(sa_type=Instant)
    attempts: int = 0  # how often it was taken up
    worker: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    stopping: bool = False  # its person wants it stopped; whoever works on it stops at the next chance
    done: int = 0
    total: int = 0  # 0: not known yet
    stage: str = ""  # code of the sentence that says what is being done
    result: dict[str, Any] | None = Field(default=None, sa_type=Json)  # grows step by step
    error: dict[str, Any] | None = Field(default=None, sa_type=Json)  # a sentence: code and data
    created_at: datetime = Field(sa_type=Instant)
    started_at: datetime | None = Field(default=None, sa_type=Instant)  # taken up the first time
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
