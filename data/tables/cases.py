"""Cases, what was filled in, who may see it, and what happened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from data.types import Instant, Json, Serial, Sortable


class Audience(SQLModel, table=True):
    """A set of people who may read certain field groups, shared by every case and entry that has the same one.

    The tokens of a case hang on its state and district, so a hundred thousand cases share some hundred audiences:
    asking "which may I see" costs a look into a small table instead of thirty rows per case.
    """

    __tablename__ = "audience"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # sha256 of the groups and tokens in order
    reach_id: int | None = Field(default=None, foreign_key="reach.id", index=True)  # None: nobody


class Reach(SQLModel, table=True):
    """Audiences in which the same roles of the whole city may read the same groups: what those roles see, they see
    of all of them, whichever districts, organisations and people there are besides."""

    __tablename__ = "reach"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # sha256 of those groups and tokens in order


class AudienceToken(SQLModel, table=True):
    """One token that may read one field group; group "" means the case or entry as such."""

    __tablename__ = "audience_token"
    __table_args__ = (Index("audience_of_token", "token", "group", "audience_id"),)
    audience_id: int = Field(foreign_key="audience.id", primary_key=True)
    group: str = Field(primary_key=True)
    token: str = Field(primary_key=True)  # role@district code, or role@* for a city role


class Case(SQLModel, table=True):
    """One running instance of a procedure; pinned to its version, in exactly one state."""

    __tablename__ = "case_file"
    __table_args__ = (
        # Behind each order stands what tells most rows of others apart without reading them.
        Index("case_by_change", "changed_at", "id", "audience_id", "procedure"),
        Index("case_by_filing", "filed_on", "id", "audience_id", "procedure"),
        Index("case_by_due", "due", "id", "audience_id", "procedure"),
        Index("case_by_district", "district", "id", "audience_id", "procedure"),
        Index("case_open", "due", "id", "audience_id", "procedure", sqlite_where=text("ended = 0"),
              postgresql_where=text("ended = false")),
        Index("case_by_number", "number", unique=True),
        Index("case_by_campaign", "campaign_id", "district", "state", "version_id", "id"),
        Index("case_text", "audience_id", "number", "title", "title_en"),
        Index("case_facts", "audience_id", "stage", "state", "procedure", "district", "campaign_id", "ended", "late",
              "holder", "due", "filed_on", "suspended", "ended_on", "trail_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str | None = Field(default=None, sa_type=Sortable)  # None until the number is given
    open_key: str | None = Field(default=None, unique=True)  # what only one open case may be for; None when ended
    procedure: str
    version_id: int = Field(foreign_key="version.id")
    state: str
    stage: str
    ended: bool = False
    revision: int = 0  # grows with every transition; an action names the one it saw
    title: str
    title_en: str = ""
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    organisation_id: int = Field(foreign_key="organisation.id")  # whose case it is
    district: str = Field(sa_type=Sortable)
    audience_id: int | None = Field(default=None, foreign_key="audience.id")  # who may see it; None: nobody
    holder: str | None = Field(default=None, index=True)  # the token that has to act now; None when ended
    on_behalf: bool = False  # entered by the office for the district (代报)
    late: bool = False
    due: date | None = None
    yellow_on: date | None = None  # first day on which its light is yellow; red after `due`
    provisional: bool = False  # `due` rests on holidays that are not announced yet
    moved: int = 0  # revision after which it came where it is: what was seen since is not stale
    suspended: bool = False  # 挂起: nobody can do anything, its clocks stand still
    parent_id: int | None = Field(default=None, foreign_key="case_file.id", index=True)
    parent_entry_id: int | None = Field(default=None, index=True)  # entry (no key: entries refer to cases)
    child: str | None = None  # which child of its parent's procedure it is
    child_key: str | None = Field(default=None, unique=True)  # what only one open child may be for; None when ended
    parent_version_id: int | None = Field(default=None, foreign_key="version.id")  # whose `child` it is
    columns: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # computed columns of the procedure
    opened_at: datetime = Field(sa_type=Instant)
    opened_by: int = Field(foreign_key="person.id")
    filed_at: datetime | None = Field(default=None, sa_type=Instant)  # when the number was given
    filed_on: date | None = None  # the same as a local date
    changed_at: datetime = Field(sa_type=Instant)
    ended_on: date | None = None
    trail_id: int | None = Field(default=None, foreign_key="trail.id")  # what has befallen it
    steps: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})  # how many it has taken


class Submission(SQLModel, table=True):
    """One filled-in form of a case; its working revision changes in place, older ones are frozen."""

    __tablename__ = "submission"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id", index=True)
    use: str  # the form use: main, supplement …
    form: str
    working: int = 1  # number of the revision that edits go into
    changes: int = 0  # grows with every save, so that a copy of the values knows whether it is fresh
    saved_at: datetime = Field(sa_type=Instant)
    saved_by: int = Field(foreign_key="person.id")


class SubmissionValues(SQLModel, table=True):
    """The fields outside tables, per revision, and the answers to questions."""

    __tablename__ = "submission_values"
    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    revision: int = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_type=Json)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    taken_at: datetime | None = Field(default=None, sa_type=Instant)  # when a transition froze it
    taken_by: int | None = Field(default=None, foreign_key="person.id")


class SubmissionRow(SQLModel, table=True):
    """One version of one table row: in the revisions from `since` on, before `until` (None: still in)."""

    __tablename__ = "submission_row"
    __table_args__ = (
        Index("row_of_submission", "submission_id", "until", "table"),
        Index("row_by_id", "submission_id", "row"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    submission_id: int = Field(foreign_key="submission.id")
    row: str  # identity of the row, kept through edits, uploads and returns
    table: str  # path of the table field: 区域 · 区域.经营主体
    parent: str = ""  # row identity of the enclosing row, "" at the top
    position: float
    body: dict[str, Any] = Field(sa_type=Json)
    since: int
    until: int | None = None


class CaseValue(SQLModel, table=True):
    """A typed copy of a field marked `find` or `count`, or of a computed column (`case.<name>`)."""

    __tablename__ = "case_value"
    __table_args__ = (
        Index("value_text", "text", "field", "case_id", "group"),
        Index("value_case", "case_id", "field"),
        Index("value_number", "field", "case_id", "group", "number"),
        Index("value_row", "case_id", "row"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    case_id: int = Field(foreign_key="case_file.id")
    group: str
    field: str  # dotted path: 区域.经营主体.统一社会信用代码
    row: str = ""
    text: str | None = Field(default=None, sa_type=Sortable)
    number: int | None = Field(default=None, sa_type=BigInteger)  # scaled by the field's scale
    day: date | None = None


class History(SQLModel, table=True):
    """One thing that happened to a case; append-only and chained per case."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("case_id", "step"),
        Index("history_at", "at"),
        Index("history_of_actor", "actor_id", "case_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id")
    step: int  # 1, 2, 3 … per case
    at: datetime = Field(sa_type=Instant)
    actor_id: int = Field(foreign_key="person.id")
    role: str  # in which role the actor acted
    for_organisation: int | None = Field(default=None, foreign_key="organisation.id")  # 代: acted for
    for_person: int | None = Field(default=None, foreign_key="person.id")  # 代: as whose deputy
    task_id: int | None = Field(default=None, foreign_key="task.id")  # which task it was about
    action: str  # id of the transition; start; or a verb: opinion, transfer …
    from_state: str | None = None
    to_state: str
    straight: bool | None = None  # of a return: what leads on from there leads straight back; None: no, or no return
    revision: int | None = None  # revision of the main submission that it froze
    commitment: str  # sha256 of salt and the details
    previous: str  # hash of the step before, "" for the first
    hash: str


