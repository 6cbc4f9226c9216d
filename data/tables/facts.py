"""Dated facts: how every case stood, from when until when; figures of any past day are read from here."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, false, text, true
from sqlmodel import Field, SQLModel

from data.types import Instant, Serial, Sortable


class WorkingDay(SQLModel, table=True):
    """How many working days there were up to and with a day, by the office's table."""

    __tablename__ = "working_day"
    day: date = Field(primary_key=True)
    n: int


class Trail(SQLModel, table=True):
    """What befell a case, as a set that many cases share: states it came to, steps that were taken."""

    __tablename__ = "trail"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # sha256 of its marks in order


class TrailMark(SQLModel, table=True):
    """One thing of a trail."""

    __tablename__ = "trail_mark"
    __table_args__ = (Index("trail_of_mark", "kind", "what", "trail_id"),)
    trail_id: int = Field(foreign_key="trail.id", primary_key=True)
    kind: str = Field(primary_key=True)  # state | action
    what: str = Field(primary_key=True)  # the state, the transition or verb


class CaseSpan(SQLModel, table=True):
    """How a case stood from an instant until another; its facts are called as in `Case`.

    The case stood so at the end of day D where since_on <= D < until_on; what began and ended on one day never did.
    Written by `data.queries.facts.spans` in the transaction that changes the case.
    """

    __tablename__ = "case_span"
    __table_args__ = (
        Index("span_of_case", "case_id", "id"),
        Index("span_open", "case_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
        Index("span_pending", "case_id", sqlite_where=text("pending"), postgresql_where=text("pending")),
        Index("span_newest", "since", "id", "audience_id", "procedure"),
        Index("span_left", "case_id", "since", sqlite_where=text("from_stage <> stage"),
              postgresql_where=text("from_stage <> stage")),
        Index("span_since", "since_on", "audience_id"),
        Index("span_until", "until_on", "audience_id"),
        Index("span_lying", "until_on", "since_on", "due", "yellow_on", sqlite_where=text("ended = 0"),
              postgresql_where=text("ended = false")),
        Index("span_facts", "audience_id", "since_on", "until_on", "stage", "state", "procedure", "district",
              "campaign_id", "ended", "late", "holder", "due", "yellow_on", "filed_on", "suspended", "ended_on",
              "trail_id", "case_id"),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    case_id: int = Field(foreign_key="case_file.id")
    since: datetime = Field(sa_type=Instant)
    until: datetime | None = Field(default=None, sa_type=Instant)  # None: it stands so now
    since_on: date  # the same as local days
    until_on: date | None = None  # the first day at whose end it stood differently
    opened: bool = False  # the case was opened with this span
    procedure: str
    version_id: int = Field(foreign_key="version.id")
    state: str
    stage: str
    ended: bool
    number: str | None = Field(default=None, sa_type=Sortable)
    campaign_id: int | None = None
    organisation_id: int
    district: str = Field(sa_type=Sortable)
    audience_id: int | None = Field(default=None, foreign_key="audience.id")
    holder: str | None = None
    on_behalf: bool
    late: bool
    due: date | None = None
    yellow_on: date | None = None
    suspended: bool
    opened_at: datetime = Field(sa_type=Instant)
    filed_on: date | None = None
    ended_on: date | None = None
    trail_id: int | None = Field(default=None, foreign_key="trail.id")
    steps: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})  # each step begins a span
    stage_since: date | None = None  # since when it is in its stage
    from_since: date | None = None  # the same of the span before
    overran: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # by then it had missed a limit
    from_state: str | None = None  # what stood before, where it is another than now or the same; None: opened
    from_stage: str | None = None
    from_holder: str | None = None
    counted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # its beginning is in tallies
    pending: bool = Field(default=True, sa_column_kwargs={"server_default": true()})  # tallies do not know all of it


