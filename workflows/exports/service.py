"""Files as people ask for them: small ones at once, large ones as jobs whose file waits for its person for a week."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.queries import jobs as stored
from data.tables import Job, Letter
from forms.text import LANGUAGES, Message
from workflows.engine.types import Actor, Refusal, Tokens
from workflows.exports.asked import ENDINGS, Asked
from workflows.exports.lists import Size
from workflows.exports.make import known, size
from workflows.jobs import service as jobs
from workflows.messages import say
from workflows.office import Office
from workflows.outbox.inbox import FILE

EXPORT, GONE = "export", "export_gone"
"""The kinds of jobs: one makes a file, the other takes it away."""
KEPT = timedelta(days=7)
LINES, ROWS = 2_000, 20_000
"""Files of more lines, or of more rows of tables, are made beside the work."""
AT_ONCE = 3
"""Files that one person may have in the making."""


@dataclass(frozen=True)
class Ready:
    """A file that was made, and what it is called."""

    path: Path
    name: str


def is_large(found: Size) -> bool:
    """Whether a file is made beside the work."""
    return found.heavy or found.lines > LINES or found.rows > ROWS


def measured(office: Office, actor: Actor, asked: Asked, now: datetime) -> Size | Refusal:
    """How much a file would hold."""
    return size(office, actor, asked, now)


def begin(office: Office, actor: Actor, asked: Asked, now: datetime) -> int | Refusal:
    """Has a file made beside the work and gives the id of the job."""
    kind = known(actor, asked)
    if isinstance(kind, Refusal):
        return kind
    with office.db.write() as session:
        mine = (j for j in stored.of_person(session, actor.id, jobs.SHOWN) if j.kind == EXPORT)
        if sum(j.state in stored.OPEN for j in mine) >= AT_ONCE:
            return Refusal(Message("export.too_many", {"count": AT_ONCE}))
        title = say(kind.title(), asked.lang)
        return jobs.enqueue(session, EXPORT, asked.packed(), now, person=actor.id, about="export", title=title)


def place(office: Office, name: str) -> Path:
    """Where a file that was made lies."""
    return office.files.folder / "exports" / name


def new_name(asked: Asked) -> str:
    """A name that nobody guesses."""
    return f"{secrets.token_hex(16)}{ENDINGS[asked.form]}"


def done(session: Session, office: Office, job_id: int, actor: Actor, told: Mapping[str, Any], now: datetime) -> None:
    """Enqueues the end of a file, and tells its person that it is there."""
    until = now + KEPT
    jobs.enqueue(session, GONE, {"file": told["file"]}, now, due=until, key=f"{GONE}/{told['file']}")
    about = {"title": told["title"], "count": told["lines"], "until": office.today(until).isoformat()}
    subject, text = (
        [say(Message(code, {**about, "title": Message(told["title"])}), lang) for lang in LANGUAGES]
        for code in ("export.ready", "export.ready_text")
    )
    session.add(Letter(
        uid=secrets.token_hex(16), person_id=actor.id, text_key=f"{FILE}{job_id}", subject=subject[0],
        subject_en=subject[1], text=text[0], text_en=text[1], at=now, caused_by=actor.id,
    ))  # fmt: skip


def rights(actor: Actor) -> list[str]:
    """What somebody may see, as the file remembers it."""
    within = actor.tokens.within if isinstance(actor.tokens, Tokens) else {}
    return sorted([*actor.tokens, *(f"{p}:{t}" for p, tokens in within.items() for t in tokens)])


def ready(office: Office, actor: Actor, job_id: int, now: datetime) -> Ready | Refusal:
    """The file of a job, for the person it was made for, while it is kept and they may see as much as then."""
    with office.db.read() as session:
        job = session.get(Job, job_id)
        fits = job is not None and job.kind == EXPORT and job.person_id == actor.id and job.state == stored.DONE
        if job is None or not fits or actor.task is not None or not job.result:
            return Refusal(Message("export.no_such_file"), guard="role")
        told, since = job.result, job.finished_at
    path = place(office, told["file"])
    if since is None or now > since + KEPT or not path.is_file():
        return Refusal(Message("export.expired", {"days": KEPT.days}))
    if not set(told["rights"]) <= set(rights(actor)):
        return Refusal(Message("export.rights_changed"), guard="role")
    day = office.today(since)
    return Ready(path, f"{say(Message(told['title']), actor.language)} {day}{path.suffix}")
