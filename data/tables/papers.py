"""Papers that were issued: each with its number, its files, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json, Sortable


class IssuedPaper(SQLModel, table=True):
    """One paper of a case, from the template of the case's version; it keeps its number whatever becomes of it.

    `pdf` is None where it could not be laid out when it was issued. The files of a voided one say so on every page:
    they lie beside those that were issued.
    """

    __tablename__ = "paper"
    __table_args__ = (Index("paper_of_case", "case_id", "id"), Index("paper_by_number", "number"))
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id")
    version_id: int = Field(foreign_key="version.id")
    paper: str  # key in the procedure
    title: str
    template: str  # hash of the template as a part of the version
    number: str | None = Field(default=None, sa_type=Sortable)  # 文号; None for a paper without one
    issued_at: datetime = Field(sa_type=Instant)
    issued_on: date
    issued_by: int = Field(foreign_key="person.id")
    request: str = Field(unique=True)  # by whose request with which key: asked for again it is the same paper
    groups: list[Any] = Field(sa_type=Json)  # the field groups that it shows
    closed: bool = False  # it shows what only those may see whom the procedure names
    docx: str = Field(foreign_key="stored_file.hash")
    pdf: str | None = Field(default=None, foreign_key="stored_file.hash")
    replaces_id: int | None = Field(default=None, foreign_key="paper.id")
    voided_at: datetime | None = Field(default=None, sa_type=Instant)  # None: it holds
    voided_by: int | None = Field(default=None, foreign_key="person.id")
    void_reason: str = ""
    void_docx: str | None = Field(default=None, foreign_key="stored_file.hash")
    void_pdf: str | None = Field(default=None, foreign_key="stored_file.hash")
