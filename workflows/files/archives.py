"""Archives: the new office formats, OFD and zip, and what makes one of them dangerous."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

_OFFICE = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml", "pptx": "ppt/presentation.xml"}
_PROGRAMS = frozenset({
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "dll", "sys", "vbs", "vbe", "js", "jse", "wsf", "wsh",
    "ps1", "psm1", "hta", "lnk", "jar", "reg", "cpl", "sh", "app", "apk",
})  # fmt: skip
MOST_FILES, MOST_BYTES, MOST_TIMES = 5_000, 500 * 1024 * 1024, 200
"""Limits of what an archive may hold: files, bytes once unpacked, and how often larger than packed."""
_SMALL = 10 * 1024 * 1024  # unpacked: however well it is packed, it harms nobody


def kind_of(content: bytes) -> str | None:
    """An office format, OFD or zip; None for a broken archive and for documents with macros."""
    entries = listed(content)
    if entries is None:
        return None
    names = {e.filename for e in entries}
    if any(PurePosixPath(n.lower()).name == "vbaproject.bin" for n in names):
        return None
    if "[Content_Types].xml" in names:
        return next((kind for kind, part in _OFFICE.items() if part in names), None)
    return "ofd" if "OFD.xml" in names else "zip"


def against(content: bytes, kind: str) -> str | None:
    """What is wrong with an archive: the code of the sentence, None for nothing."""
    entries = listed(content)
    if entries is None:
        return "file_broken"
    if _is_bomb(entries):
        return "file_bomb"
    if any(e.flag_bits & 1 for e in entries):
        return "file_locked"
    if any(_leads_out(e.filename) for e in entries):
        return "file_broken"
    return "file_with_program" if kind == "zip" and any(_is_program(e.filename) for e in entries) else None


def listed(content: bytes) -> list[zipfile.ZipInfo] | None:
    """The entries of an archive that begins and ends where the file does; None for anything else."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return None
    entries = archive.infolist()
    first = min((e.header_offset for e in entries), default=0)
    return entries if first == 0 else None  # something stands before it: it is another file, too


def _is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    size, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    ratio = size > _SMALL and size > MOST_TIMES * max(packed, 1)
    return len(entries) > MOST_FILES or size > MOST_BYTES or ratio


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _is_program(name: str) -> bool:
    return PurePosixPath(name).suffix.lower().removeprefix(".") in _PROGRAMS
