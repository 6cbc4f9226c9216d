"""Importing into registers as people do it: look first, then confirm, then it happens once; and may be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries import jobs
from data.tables import Job, Person, RegisterImport
from forms.sheet import SheetRefused, marked, template
from forms.sheet.limits import MAX_FILE, MB
from forms.text import Message
from workflows.attachments import file_name
from workflows.engine.types import Actor, Refusal
from workflows.jobs import service
from workflows.office import ADMIN, Office, holds
from workflows.registers import importing
from workflows.registers.importing import Plan, Wanted
from workflows.registers.known import Known, every
from workflows.registers.left import left
from workflows.registers.sheet import Taken, form_of, taken

CHECK, IMPORT = "register_check", "register_import"
"""The kinds of jobs: what it would change, and doing it."""


def may_import(register: Known, actor: Actor) -> bool:
    """Administrators, and those who hold a role that the register names for the whole city."""
    return holds(actor, ADMIN) or any(holds(actor, role) for role in register.register.import_by)


def importable(office: Office, actor: Actor, key: str, now: datetime) -> Known | None:
    """The register if the actor may import into it."""
    with office.db.read() as session:
        return importable_in(office, session, actor, key, now)


def importable_in(office: Office, session: Session, actor: Actor, key: str, now: datetime) -> Known | None:
    """The same in the caller's session."""
    found = next((k for k in every(office, session, office.today(now)) if k.id == key), None)
    return found if found is not None and may_import(found, actor) else None


def about(key: str) -> str:
    """What the jobs of a register are about."""
    return f"register/{key}"


