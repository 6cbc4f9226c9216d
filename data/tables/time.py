"""Time: which days are off, what clocks have already done, and what the public objected to."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from data.types import Instant


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


class Objection(SQLModel, table=True):
    """What somebody of the public had to say in a public period, and the office's answer."""

    __tablename__ = "objection"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id", index=True)
    period: str  # key of the public period
    name: str
    contact: str  # how to reach whoever objects; for the office alone
    text: str
    source: str  # hash of where it came from: against floods
    at: datetime = Field(sa_type=Instant)
    answer: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_by: int | None = Field(default=None, foreign_key="person.id")
