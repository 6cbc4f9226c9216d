"""Papers for many cases in one go: a job issues them one after the other and keeps one ZIP and one PDF of all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import IssuedPaper
from forms.paper.pdf import together
from forms.paper.refused import PaperRefused
from forms.text import Message, Text
from workflows.attachments import File, file_name
from workflows.cases.search import CaseRow
from workflows.definition import Procedure
from workflows.engine.types import Actor, Refusal
from workflows.exports import service as exports
from workflows.exports.asked import PDF, Asked
from workflows.files.kinds import MEDIA
from workflows.jobs import service
from workflows.jobs.service import JobView
from workflows.office import Office
from workflows.rights import token

KIND = "papers"
"""The kind of job."""
MOST = 500
"""Cases of one batch."""
PRINTED = 200
"""A PDF of more papers is made by itself, when somebody asks for it."""
PAPERS = "papers"
"""The kind of list that such a PDF is for exports."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Many:
    """A paper that may be issued for many cases, and those of the chosen for which it can be tried."""

    procedure: str
    key: str
    title: Text
    cases: tuple[int, ...]


def many(procedures: Mapping[str, Procedure], actor: Actor, rows: Iterable[CaseRow]) -> list[Many]:
    """The papers that the actor's roles issue, for the procedures of the rows."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        procedure = procedures.get(row.procedure)
        for key, paper in procedure.papers.items() if procedure is not None else ():
            place = row.district.key
            if any(token(procedures[row.procedure], role, place, row.owner) in actor.tokens for role in paper.by):
                found.setdefault((row.procedure, key), []).append(row.id)
    return [Many(p, key, procedures[p].papers[key].title, tuple(ids)) for (p, key), ids in found.items()]


def issue_many(office: Office, actor: Actor, wanted: Many, key: str, now: datetime) -> int | Refusal:
    """Enqueue it and give the job; the same key enqueues nothing a second time."""
    cases = list(dict.fromkeys(wanted.cases))
    if not 0 < len(cases) <= MOST:
        return Refusal(Message("paper_batch_size", {"limit": MOST}), guard="size")
    payload = {"paper": wanted.key, "procedure": wanted.procedure, "cases": cases}
    with office.db.write() as session:
        return service.enqueue(
            session, KIND, payload, now, person=actor.id, title=wanted.title.zh, key=f"papers/{actor.id}/{key}",
        )  # fmt: skip


def collected(office: Office, session: Session, ids: Sequence[int], title: str) -> dict[str, str | None]:
    """One ZIP and one PDF of papers, kept by hash; no PDF where there is no font, or it is long: see `printed`."""
    rows = papers_of(session, ids)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, row in enumerate(rows, 1):
            for kind, key in (("docx", row.docx), ("pdf", row.pdf)):
                if key is not None:
                    name = file_name(f"{n:03} {_named(row)}.{kind}")
                    archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), office.files.get(key), zipfile.ZIP_DEFLATED)
    return {"zip": office.files.put(made.getvalue()), "pdf": _printed(office, rows, title)}


def papers_of(session: Session, ids: Sequence[int]) -> Sequence[IssuedPaper]:
    """Papers by their ids, in the order in which they were issued."""
    return session.exec(select(IssuedPaper).where(col(IssuedPaper.id).in_(ids)).order_by(col(IssuedPaper.id))).all()


def names(rows: Iterable[IssuedPaper]) -> list[str]:
    """What the bookmarks of one PDF of papers say."""
    return [_named(row) for row in rows]


def _named(row: IssuedPaper) -> str:
    return f"{row.title} {row.number or row.case_id}"


def _printed(office: Office, rows: Sequence[IssuedPaper], title: str) -> str | None:
    if not 0 < len(rows) <= PRINTED:
        return None
    try:
        contents = [office.files.get(r.docx) for r in rows]
        return office.files.put(together(contents, office.fonts, title, names=names(rows)))
    except PaperRefused:
        return None


def printed_later(result: Mapping[str, Any]) -> bool:
    """Whether the PDF of a batch that came to this is made when somebody asks for it, beside the work."""
    return len(result.get("issued", [])) > PRINTED and not result.get("pdf")


def print_later(office: Office, actor: Actor, job: JobView, lang: str, now: datetime) -> int | Refusal:
    """Has the PDF of one's own batch made as large lists are, and gives the job."""
    return exports.begin(office, actor, Asked(PAPERS, {"job": str(job.id)}, form=PDF, lang=lang), now)


def fetch(office: Office, actor: Actor, job_id: int, kind: str) -> File | Refusal:
    """What a batch of one's own came to, as a ZIP or as a PDF."""
    job = service.job(office, actor, job_id)
    key = job.result.get(kind) if job is not None and job.kind == KIND and kind in ("zip", "pdf") else None
    if job is None or key is None:
        return Refusal(Message("paper_missing"), guard="rights")
    return File(f"{job.title}.{kind}", kind, MEDIA[kind], office.files.get(key))
