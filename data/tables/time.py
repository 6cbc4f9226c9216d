"""Time: which days are off, what clocks have already done, and what the public objected to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class CalendarNotice(SQLModel, table=True):
    """What says that days are off or at work: a notice of the State Council, or a decision for local days."""

    __tablename__ = "calendar_notice"
    id: int | None = Field(default=None, primary_key=True)
    kind: str  # notice | local
    year: int  # whose holidays it arranges, or in which the days lie
    whole: bool = False  # it arranges the whole year: what was known of the year before no longer counts
    title: str
    basis: str = ""
    text: str = ""  # as it was pasted
    district: str = ""  # code; "": the whole office
    added_at: datetime = Field(sa_type=Instant)
    added_by: int = Field(foreign_key="person.id")
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_by: int | None = Field(default=None, foreign_key="person.id")


class CalendarDay(SQLModel, table=True):
    """One day that a notice speaks of."""

    __tablename__ = "calendar_day"
    notice_id: int = Field(foreign_key="calendar_notice.id", primary_key=True)
    day: date = Field(primary_key=True)
    works: bool
    occasion: str = ""  # 国庆节


class ClockMark(SQLModel, table=True):
    """Something a clock has done to a case: written with it, so that it is done once."""

    __tablename__ = "clock_mark"
    case_id: int = Field(foreign_key="case_file.id", primary_key=True)
    clock: str = Field(primary_key=True)  # key of the clock; duty:<key> of a duty
    what: str = Field(primary_key=True)  # 1/red, 1/remind/2026-03-18: which run of the clock, what, for which day
    at: datetime = Field(sa_type=Instant)


class EntryMark(SQLModel, table=True):
    """The same of a duty of a register entry."""

    __tablename__ = "entry_mark"
    entry_id: int = Field(foreign_key="entry.id", primary_key=True)  # its identity: the first revision
    clock: str = Field(primary_key=True)  # duty:<procedure>/<key>
    what: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)


class Heartbeat(SQLModel, table=True):
    """Up to when the clock of the workers was right, as far as anybody knows: one row, written every minute."""

    __tablename__ = "heartbeat"
    id: int = Field(default=1, primary_key=True)
    at: datetime = Field(sa_type=Instant)


class ClockDoubt(SQLModel, table=True):
    """The clock said something that cannot be believed unasked; timers wait until an administrator has answered."""

    __tablename__ = "clock_doubt"
    id: int | None = Field(default=None, primary_key=True)
    why: str  # away | ahead | behind
    before: datetime = Field(sa_type=Instant)  # the last moment that was believed, or what it should have been
    after: datetime = Field(sa_type=Instant)  # what the clock said
    answer: str = ""  # off | set
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_by: int | None = Field(default=None, foreign_key="person.id")


class Objection(SQLModel, table=True):
    """What somebody of the public had to say in a public period, and the office's answer."""

    __tablename__ = "objection"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id", index=True)
    period: str  # key of the public period
    name: str  # "" like the two that follow where the public period has a form of its own
    contact: str  # how to reach whoever objects; for the office alone
    text: str
    body: dict[str, Any] | None = Field(default=None, sa_type=Json)  # what was filled in in a form of its own
    source: str  # hash of where it came from: against floods
    at: datetime = Field(sa_type=Instant)
    answer: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_by: int | None = Field(default=None, foreign_key="person.id")
