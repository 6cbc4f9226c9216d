"""The old office formats (MS-CFB, compound files): told by the streams they hold."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
_BARRED = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros", "EncryptedPackage", "\x01Ole10Native"})
_END = 0xFFFFFFFA  # from here on sector numbers are marks
_MOST_SECTORS = 4096


def kind_of(content: bytes) -> str | None:
    """doc, xls or ppt; None for a broken file, for one with macros, programs or a password, and for all others."""
    try:
        names = set(_names(content))
    except (struct.error, IndexError, UnicodeDecodeError, ValueError):
        return None
    if names & _BARRED:
        return None
    return next((kind for stream, kind in _STREAMS.items() if stream in names), None)


def _names(content: bytes) -> Iterator[str]:
    """The names of all streams and storages, from the chain of directory sectors (MS-CFB 2.6)."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise ValueError("sector size")
    size, fat = 1 << shift, _fat_sectors(content, 1 << shift)
    sector, seen = struct.unpack_from("<I", content, 48)[0], 0
    while sector < _END and seen < _MOST_SECTORS:
        begin = (sector + 1) * size
        for entry in range(begin, begin + size, 128):
            length, kind = struct.unpack_from("<HB", content, entry + 64)
            if kind and 2 <= length <= 64:
                yield content[entry : entry + length - 2].decode("utf-16-le")
        sector, seen = _following(content, fat, size, sector), seen + 1


def _fat_sectors(content: bytes, size: int) -> list[int]:
    """The sectors of the allocation table; those beyond the first 109 stand in sectors of their own (2.5)."""
    found = list(struct.unpack_from("<109I", content, 76))
    sector, seen = struct.unpack_from("<I", content, 68)[0], 0
    while sector < _END and seen < _MOST_SECTORS:
        *more, sector = struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
        found, seen = found + more, seen + 1
    return [s for s in found if s < _END]


def _following(content: bytes, fat: list[int], size: int, sector: int) -> int:
    table, place = divmod(sector, size // 4)
    return int(struct.unpack_from("<I", content, (fat[table] + 1) * size + place * 4)[0])
