"""Uploaded files: told by their bytes, kept by their hash, given out only through a case that one may read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Protocol

from sqlmodel import Session, select

from data.queries import visibility
from data.tables import CaseFile, StoredFile
from forms.chars import one_line
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.files import inspect
from workflows.files.kinds import MEDIA, PICTURED, USUAL, fits, sniff
from workflows.files.previews import Drawn, draw, keep, pages
from workflows.files.scanner import Scanned
from workflows.office import Office

log = logging.getLogger("sandbox_desk")


MAX_BYTES = 50 * 1024 * 1024
UNSCANNED = "unscanned"
"""What lies beside a file that was taken while the virus scanner did not answer."""


class Takes(Protocol):
    """A field that takes files."""

    @property
    def accept(self) -> Sequence[str]: ...
    @property
    def max_mb(self) -> int: ...


@dataclass(frozen=True)
class File:
    """A file that somebody may have."""

    name: str
    kind: str
    media: str
    content: bytes


def file_name(raw: str) -> str:
    """A name without folders and control characters, short enough to be shown."""
    name = PureWindowsPath(PurePosixPath(one_line(raw)).name).name.strip(". ")
    stem, dot, end = name.rpartition(".")
    return f"{stem[:100]}{dot}{end[:10]}" if stem else (end[:100] or "file")


def store(
    office: Office, actor: Actor, content: bytes, name: str, now: datetime, field: Takes | None = None
) -> dict[str, Any] | Refusal:
    """Keep a file and give the element of an attachment's value, or say why it is not taken."""
    kind = sniff(content) or ""
    looked = _looked_at(office, content, kind, file_name(name), field)
    if isinstance(looked, Refusal):
        return looked
    key = office.files.put(content)
    if looked.drawn is not None:
        keep(office.files, key, looked.drawn)
    if looked.unscanned:
        office.files.put_beside(key, UNSCANNED, b"")
    else:
        office.files.beside(key, UNSCANNED).unlink(missing_ok=True)
    with office.db.write() as session:
        if session.get(StoredFile, key) is None:
            size = len(content)
            row = StoredFile(hash=key, size=size, kind=kind, name=file_name(name), stored_at=now, stored_by=actor.id)
            session.add(row)
    return {"hash": key, "name": file_name(name), "size": len(content), "kind": kind}


@dataclass(frozen=True)
class _Looked:
    """A file that may be taken: how its first page looks, and whether nobody could look for viruses."""

    drawn: Drawn | None = None
    unscanned: bool = False


def _looked_at(office: Office, content: bytes, kind: str, name: str, field: Takes | None) -> _Looked | Refusal:
    """From cheap to dear; the bytes are not kept before all of it is done."""
    refused = _against(content, kind, name, field)
    if refused is not None:
        return refused
    if wrong := inspect.against(content, kind):
        return _refusal(wrong, name)
    scanned = office.scanner.scan(content) if office.scanner else Scanned("clean")
    if scanned.verdict == "infected":
        return _refusal("file_infected", name, virus=scanned.words)
    unscanned = scanned.verdict == "unknown"
    if unscanned and office.scanner and not office.scanner.accepts_unscanned:
        log.warning("the virus scanner does not answer: %s", scanned.words)
        return _refusal("file_unscanned", name)
    return _drawn(office, content, kind, name, unscanned)


def _drawn(office: Office, content: bytes, kind: str, name: str, unscanned: bool) -> _Looked | Refusal:
    """Pictures and PDF have to be drawn once, elsewhere: what cannot be drawn is broken."""
    if kind not in PICTURED or pages(office.files, hashlib.sha256(content).hexdigest()):
        return _Looked(unscanned=unscanned)
    drawn = draw(content, kind)
    return _refusal(f"file_{drawn.error}", name) if drawn.error else _Looked(drawn, unscanned)


def _against(content: bytes, kind: str, name: str, field: Takes | None) -> Refusal | None:
    accept = list(field.accept) if field else list(USUAL)
    if not content:
        return _refusal("file_empty", name)
    limit = min(field.max_mb * 1024 * 1024, MAX_BYTES) if field else MAX_BYTES
    if len(content) > limit:
        mb = f"{len(content) / 1024 / 1024:.1f}"
        return _refusal("file_too_large", name, mb=mb, limit=limit // 1024 // 1024)
    if kind not in accept:
        return _refusal("file_not_taken", name, accept=accept)
    return None if fits(name, kind) else _refusal("file_misnamed", name, kind=kind.upper())


def _refusal(code: str, name: str, **data: Any) -> Refusal:
    return Refusal(Message(code, {"name": name, **data}), guard="file")


def trusted(session: Session, value: Any) -> list[dict[str, Any]] | None:
    """An attachment's value with what is known of its files here; None if one of them was never uploaded."""
    found = []
    for part in value if isinstance(value, list) else []:
        row = session.get(StoredFile, str(part.get("hash", "")))
        if row is None:
            return None
        found.append({"hash": row.hash, "name": file_name(str(part["name"])), "size": row.size, "kind": row.kind})
    return found


def fetch(office: Office, actor: Actor, key: str) -> File | None:
    """A file, if a field group that holds it is readable for the actor; None for anything else."""
    row = readable(office, actor, key)
    if row is None or not office.files.has(key):
        return None
    content = office.files.get(key)
    return None if _found_out(office, key, content) else File(row.name, row.kind, MEDIA[row.kind], content)


def readable(office: Office, actor: Actor, key: str) -> StoredFile | None:
    """What is known of a file that the actor may read."""
    with office.db.read() as session:
        row = session.get(StoredFile, key)
        if row is None or not (row.stored_by == actor.id or _in_readable_group(office, session, actor, key)):
            return None
        session.expunge(row)
    return row


def unscanned(office: Office, key: str) -> bool:
    """Whether a file was taken while the virus scanner did not answer, and nobody has looked at it since."""
    return office.files.beside(key, UNSCANNED).exists()


def _found_out(office: Office, key: str, content: bytes) -> bool:
    """Looks for viruses now in what was taken unseen; whether there is one."""
    if office.scanner is None or not unscanned(office, key):
        return False
    verdict = office.scanner.scan(content).verdict
    if verdict == "clean":
        office.files.beside(key, UNSCANNED).unlink(missing_ok=True)
    return verdict == "infected"


def _in_readable_group(office: Office, session: Session, actor: Actor, key: str) -> bool:
    """Whether a case that the actor may see holds the file in a group, or an opinion, that they may read."""
    from workflows.cases.opinions import OPINION, may_have
    from workflows.clocks import public
    from workflows.clocks.objecting import OBJECTION

    for case_id, group in session.exec(select(CaseFile.case_id, CaseFile.group).where(CaseFile.hash == key)):
        readable = visibility.groups_readable(session, case_id, actor.tokens)
        if group in readable or (group == visibility.WHOLE and readable):
            return True
        if group == OPINION and readable and may_have(office, session, actor, case_id, key):
            return True
        if group == OBJECTION and readable and public.may_answer(office, session, actor, case_id):
            return True
    return False
