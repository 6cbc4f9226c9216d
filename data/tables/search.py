"""What can be searched for, as a person reads it; the index over it (`search_words`) is no table of the program."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from data.types import Json


class SearchText(SQLModel, table=True):
    """A piece of a case or an entry that is read by the same people: derived, and made anew from what it came from.

    `id` tells whose it is (`data.queries.search.Span`), so that the order of ids is that of cases, the newest last.
    """

    __tablename__ = "search_text"
    __table_args__ = (Index("search_text_part", "part", "id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)
    part: str  # what is written anew together: head · main/<row> · step/<history> · task/<task> · entry
    group: str  # field group that has to be readable; "" for whoever may see it at all
    marks: str  # tokens that may read it, and what it is of (`of:<procedure or register>`), sorted, one blank between
    body: list[Any] = Field(sa_type=Json)  # [[tier, form use, path, row, text], …]
