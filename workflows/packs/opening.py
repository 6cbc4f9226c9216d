"""A file from another network is opened: nothing in it is believed before it was looked at, and nothing is stored."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, TypeVar

from pydantic import BaseModel

from forms.definition import CodeList, Form
from forms.json_text import Unreadable, read_json
from forms.reading import parsed
from forms.sharing import SharedSection, completed
from forms.text import Message
from workflows import signing
from workflows.checks.texts import check_text, needed
from workflows.definition import Procedure
from workflows.model.papers import paper_text
from workflows.model.registers import RegisterFile
from workflows.packs.manifest import (
    DEFINITIONS,
    FORMAT,
    MANIFEST,
    SIGNATURE,
    SIGNED_FOR,
    Manifest,
    Pack,
    PackRefused,
    path_of,
)
from workflows.rehearsal.model import Rehearsal

M = TypeVar("M", bound=BaseModel)
LARGEST: Final = 32 * 1024 * 1024  # bytes of a package
UNPACKED: Final = 128 * 1024 * 1024  # bytes of all that is in it
MOST: Final = 3000  # things
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def opened(data: bytes) -> Pack:
    """The package of a file; raises `PackRefused` for anything that is not exactly what its maker signed."""
    files = _files(data)
    manifest = _manifest(files)
    signer = _signer(files)
    things = _things(manifest, files)
    texts = {p: _text(p, body) for p, body in things.items() if p.partition("/")[0] in DEFINITIONS}
    pack = Pack(manifest, things, signer, texts)
    _whole(pack)
    return pack


def _files(data: bytes) -> dict[str, bytes]:
    """Everything in the archive by its name, as long as that is not too much."""
    if len(data) > LARGEST:
        raise PackRefused("too_large", limit=LARGEST // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _bounded(archive.infolist())
            return {i.filename: archive.read(i) for i in archive.infolist()}
    except PackRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        whole = data[:2] == b"PK"
        raise PackRefused("damaged" if whole else "no_zip") from error


def _bounded(entries: list[zipfile.ZipInfo]) -> None:
    """Sizes and names are looked at before anything is unpacked; no more is unpacked than an entry says it has."""
    if len(entries) > MOST:
        raise PackRefused("too_many", limit=MOST)
    if sum(e.file_size for e in entries) > UNPACKED:
        raise PackRefused("bomb", limit=UNPACKED // 1024 // 1024)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
            raise PackRefused("leads_out", name=name[:80])
        if name in seen:
            raise PackRefused("twice", name=name[:80])
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _WAYS:
            raise PackRefused("locked", name=name[:80])
        seen.add(name)


def _manifest(files: Mapping[str, bytes]) -> Manifest:
    if MANIFEST not in files:
        raise PackRefused("no_manifest")
    try:
        number = read_json(files[MANIFEST]).data.get("format")
    except Unreadable as error:
        raise PackRefused("manifest", what=error.message) from error
    if isinstance(number, int) and number > FORMAT:
        raise PackRefused("newer", format=number, known=FORMAT)
    read = parsed(Manifest, files[MANIFEST])
    if read.model is None:
        first = read.findings[0]
        raise PackRefused("manifest", what=Message(first.code, first.data))
    return read.model


def _signer(files: Mapping[str, bytes]) -> str:
    """Whose signature it is; the list of hashes has to be as it was signed."""
    try:
        told = json.loads(files[SIGNATURE].decode("utf-8"))
        key, signature = str(told["key"]), str(told["signature"])
        signing.fingerprint(key)
    except KeyError as error:
        raise PackRefused("no_signature") from error
    except (ValueError, TypeError) as error:
        raise PackRefused("signature") from error
    if not signing.holds(key, signature, SIGNED_FOR, files[MANIFEST]):
        raise PackRefused("signature")
    return key


def _things(manifest: Manifest, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each thing that is listed, with the hash that is listed; and nothing else."""
    found: dict[str, bytes] = {}
    for each in manifest.holds:
        path = path_of(each.part)
        if path is None:
            raise PackRefused("unknown_part", part=each.part[:80])
        if path not in files:
            raise PackRefused("missing", path=path)
        if hashlib.sha256(files[path]).hexdigest() != each.sha256 or each.part in found:
            raise PackRefused("changed", path=path)
        found[each.part] = files[path]
    listed = {path_of(part) for part in found} | {MANIFEST, SIGNATURE}
    extra = sorted(files.keys() - listed)
    if extra:
        raise PackRefused("extra", path=extra[0][:80])
    return found


def _text(part: str, body: bytes) -> str:
    if part.startswith("paper/"):
        return paper_text(part.partition("/")[2], body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackRefused("no_text", path=path_of(part)) from error


def _whole(pack: Pack) -> None:
    """Everything that its procedures refer to is in it, it is about one of them, and what is beside can be read."""
    for part, body in pack.things.items():
        _readable(part, body)
    if f"procedure/{pack.manifest.procedure}" not in pack.texts:
        raise PackRefused("missing", path=path_of(f"procedure/{pack.manifest.procedure}") or "")
    sections = {m.id: m for m in _models(pack, "section", SharedSection)}
    forms = completed({m.id: m for m in _models(pack, "form", Form)}, sections)
    registers = {m.id: m for m in _models(pack, "register", RegisterFile)}
    lists = {m.id: m for m in _models(pack, "list", CodeList)}
    for procedure in _models(pack, "procedure", Procedure):
        wanted = {p for p in needed(procedure, forms, registers, lists) if "/" in p}
        lacking = sorted(wanted - pack.texts.keys())
        if lacking:
            raise PackRefused("missing", path=path_of(lacking[0]) or lacking[0])


def _models(pack: Pack, kind: str, model: type[M]) -> list[M]:
    """Those that can be read; what is wrong with the others is told by the checks."""
    read = [check_text(p, t)[0].model for p, t in pack.texts.items() if p.startswith(f"{kind}/")]
    return [m for m in read if isinstance(m, model)]


def _readable(part: str, body: bytes) -> None:
    """Rehearsals and values of parameters are texts of their shape."""
    kind = part.partition("/")[0]
    found = _unreadable(body) if kind == "parameters" else None
    if kind == "rehearsal":
        found = next((Message(f.code, f.data) for f in parsed(Rehearsal, body).findings), None)
    if found is not None:
        raise PackRefused("no_shape", path=path_of(part), what=found)


def _unreadable(body: bytes) -> Message | None:
    try:
        read_json(body)
    except Unreadable as error:
        return error.message
    return None