def check_later(
    office: Office, actor: Actor, key: str, content: bytes, name: str, on: date, reason: str, now: datetime,
    *, whole: bool = False,
) -> int | Refusal:  # fmt: skip
    """Keep a file and enqueue the look at what it would change; the id of the job, or why not."""
    if importable(office, actor, key, now) is None:
        return Refusal(Message("import.not_yours"), guard="role")
    if not reason.strip():
        return Refusal(Message("import.no_reason"), guard="reason")
    if len(content) > MAX_FILE:
        data = {"mb": f"{len(content) / MB:.0f}", "limit": MAX_FILE // MB}
        return Refusal(Message("sheet.large", data), guard="file")
    wanted = Wanted(key, office.files.put(content), file_name(name), on, reason.strip(), whole)
    with office.db.write() as session:
        return service.enqueue(
            session, CHECK, packed(wanted), now, person=actor.id, about=about(key), title=wanted.name
        )


def import_later(office: Office, actor: Actor, check: int, now: datetime, *, leave: bool = False) -> int | Refusal:
    """Enqueue what a look has shown, if nothing is wrong with it; the same look is carried out once.

    With `leave` the entries with something wrong are left out and the others taken in.
    """
    found = service.job(office, actor, check)
    if found is None or found.kind != CHECK or found.state != jobs.DONE:
        return Refusal(Message("import.no_check"), guard="check")
    counts = found.result["counts"]
    if counts["wrong"] and not leave:
        return Refusal(Message("import.wrong", {"count": counts["wrong"]}), guard="check")
    if counts["wrong"] and not found.result["severable"]:
        return Refusal(Message("import.not_severable"), guard="check")
    payload = {**found.payload, "counts": counts, "check": check, "leave": bool(counts["wrong"])}
    with office.db.write() as session:
        return service.enqueue(
            session, IMPORT, payload, now, person=actor.id, about=found.about, title=found.title,
            key=f"{IMPORT}/{check}",
        )  # fmt: skip


def packed(wanted: Wanted) -> dict[str, Any]:
    """An import as the payload of a job."""
    return {**asdict(wanted), "on": wanted.on.isoformat()}


def unpacked(payload: Mapping[str, Any]) -> Wanted:
    """The import again."""
    named = {k: payload[k] for k in ("register", "file", "name", "reason", "whole")}
    return Wanted(on=date.fromisoformat(payload["on"]), **named)


def empty_file(office: Office, actor: Actor, key: str, lang: str, now: datetime) -> bytes | None:
    """The workbook to fill in; None for who may not import."""
    with office.db.read() as session:
        found = importable_in(office, session, actor, key, now)
        if found is None:
            return None
        options = office.options(session, found.bundle, office.today(now), actor.tokens)
        return template(form_of(key, found.register), options, str(found.bundle.number), lang)


def marked_file(office: Office, actor: Actor, check: int, lang: str, now: datetime) -> bytes | None:
    """The file of the actor's own look with what is wrong marked; as it came where it cannot be marked."""
    wanted = _looked_at(office, actor, check)
    if wanted is None:
        return None
    content = office.files.get(wanted.file)
    with office.db.read() as session:
        try:
            again = _again(office, session, actor, wanted, now)
            if again is None:
                return None
            _, rows, plan = again
            read = replace(rows.read, problems=list(plan.problems))
            return marked(rows.form, content, read, plan.findings, rows.options, lang, name=wanted.name)
        except SheetRefused:
            return content


def left_file(office: Office, actor: Actor, check: int, lang: str, now: datetime) -> bytes | None:
    """The entries of a file that were left, whole, with the reasons beside them: to be mended and imported."""
    wanted = _looked_at(office, actor, check)
    if wanted is None:
        return None
    with office.db.read() as session:
        again = _again(office, session, actor, wanted, now)
        if again is None:
            return None
        found, rows, plan = again
        return left(rows, plan.wrong, str(found.bundle.number), lang)


def _looked_at(office: Office, actor: Actor, check: int) -> Wanted | None:
    job = service.job(office, actor, check)
    return unpacked(job.payload) if job is not None and job.kind == CHECK and job.state == jobs.DONE else None


def _again(
    office: Office, session: Session, actor: Actor, wanted: Wanted, now: datetime
) -> tuple[Known, Taken, Plan] | None:
    """A file read and compared once more, for who may import it."""
    found = importable_in(office, session, actor, wanted.register, now)
    if found is None:
        return None
    options, content = (
        office.options(session, found.bundle, office.today(now), actor.tokens),
        office.files.get(wanted.file),
    )
    rows = taken(wanted.register, found.register, content, wanted.name, options, wanted.on, wanted.reason)
    return found, rows, importing.planned(session, wanted, found.register, rows)


@dataclass(frozen=True)
class ImportLine:
    """An import that was done, as the list shows it."""

    id: int
    name: str
    on: date
    reason: str
    counts: Mapping[str, int]
    by: str
    at: datetime
    undone_at: datetime | None


def imports(office: Office, actor: Actor, key: str, now: datetime, limit: int = 20) -> list[ImportLine]:
    """The last imports into a register, for those who may import."""
    with office.db.read() as session:
        if importable_in(office, session, actor, key, now) is None:
            return []
        wanted = select(RegisterImport, Person.name).join(Person, col(Person.id) == col(RegisterImport.person_id))
        rows = session.exec(
            wanted.where(RegisterImport.register_id == key).order_by(col(RegisterImport.id).desc()).limit(limit)
        )
        return [
            ImportLine(r.id or 0, r.name, r.on, r.reason, r.counts, name, r.at, r.undone_at) for r, name in rows.all()
        ]


def undo_import(office: Office, actor: Actor, number: int, now: datetime) -> Refusal | None:
    """Take an import back while nothing else happened to what it wrote; else why not."""
    with office.db.write() as session:
        row = session.exec(select(RegisterImport).where(RegisterImport.id == number).with_for_update()).first()
        if row is None or importable_in(office, session, actor, row.register_id, now) is None:
            return Refusal(Message("import.not_yours"), guard="role")
        against = importing.undo(session, row, actor.id, now)
        return Refusal(against, guard="undo") if against else None


def last_check(office: Office, actor: Actor, key: str) -> service.JobView | None:
    """The actor's newest job about a register."""
    with office.db.read() as session:
        wanted = (Job.about == about(key), Job.person_id == actor.id)
        found = session.exec(select(Job.id).where(*wanted).order_by(col(Job.id).desc()).limit(1)).first()
    return service.job(office, actor, found) if found else None
