"""The papers of a case as one person may see them, and their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import col, select

from data.tables import IssuedPaper
from forms.text import Message
from workflows.attachments import File
from workflows.audit import readings
from workflows.cases.history import people_named
from workflows.cases.opened import Opened, opened
from workflows.engine.types import Actor, Refusal
from workflows.files.kinds import MEDIA
from workflows.office import Office
from workflows.papers.making import again
from workflows.papers.may import Offered, against, may_have, offered

Kind = Literal["docx", "pdf"]


@dataclass(frozen=True)
class PaperView:
    """An issued paper; `may_void` says whether the person may void it or put another in its place."""

    id: int
    key: str
    title: str
    number: str | None
    issued_at: datetime
    by: str
    replaces: str | None
    voided_at: datetime | None
    voided_by: str
    void_reason: str
    may_void: bool

    @property
    def holds(self) -> bool:
        return self.voided_at is None


@dataclass(frozen=True)
class Papers:
    """The papers of a case that a person may have, the newest first, and those that they issue."""

    issued: tuple[PaperView, ...]
    offered: tuple[Offered, ...]


def papers(office: Office, actor: Actor, case_id: int, now: datetime) -> Papers:
    """Both; nothing of a case that is not theirs to see."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        return Papers((), ()) if found is None else Papers(tuple(_issued(found)), offered(found))


def _issued(found: Opened) -> Iterator[PaperView]:
    wanted = select(IssuedPaper).where(IssuedPaper.case_id == found.id).order_by(col(IssuedPaper.id).desc())
    rows = [r for r in found.session.exec(wanted) if may_have(found, r)]
    names = people_named(found.session, [p for r in rows for p in (r.issued_by, r.voided_by)])
    numbers = {r.id: r.number or r.title for r in rows}
    for row in rows:
        yield PaperView(
            row.id or 0, row.paper, row.title, row.number, row.issued_at, names.get(row.issued_by, ""),
            numbers.get(row.replaces_id), row.voided_at, names.get(row.voided_by or 0, ""), row.void_reason,
            may_void=row.voided_at is None and against(found, row.paper, again=True) is None,
        )  # fmt: skip


def fetch(office: Office, actor: Actor, paper_id: int, kind: Kind, now: datetime) -> File | Refusal:
    """A paper as a file, as it stands now: a voided one says so. Whoever may not read what it shows gets nothing."""
    with office.db.read() as session:
        row = session.get(IssuedPaper, paper_id)
        found = opened(office, session, row.case_id, actor, now) if row is not None else None
        if row is None or found is None or not may_have(found, row):
            return Refusal(Message("paper_missing"), guard="rights")
        content = _content(office, row, kind)
        name = f"{row.title} {row.number or ''}".strip()
    if isinstance(content, Refusal):
        return content
    readings.keep(office, found, "file", now)
    return File(f"{name}.{kind}", kind, MEDIA[kind], content)


def _content(office: Office, row: IssuedPaper, kind: Kind) -> bytes | Refusal:
    voided = row.voided_at is not None
    docx = (row.void_docx if voided else None) or row.docx
    key = docx if kind == "docx" else row.void_pdf if voided else row.pdf
    if key is not None:
        return office.files.get(key)
    made = again(office, office.files.get(docx), row.title, voided=voided)
    return made.pdf or Refusal(made.why_no_pdf or Message("paper_missing"), guard="fonts")


