"""The list of entries of an Office file, looked at before any of them is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from forms.sheet.limits import CHUNK, MAX_ENTRIES, MAX_RATIO, MAX_REAL, SMALL
from forms.sheet.refused import Unsafe
from forms.text import Message

_END: Final = b"PK\x05\x06"
_TAIL: Final = 22  # bytes of the record at the end without its comment
_HEADER: Final = 30  # bytes of a local header without names
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NEEDED: Final = {"sheet": "xl/workbook.xml", "docx": "word/document.xml"}
_REFUSED: Final = (
    ("vbaproject", "sheet.macros"),
    ("vbadata", "sheet.macros"),
    ("macrosheets/", "sheet.macros"),
    ("dialogsheets/", "sheet.macros"),
    ("externallinks/", "sheet.links"),
    ("connections.xml", "sheet.links"),
    ("querytables/", "sheet.links"),
    ("embeddings/", "sheet.objects"),
    ("activex/", "sheet.objects"),
    ("workbook.bin", "sheet.binary"),
)
_KINDS: Final = (
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "slides"),
    ("content.xml", "opendocument"),
    ("index/document.iwa", "numbers"),
    ("xl/workbook.xml", "workbook"),
)


def opened(data: bytes) -> zipfile.ZipFile:
    """One archive from the first byte to the last, its comment included; readers disagree about anything else."""
    end = data.rfind(_END)
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    if end < 0 or end + _TAIL + comment != len(data):
        raise Unsafe("sheet.broken")
    return zipfile.ZipFile(io.BytesIO(data))


def entries(archive: zipfile.ZipFile, kind: str, size: int) -> list[zipfile.ZipInfo]:
    """The entries, after a look at the list of them; raises `Unsafe`."""
    found = archive.infolist()
    if len(found) > MAX_ENTRIES or sum(e.file_size for e in found) > MAX_REAL:
        raise Unsafe("sheet.bomb")
    _apart(found, size)
    names = [_name(e) for e in found]
    if len(set(names)) < len(names):
        raise Unsafe("sheet.broken")
    for entry in found:
        _one(entry)
    for part, code in _REFUSED:
        if any(part in n for n in names):
            raise Unsafe(code)
    if _NEEDED[kind] not in names or "[content_types].xml" not in names:
        raise not_one(next((k for n, k in _KINDS if n in names), "archive"))
    return found


def not_one(kind: str) -> Unsafe:
    """What a file is that is none of those asked for."""
    return Unsafe("sheet.other_kind", kind=Message(f"kind.{kind}"))


def _apart(found: list[zipfile.ZipInfo], size: int) -> None:
    """No entry begins before the one in front of it ends: overlapping ones unpack to any size."""
    end = 0
    for entry in sorted(found, key=lambda e: e.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset):
            raise Unsafe("sheet.broken" if end == 0 else "sheet.bomb")
        end = entry.header_offset + _HEADER + len(entry.orig_filename) + entry.compress_size
    if end > size:
        raise Unsafe("sheet.broken")


def _name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.lower()
    if ".." in name or name.startswith("/") or "\\" in name or ":" in name or entry.orig_filename != entry.filename:
        raise Unsafe("sheet.broken")
    return name


def _one(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise Unsafe("sheet.locked")
    if entry.compress_type not in _PACKED:
        raise Unsafe("sheet.broken")
    if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Unsafe("sheet.bomb")


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """An entry in pieces; what is longer than declared fails its check sum."""
    with archive.open(entry) as source:
        while piece := source.read(CHUNK):
            yield piece
