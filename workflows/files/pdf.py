"""PDF: what in it acts by itself or hides another file. Looked for, never run."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_NAME = re.compile(rb"/([A-Za-z0-9#]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_CODES = {
    b"JavaScript": "file_with_script", b"JS": "file_with_script", b"Launch": "file_with_script",
    b"RichMedia": "file_with_script", b"XFA": "file_with_script", b"SubmitForm": "file_with_script",
    b"ImportData": "file_with_script", b"EmbeddedFile": "file_with_file", b"EmbeddedFiles": "file_with_file",
    b"Encrypt": "file_locked",
}  # fmt: skip
_MOST = 64 * 1024 * 1024
"""Bytes of unpacked objects that are looked at; a document with more is no scan and no letter."""
_HEAD = 2048


def against(content: bytes) -> str | None:
    """What is wrong with a PDF: the code of the sentence, None for nothing."""
    if b"%%EOF" not in content[-4096:]:
        return "file_broken"
    try:
        found = {_CODES[n] for part in _spoken(content) for n in _names(part) if n in _CODES}
    except _TooMuch:
        return "file_bomb"
    return next((code for code in ("file_locked", "file_with_script", "file_with_file") if code in found), None)


class _TooMuch(Exception):
    pass


def _names(part: bytes) -> set[bytes]:
    """Names as they are meant: /J#53 is /JS."""
    return {_ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), name) for name in _NAME.findall(part)}


def _spoken(content: bytes) -> Iterator[bytes]:
    """Everything outside streams, and the objects that are packed into streams; not pictures, fonts and pages."""
    at, left = 0, _MOST
    for found in _STREAM.finditer(content):
        if found.start() < at:
            continue
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        outside = content[at : found.start()]
        yield outside
        head = outside[-_HEAD:]
        if b"ObjStm" in _names(head):
            packed = _unpacked(content[found.end() : end], left)
            left -= len(packed)
            yield packed
        at = end
    yield content[at:]


def _unpacked(packed: bytes, left: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(packed, max(left, 1))
    except zlib.error:
        return b""
    if reader.unconsumed_tail:
        raise _TooMuch
    return found