class ValueSpan(SQLModel, table=True):
    """What a counted field or a computed column of a case held, from one local day until another.

    The columns are those of `CaseValue`; what changed again on the same day is not kept. Where a case holds several
    texts in one field, a row of `SURPLUS` and its name says how many more than one.
    """

    __tablename__ = "value_span"
    __table_args__ = (
        Index("value_span_of", "case_id", "field", "until_on"),
        Index("value_span_number", "field", "case_id", "since_on", "until_on", "group", "number"),
        Index("value_pending", "case_id", sqlite_where=text("pending"), postgresql_where=text("pending")),
        Index("value_since", "since_on"),
        Index("value_until", "until_on"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    case_id: int = Field(foreign_key="case_file.id")
    group: str
    field: str
    row: str = ""
    text: str | None = Field(default=None, sa_type=Sortable)
    number: int | None = Field(default=None, sa_type=BigInteger)
    day: date | None = None
    since_on: date
    until_on: date | None = None
    counted: bool = Field(default=False, sa_column_kwargs={"server_default": true()})  # its beginning is in tallies
    pending: bool = Field(default=True, sa_column_kwargs={"server_default": false()})  # tallies do not know all of it


class TaskSpan(SQLModel, table=True):
    """A task as it was done, until it was done again or is no longer: what tallies know of tasks.

    Written by `data.queries.facts.doings` in the transaction that changes the task.
    """

    __tablename__ = "task_span"
    __table_args__ = (
        Index("task_span_of_case", "case_id"),
        Index("task_span_of_task", "task_id"),
        Index("task_span_pending", "case_id", sqlite_where=text("pending"), postgresql_where=text("pending")),
        Index("task_span_since", "since_on"),
        Index("task_span_until", "until_on"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    case_id: int = Field(foreign_key="case_file.id")
    task_id: int = Field(foreign_key="task.id")
    round: str
    role: str
    state: str  # the state of the case that it belongs to
    done_by: int | None = Field(default=None, foreign_key="person.id")
    begun_on: date
    done_on: date
    since_on: date
    until_on: date | None = None
    counted: bool = Field(default=False, sa_column_kwargs={"server_default": true()})  # its beginning is in tallies
    pending: bool = Field(default=True, sa_column_kwargs={"server_default": false()})  # tallies do not know all of it


class StepValue(SQLModel, table=True):
    """What was chosen in a counted field of the form that was filled in with a step: why a case was returned.

    Never changed: a step is not. Several choices of one field are several rows.
    """

    __tablename__ = "step_value"
    __table_args__ = (
        Index("step_value_of", "history_id", "field", "text"),
        Index("step_value_text", "field", "text", "case_id"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    history_id: int = Field(foreign_key="history.id")
    case_id: int = Field(foreign_key="case_file.id")
    field: str
    text: str = Field(sa_type=Sortable)


NOW = date(9999, 12, 31)
"""The day of tallies that say how cases stand now."""


class Tally(SQLModel, table=True):
    """How many cases stood so at the end of a day, or so many more or fewer: rows of one kind add up.

    Which facts a row speaks of depends on its family (`data.queries.facts.tallies`); the others are empty.
    """

    __tablename__ = "tally"
    __table_args__ = (Index("tally_of", "family", "upto", "audience_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    family: str
    upto: date  # a past day, or NOW
    audience_id: int | None = None
    n: int = Field(sa_type=BigInteger)
    procedure: str | None = None
    version_id: int | None = None
    state: str | None = None
    stage: str | None = None
    ended: bool | None = None
    late: bool | None = None
    suspended: bool | None = None
    on_behalf: bool | None = None
    district: str | None = Field(default=None, sa_type=Sortable)
    campaign_id: int | None = None
    holder: str | None = None
    due: date | None = None
    yellow_on: date | None = None
    from_state: str | None = None
    from_stage: str | None = None
    trail_id: int | None = None
    what: str | None = None  # the step that was taken, the stage that was left
    role: str | None = None
    field: str | None = None  # of the form that was filled in with the step
    text: str | None = Field(default=None, sa_type=Sortable)  # what was chosen in it
    first: bool | None = None  # it is the first choice in that field with that step: of these each step has one
    done_month: str | None = None
    days: int | None = None  # working days that it took
    filed_month: str | None = None  # 2026-03
    ended_month: str | None = None
    reach_id: int | None = None  # of families that tell no audiences apart
    overran: bool | None = None
    round: str | None = None
    doer: int | None = None  # organisation of whoever did it
    group: str | None = None
    total: int | None = Field(default=None, sa_type=BigInteger)  # of numbers their sum, beside how many there are


class MonthSeal(SQLModel, table=True):
    """A figure of a month's end as it was when the month was sealed; never written again."""

    __tablename__ = "month_seal"
    __table_args__ = (UniqueConstraint("day", "what", "key"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    day: date  # the last of the month
    what: str  # cases | entries
    key: str  # JSON: of cases procedure, stage, state, district, light; of entries the register
    n: int
    members: str  # the ids of what was counted, packed (`data.queries.facts.packing`)
    last: int = Field(sa_type=BigInteger)  # the last span there was, or the last entry
    sealed_at: datetime = Field(sa_type=Instant)
