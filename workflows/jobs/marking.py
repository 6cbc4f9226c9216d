"""The clerk's own file back in red: of a large upload, and of a mailed workbook."""

from __future__ import annotations

from datetime import datetime

from forms.sheet import SheetRefused, marked, read, recognised
from forms.text import Message
from workflows.cases.judged import judged
from workflows.cases.opened import opened
from workflows.engine.types import Actor
from workflows.jobs import service
from workflows.messages import say
from workflows.office import Office


def marked_file(
    office: Office, actor: Actor, case_id: int, content: bytes, name: str, lang: str, now: datetime
) -> bytes | None:
    """A file that a case has taken over, with what is to be mended marked; None when it cannot be shown or marked."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return None
        form, values, options = found.form, found.access.restrict(found.facts.values), found.world.options
    try:
        taken = recognised(form, values, read(form, content, options, name=name), None)
        findings = judged(office, actor, case_id, taken.over(form, values), now)
        return marked(form, content, taken, findings, options, lang, taken=True, name=name)
    except SheetRefused:
        return None


def marked_upload(office: Office, actor: Actor, job_id: int, lang: str, now: datetime) -> bytes:
    """The file of the actor's own upload with its marks; as it came when it cannot be marked, empty if not theirs."""
    job = service.job(office, actor, job_id)
    if job is None:
        return b""
    content = office.files.get(job.payload["file"])
    return marked_file(office, actor, job.payload["case"], content, job.title, lang, now) or content


def marked_name(name: str, lang: str) -> str:
    """What the file is called."""
    stem = name.rpartition(".")[0] or name
    return f"{say(Message('job.marked_name', {'name': stem}), lang)}.xlsx"
