"""What the office is made of: settings, districts by date, versions, parameters, campaigns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class Setting(SQLModel, table=True):
    """One fact about this installation (office name, practice office or not)."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: Any = Field(sa_type=Json)


class District(SQLModel, table=True):
    """A district or a unit without a statutory code, valid between two dates."""

    __tablename__ = "district"
    code: str = Field(primary_key=True)
    name: str
    full: str = ""  # the statutory name, where offices write a shorter one
    short: str
    name_en: str
    kind: str  # city | district | unit
    parent: str | None = None
    valid_from: date
    valid_until: date | None = None  # first day on which it no longer exists
    successor: str | None = None
    column: int | None = None  # place on the tile grid, from the west
    row: int | None = None  # from the north


class DefinitionText(SQLModel, table=True):
    """Published bytes of a part of a definition, by content hash."""

    __tablename__ = "definition_text"
    hash: str = Field(primary_key=True)
    body: str


class Version(SQLModel, table=True):
    """A published procedure with everything it refers to, frozen."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("procedure", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure: str = Field(index=True)
    number: int
    title: str
    parts: dict[str, str] = Field(sa_type=Json)  # "procedure" | "form/<id>" | "list/<id>" … → hash
    note: str = ""
    published_at: datetime = Field(sa_type=Instant)
    published_by: int | None = Field(default=None, foreign_key="person.id")


class DefinitionDraft(SQLModel, table=True):
    """What an administrator is typing on the definitions page; one per person and definition."""

    __tablename__ = "definition_draft"
    __table_args__ = (UniqueConstraint("person_id", "kind", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str  # procedure | form | list
    key: str
    body: str
    saved_at: datetime = Field(sa_type=Instant)


class DraftStep(SQLModel, table=True):
    """A state of somebody's draft, to go back to and forward again; those that were undone come last.

    Steps of several drafts that were made as one bear the same `deed`.
    """

    __tablename__ = "draft_step"
    __table_args__ = (Index("step_of_draft", "person_id", "kind", "key", "id"), Index("step_of_deed", "deed"))
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    key: str
    body: str
    deed: str
    undone: bool = False
    made_at: datetime = Field(sa_type=Instant)


class ParameterValue(SQLModel, table=True):
    """A value of a parameter in one scope from a moment on; the newest row counts."""

    __tablename__ = "parameter_value"
    id: int | None = Field(default=None, primary_key=True)
    procedure: str = Field(index=True)
    name: str
    scope: str = ""  # "" the city · "district:500112" · "campaign:7"
    value: Any = Field(default=None, sa_type=Json, nullable=True)  # None: taken back
    basis: str = ""
    set_at: datetime = Field(sa_type=Instant)
    set_by: int | None = Field(default=None, foreign_key="person.id")


class Campaign(SQLModel, table=True):
    """A round of declarations: who is expected, from when, until when."""

    __tablename__ = "campaign"
    id: int | None = Field(default=None, primary_key=True)
    procedure: str = Field(index=True)
    title: str
    title_en: str = ""
    opens: date
    closes: date


class CampaignMember(SQLModel, table=True):
    """A district that is expected to declare in a campaign."""

    __tablename__ = "campaign_member"
    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    district: str = Field(primary_key=True)


class CampaignChange(SQLModel, table=True):
    """What a campaign was before somebody corrected it, and why it was corrected."""

    __tablename__ = "campaign_change"
    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    title: str
    title_en: str = ""
    opens: date
    closes: date
    reason: str
    at: datetime = Field(sa_type=Instant)
    by: int = Field(foreign_key="person.id")


class ApprovedRehearsal(SQLModel, table=True):
    """A rehearsal of a procedure that somebody found right; it is played before the procedure is published again."""

    __tablename__ = "approved_rehearsal"
    __table_args__ = (UniqueConstraint("procedure", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure: str
    key: str  # its id
    body: dict[str, Any] = Field(sa_type=Json)
    approved_by: int = Field(foreign_key="person.id")
    approved_at: datetime = Field(sa_type=Instant)


class RehearsalFile(SQLModel, table=True):
    """A file that rehearsals of a procedure fill in or hand in, which came with a package; its bytes by hash."""

    __tablename__ = "rehearsal_file"
    procedure: str = Field(primary_key=True)
    path: str = Field(primary_key=True)  # beside the procedure
    hash: str


class TrustedSigner(SQLModel, table=True):
    """An office whose packages are taken: its public key, and who compared the fingerprint with it."""

    __tablename__ = "trusted_signer"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    confirmed_at: datetime = Field(sa_type=Instant)
    confirmed_by: int | None = Field(default=None, foreign_key="person.id")
