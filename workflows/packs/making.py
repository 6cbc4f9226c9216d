"""A published procedure as one file: with everything that it needs, and with what shows that it works."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from data.tables import Organisation, ParameterValue, Version
from forms.canonical import canonical
from forms.reading import load
from forms.text import Message
from workflows.bundle import bundle_of, read_texts
from workflows.checks.texts import PROCEDURE
from workflows.definition import Procedure
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.model.papers import PaperFile
from workflows.office import Office
from workflows.packs.manifest import MANIFEST, SIGNATURE, SIGNED_FOR, Manifest, held, path_of
from workflows.packs.trust import my_key
from workflows.parameters import CITY
from workflows.rehearsal.approving import counted
from workflows.rehearsal.beside import files_of

SUFFIX: Final = ".sandbox.zip"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def packed(office: Office, actor: Actor, procedure: str, now: datetime) -> bytes | Refusal:
    """The signed package of the newest version of a procedure and of those of its children, the same for the same."""
    if not may_define(actor):
        return not_admin()
    with office.db.read() as session:
        family = family_of(session, procedure)
        if not family:
            return Refusal(Message("no_such_procedure", {"procedure": procedure}), guard="procedure")
        things = _definitions(session, family)
        things |= _parameters(session, family)
        calling = _office_name(session)
    for name in family:
        things |= _beside(office, name)
    title = bundle_of(read(office, family[procedure])).procedure.title
    manifest = Manifest(
        procedure=procedure, title=title, version=family[procedure].number, office=calling,
        made_at=now.isoformat(timespec="seconds"), holds=list(held(things)),
    )  # fmt: skip
    return _zipped(office, manifest, things)


def read(office: Office, version: Version) -> dict[str, str]:
    """The texts of a version."""
    with office.db.read() as session:
        return read_texts(session, version)


def family_of(session: Session, procedure: str) -> dict[str, Version]:
    """The newest versions of a procedure and of everything that it opens, whatever the depth; none for a stranger."""
    found: dict[str, Version] = {}
    waiting = [procedure]
    while waiting:
        name = waiting.pop()
        newest = select(Version).where(Version.procedure == name).order_by(col(Version.number).desc())
        version = None if name in found else session.exec(newest).first()
        if version is not None:
            found[name] = version
            own = load(Procedure, read_texts(session, version)[PROCEDURE])
            waiting += [child.procedure for child in own.children.values()]
    return found


def _definitions(session: Session, family: Mapping[str, Version]) -> dict[str, bytes]:
    """The published bytes of all parts; where two procedures hold a shared part, the one published last."""
    found: dict[str, bytes] = {}
    for name, version in sorted(family.items(), key=lambda each: each[1].id or 0):
        for part, text in read_texts(session, version).items():
            if part.startswith("paper/"):
                found[part] = load(PaperFile, text).content
            else:
                found[f"{PROCEDURE}/{name}" if part == PROCEDURE else part] = text.encode("utf-8")
    return found


def _parameters(session: Session, family: Mapping[str, Version]) -> dict[str, bytes]:
    """What the office has set for the whole city, with the basis that it gave."""
    found = {}
    for name in family:
        rows = session.exec(
            select(ParameterValue).where(ParameterValue.procedure == name, ParameterValue.scope == CITY)
            .order_by(col(ParameterValue.id))
        )  # fmt: skip
        last = {row.name: row for row in rows}
        held_here = {k: {"value": r.value, "basis": r.basis} for k, r in sorted(last.items()) if r.value is not None}
        if held_here:
            found[f"parameters/{name}"] = _json(held_here)
    return found


def _beside(office: Office, procedure: str) -> dict[str, bytes]:
    """Its rehearsals as this office counts them, and the files that they speak of."""
    plays = {f"rehearsal/{procedure}/{r.id}": canonical(r).encode() for r in counted(office, procedure).values()}
    files = {f"file/{procedure}/{path}": body for path, body in files_of(office, procedure).items()}
    return plays | files


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _office_name(session: Session) -> str:
    """What the office calls itself: the first of its organisations that stands under none."""
    top = select(Organisation.name).where(col(Organisation.parent_id).is_(None)).order_by(col(Organisation.id))
    return session.exec(top.limit(1)).first() or ""


def _zipped(office: Office, manifest: Manifest, things: Mapping[str, bytes]) -> bytes:
    listed = canonical(manifest).encode()
    key = my_key(office)
    signature = _json({"key": key.public, "signature": key.sign(SIGNED_FOR, listed)})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {MANIFEST: listed, SIGNATURE: signature, **{path_of(p) or "": b for p, b in things.items()}}
        for path, body in files.items():
            archive.writestr(zipfile.ZipInfo(path, _LONG_AGO), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
