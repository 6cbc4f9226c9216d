"""The kinds of files that can be taken at all, told by their bytes, whatever a name says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from workflows.files import archives, compound

MEDIA = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
    "ofd": "application/ofd",  # GB/T 33190
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
"""Every kind with its media type."""
USUAL = ("pdf", "jpg", "png", "docx", "xlsx")
"""What is taken where no field says which."""
PICTURED = ("pdf", "jpg", "png")
"""Kinds that can be previewed."""

_ENDINGS = {"jpg": {"jpg", "jpeg", "jpe"}, "txt": {"txt", "csv", "md", "log"}}
_MAGIC = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_ACTIVE = re.compile(rb"^\s*(<!doctype|<html|<svg|<\?xml|<script|<\?php|#!|%!PS|\{\\rtf)", re.IGNORECASE)
_BARRED = frozenset(range(0x20)) - set(b"\t\n\r\f")


def sniff(content: bytes) -> str | None:
    """The kind of a file by its bytes; None for everything that is not taken."""
    for kind, magic in _MAGIC.items():
        if content.startswith(magic):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return archives.kind_of(content)
    return compound.kind_of(content) if content.startswith(compound.MAGIC) else _text(content)


def _text(content: bytes) -> str | None:
    """Plain text in UTF-8 or GB 18030; nothing that a program would run or a browser would show as a page."""
    if not content or _ACTIVE.match(content[:200]) or b"%PDF-" in content[:1024] or _BARRED & set(content):
        return None
    for coding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return "txt"
    return None


def fits(name: str, kind: str) -> bool:
    """Whether the ending of a name is one of the kind; a name without one fits all."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    return not ending or ending in _ENDINGS.get(kind, {kind})
