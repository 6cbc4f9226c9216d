"""Practice copies: what is tried out in them lies in databases of their own, here stands only which there are."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class PracticeCopy(SQLModel, table=True):
    """A little office of made-up people in which a draft is tried out; `folder` is its name beside the database."""

    __tablename__ = "practice_copy"
    id: int | None = Field(default=None, primary_key=True)
    folder: str = Field(unique=True)
    part: str = Field(index=True)  # the draft it was made of: `procedure/…`, `form/…`
    procedures: list[str] = Field(sa_type=Json)  # what can be started in it
    digest: str  # of the texts, to tell whether the draft has moved on
    made_at: datetime = Field(sa_type=Instant)
    made_by: int = Field(foreign_key="person.id")


class PracticeVisit(SQLModel, table=True):
    """Whose session acts as somebody made up, in a practice copy."""

    __tablename__ = "practice_visit"
    sign_in_id: str = Field(primary_key=True, foreign_key="sign_in.id")
    copy_id: int = Field(foreign_key="practice_copy.id", index=True)
    person_id: int  # of the copy
