"""Looks at an uploaded file before any reader does, in a stream and within bounds.

Readers load whatever a file claims: a few kilobytes can ask for gigabytes or abort the process. What passes here is
small, plain and what its name says.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal
from xml.parsers import expat

from forms.sheet.cells import Extent
from forms.sheet.refused import Unsafe

MB = 1024 * 1024
MAX_FILE = 20 * MB
MAX_REAL = 120 * MB
MAX_ENTRIES = 2_000
MAX_RATIO = 200
SMALL = 2 * MB  # entries up to this size may be packed as tightly as they like
MAX_ROWS = 60_000
MAX_COLUMNS = 300
MAX_CELLS = 2_000_000
_CHUNK = 64 * 1024
_END = b"PK\x05\x06"
_NEEDED = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
_REFUSED = (
    ("vbaproject", "sheet.macros"),
    ("macrosheets/", "sheet.macros"),
    ("externallinks/", "sheet.links"),
    ("connections.xml", "sheet.links"),
    ("querytables/", "sheet.links"),
    ("embeddings/", "sheet.objects"),
    ("activex/", "sheet.objects"),
    ("workbook.bin", "sheet.binary"),
)


def scan(data: bytes, kind: Literal["xlsx", "docx"] = "xlsx") -> None:
    """Raises `Unsafe` for anything but a small, plain Office file of that kind; otherwise does nothing."""
    if len(data) > MAX_FILE:
        raise Unsafe("sheet.large", mb=f"{len(data) / MB:.0f}", limit=MAX_FILE // MB)
    _starts_right(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive, kind)
            for entry in entries:
                _look_into(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, expat.ExpatError, ValueError):
        raise Unsafe("sheet.broken") from None


def _starts_right(data: bytes) -> None:
    """One archive from the first byte to the last: readers disagree about what else there may be."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unsafe("sheet.old")
    if not data.startswith(b"PK\x03\x04"):
        raise Unsafe("sheet.not_one")
    if data[-22:-18] != _END:
        raise Unsafe("sheet.broken")


def _entries(archive: zipfile.ZipFile, kind: str) -> list[zipfile.ZipInfo]:
    """The entries, after a look at the list of them."""
    entries = archive.infolist()
    names = [e.filename.lower() for e in entries]
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_REAL:
        raise Unsafe("sheet.bomb")
    if len(set(names)) < len(names) or any(".." in n or n.startswith("/") or "\\" in n for n in names):
        raise Unsafe("sheet.broken")
    if any(e.flag_bits & 1 for e in entries):
        raise Unsafe("sheet.locked")
    if any(e.file_size > SMALL and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries):
        raise Unsafe("sheet.bomb")
    for part, code in _REFUSED:
        if any(part in n for n in names):
            raise Unsafe(code)
    if _NEEDED[kind] not in names or "[content_types].xml" not in names:
        raise Unsafe("sheet.not_one")
    return entries


def _look_into(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if name.endswith((".xml", ".rels", ".vml")):
        extent = Extent(MAX_ROWS, MAX_COLUMNS, MAX_CELLS) if "worksheets/" in name and name.endswith(".xml") else None
        _parse(_stream(archive, entry), extent, macro=name == "[content_types].xml")
    else:
        for _ in _stream(archive, entry):
            pass


def _stream(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """An entry in pieces; what is longer than declared fails its check sum."""
    with archive.open(entry) as source:
        while piece := source.read(_CHUNK):
            yield piece


def _parse(pieces: Iterator[bytes], extent: Extent | None, *, macro: bool) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    if extent is not None:
        parser.StartElementHandler = extent.start
    elif macro:
        parser.StartElementHandler = _no_macros
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _no_doctype(*_: object) -> None:
    raise Unsafe("sheet.doctype")


def _no_macros(_: str, attributes: dict[str, str]) -> None:
    if "macroenabled" in attributes.get("ContentType", "").lower():
        raise Unsafe("sheet.macros")