class HistoryDetail(SQLModel, table=True):
    """What lies beside the chain, so that it can be erased after its term without breaking it."""

    __tablename__ = "history_detail"
    history_id: int = Field(foreign_key="history.id", primary_key=True)
    salt: str
    # {"changes": […], "given": {…}, "effects": […]}; None when erased
    body: dict[str, Any] | None = Field(sa_type=Json)


class ActionKey(SQLModel, table=True):
    """An action that was done, by its idempotency key: the repeated request gets the same answer."""

    __tablename__ = "action_key"
    key: str = Field(primary_key=True)
    actor_id: int = Field(foreign_key="person.id")
    case_id: int | None = None
    answer: dict[str, Any] = Field(sa_type=Json)
    at: datetime = Field(sa_type=Instant)


class Series(SQLModel, table=True):
    """The last number given in a series; raised inside the transaction that uses it."""

    __tablename__ = "series"
    key: str = Field(primary_key=True)
    last: int


class StoredFile(SQLModel, table=True):
    """An uploaded file, kept by the hash of its bytes."""

    __tablename__ = "stored_file"
    hash: str = Field(primary_key=True)
    size: int
    kind: str  # sniffed media type
    name: str  # as first uploaded
    stored_at: datetime = Field(sa_type=Instant)
    stored_by: int = Field(foreign_key="person.id")


class CaseFile(SQLModel, table=True):
    """Which case refers to which file: the right to download follows the case and the group."""

    __tablename__ = "case_attachment"
    case_id: int = Field(foreign_key="case_file.id", primary_key=True)
    hash: str = Field(foreign_key="stored_file.hash", primary_key=True)
    group: str = Field(primary_key=True)
