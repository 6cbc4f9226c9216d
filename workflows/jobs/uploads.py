"""Handing a large workbook over to the workers."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from sqlmodel import Session, col, select

from data.queries.jobs import OPEN
from data.tables import Job
from forms.sheet.limits import MAX_FILE, MB
from forms.text import Message
from workflows.attachments import file_name
from workflows.cases.bulk import for_writing
from workflows.cases.once import Refused
from workflows.engine.types import Actor, Refusal
from workflows.jobs import service
from workflows.office import Office

KIND = "upload"
LARGE = 2 * MB
LARGE_CELLS = 3 * MB // 2
"""So many bytes of cells are about 2,000 rows of eight columns."""


def large(content: bytes) -> bool:
    """Whether a workbook should not keep its person waiting; what is no workbook is never large."""
    if len(content) > LARGE:
        return True
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return sum(e.file_size for e in entries if "worksheets/" in e.filename) > LARGE_CELLS


def upload_later(
    office: Office, actor: Actor, case_id: int, content: bytes, name: str, now: datetime, *, replacing: bool = False
) -> int | Refusal:
    """Keeps the file and enqueues it for the draft of a case; the id of the job, or why not. One at a time per case."""
    if len(content) > MAX_FILE:
        data = {"mb": f"{len(content) / MB:.0f}", "limit": MAX_FILE // MB}
        return Refusal(Message("sheet.large", data), guard="file")
    payload = {"case": case_id, "file": office.files.put(content), "name": file_name(name), "replacing": replacing}
    try:
        with office.db.write() as session:
            for_writing(office, session, actor, case_id, now, lock=True)
            if _one_open(session, case_id):
                raise Refused(Refusal(Message("job.one_at_a_time"), guard="one_open"))
            about = service.of_case(case_id)
            return service.enqueue(session, KIND, payload, now, person=actor.id, about=about, title=file_name(name))
    except Refused as refused:
        return refused.refusal


def _one_open(session: Session, case_id: int) -> bool:
    mine = (Job.about == service.of_case(case_id), Job.kind == KIND, col(Job.state).in_(OPEN))
    return session.exec(select(Job.id).where(*mine).limit(1)).first() is not None
