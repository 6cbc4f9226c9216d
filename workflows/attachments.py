"""Uploaded files: told by their bytes, kept by their hash, given out only through a case that one may read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from sqlmodel import Session, select

from data.queries import visibility
from data.tables import CaseFile, StoredFile
from forms.chars import one_line
from forms.fields.attachment import AttachmentField
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.pictures import picture

MEDIA = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Kinds of files that are taken at all, with their media types."""

_DRAWN = frozenset({"pdf", "png", "jpg"})

MAX_BYTES = 50 * 1024 * 1024
_MAGIC = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_OFFICE = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


@dataclass(frozen=True)
class File:
    """A file that somebody may have."""

    name: str
    kind: str
    media: str
    content: bytes


def sniff(content: bytes) -> str | None:
    """The kind of a file by its bytes, whatever its name says; None for everything that is not taken."""
    for kind, magic in _MAGIC.items():
        if content.startswith(magic):
            return kind
    return _sniff_office(content) if content.startswith(b"PK\x03\x04") else None


def _sniff_office(content: bytes) -> str | None:
    """xlsx or docx; no other archive, and none with macros in it."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if "[Content_Types].xml" not in names or any(n.lower().endswith("vbaproject.bin") for n in names):
        return None
    return next((kind for kind, part in _OFFICE.items() if part in names), None)


def file_name(raw: str) -> str:
    """A name without folders and control characters, short enough to be shown."""
    name = PureWindowsPath(PurePosixPath(one_line(raw)).name).name.strip(". ")
    stem, dot, end = name.rpartition(".")
    return f"{stem[:100]}{dot}{end[:10]}" if stem else (end[:100] or "file")


def store(
    office: Office, actor: Actor, content: bytes, name: str, now: datetime, field: AttachmentField | None = None
) -> dict[str, Any] | Refusal:
    """Keep a file and give the element of an attachment's value, or say why it is not taken."""
    refused = _against(content, name, field)
    if refused is not None:
        return refused
    key, kind = office.files.put(content), sniff(content) or ""
    with office.db.write() as session:
        if session.get(StoredFile, key) is None:
            size = len(content)
            row = StoredFile(hash=key, size=size, kind=kind, name=file_name(name), stored_at=now, stored_by=actor.id)
            session.add(row)
    return {"hash": key, "name": file_name(name), "size": len(content), "kind": kind}


def _against(content: bytes, name: str, field: AttachmentField | None) -> Refusal | None:
    kind, accept = sniff(content), list(field.accept) if field else list(MEDIA)
    data = {"name": file_name(name), "accept": accept}
    if not content:
        return Refusal(Message("file_empty", data), guard="file")
    limit = min(field.max_mb * 1024 * 1024, MAX_BYTES) if field else MAX_BYTES
    if len(content) > limit:
        mb = {"mb": f"{len(content) / 1024 / 1024:.1f}", "limit": limit // 1024 // 1024}
        return Refusal(Message("file_too_large", data | mb), guard="file")
    return None if kind in accept else Refusal(Message("file_not_taken", data), guard="file")


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
    with office.db.read() as session:
        row = session.get(StoredFile, key)
        if row is None or not (row.stored_by == actor.id or _in_readable_group(session, actor, key)):
            return None
    return File(row.name, row.kind, MEDIA[row.kind], office.files.get(key)) if office.files.has(key) else None


def _in_readable_group(session: Session, actor: Actor, key: str) -> bool:
    """Whether a case that the actor may see holds the file in a group that they may read."""
    for case_id, group in session.exec(select(CaseFile.case_id, CaseFile.group).where(CaseFile.hash == key)):
        readable = visibility.groups_readable(session, case_id, actor.tokens)
        if group in readable or (group == visibility.WHOLE and readable):
            return True
    return False


def look(office: Office, actor: Actor, key: str) -> bytes | None:
    """What a file looks like (PNG), for those who may have it; None for what can't be drawn."""
    found = fetch(office, actor, key)
    return picture(found.content, found.kind) if found is not None and found.kind in _DRAWN else None
