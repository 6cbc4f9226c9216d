"""Organisations, people, what they may do, and their sign-in sessions."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from data.types import Instant


class Organisation(SQLModel, table=True):
    """A bureau, department or managing body; it works for one district (or the whole city). Or an applicant."""

    __tablename__ = "organisation"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    name_en: str = ""
    district: str = Field(index=True)  # code of `district`; the city's own code for city offices
    parent_id: int | None = Field(default=None, foreign_key="organisation.id")
    active: bool = True
    kind: str = "office"  # office | applicant
    code: str | None = Field(default=None, index=True)  # 统一社会信用代码 of an applicant
    contact: str = ""  # of an applicant: whom to ask for
    phone: str = ""
    standing: str = "confirmed"  # confirmed | pending | refused | joined (to another with the same code)


class Person(SQLModel, table=True):
    """Somebody who signs in. `password` is an argon2 hash, None for single sign-on only."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    organisation_id: int = Field(foreign_key="organisation.id")
    password: str | None = None
    must_change: bool = False
    subject: str | None = Field(default=None, unique=True)  # OIDC `sub`
    language: str = "zh"
    email: str = ""  # where messages are mailed to; "": nowhere
    active: bool = True
    created_at: datetime = Field(sa_type=Instant)


class Grant(SQLModel, table=True):
    """A role held for an organisation and a district subtree, from a date until a date."""

    __tablename__ = "role_grant"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str  # a role id of the office: clerk, head, desk, leader, admin, auditor …
    organisation_id: int = Field(foreign_key="organisation.id")
    district: str  # code; the city's code means every district
    valid_from: date
    valid_until: date | None = None
    given_by: int | None = Field(default=None, foreign_key="person.id")


class SignIn(SQLModel, table=True):
    """A server-side session: the browser holds a random value, this row its SHA-256."""

    __tablename__ = "sign_in"
    id: str = Field(primary_key=True)  # sha256 hex of the cookie value
    person_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = Field(sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    address: str = ""
    agent: str = ""
    task_id: int | None = Field(default=None, foreign_key="task.id")  # opened by a link: the one task it is for


class Guest(SQLModel, table=True):
    """A third party or expert who was invited to one task; a person without account, password and roles."""

    __tablename__ = "guest"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    contact: str = ""  # mail address or telephone number, as who invited them wrote it
    invited_by: int = Field(foreign_key="person.id")
    invited_at: datetime = Field(sa_type=Instant)


class Attempt(SQLModel, table=True):
    """A failed sign-in, counted for throttling by login and by address."""

    __tablename__ = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(index=True)
    address: str = Field(index=True)
    at: datetime = Field(sa_type=Instant, index=True)


class Registration(SQLModel, table=True):
    """Somebody who registered an organisation as an applicant, and what the office made of it."""

    __tablename__ = "registration"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)  # pending until it is decided
    person_id: int = Field(foreign_key="person.id")
    name: str  # of the organisation, as it was given
    code: str = Field(index=True)
    invited: bool = False  # came by a link of the office
    address: str = Field(default="", index=True)  # where from, for throttling
    at: datetime = Field(sa_type=Instant, index=True)
    state: str = "pending"  # pending | confirmed | joined | refused
    reason: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: int | None = Field(default=None, foreign_key="person.id")


class OneTimeLink(SQLModel, table=True):
    """A link that works once: the first administrator, a password reset, an invitation of an applicant."""

    __tablename__ = "one_time_link"
    id: str = Field(primary_key=True)  # sha256 hex of the token
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")  # of an invitation
    purpose: str  # first_admin | password | invite | task
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class Phrase(SQLModel, table=True):
    """A stock phrase a person keeps for one field of one form."""

    __tablename__ = "phrase"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    field: str  # "<form id>/<field path>"
    text: str
