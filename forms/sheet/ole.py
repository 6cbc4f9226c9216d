"""Compound files ([MS-CFB]): just enough to know the streams and to read one, within bounds."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FREE: Final = 0xFFFFFFFA  # sector numbers from here on are marks
_ENTRY: Final = 128
_SMALL_SECTOR: Final = 64
_MOST_ENTRIES: Final = 20_000


@dataclass(frozen=True)
class Entry:
    """A stream or storage of the directory."""

    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    start: int
    size: int


class Compound:
    """A compound file; raises `ValueError` for one that is not whole."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if len(data) < 1536 or struct.unpack_from("<H", data, 28)[0] != 0xFFFE:
            raise ValueError("header")
        shift, small = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or small != 6:
            raise ValueError("sector size")
        self.size = 1 << shift
        self._fat = self._table(self._fat_sectors())
        first_directory, self._cutoff = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
        self.entries = list(self._directory(first_directory))
        root = next((e for e in self.entries if e.kind == 5), None)
        if root is None:
            raise ValueError("root")
        self._small_fat = self._table(self._chain(struct.unpack_from("<I", data, 60)[0]))
        self._small = self._read(root.start, root.size) if root.size else b""

    def stream(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size >= self._cutoff:
            return self._read(entry.start, entry.size)
        chain = _follow(self._small_fat, entry.start)
        small = b"".join(self._small[n * _SMALL_SECTOR : (n + 1) * _SMALL_SECTOR] for n in chain)
        return _whole(small, entry.size)

    def _sector(self, number: int) -> bytes:
        found = self.data[(number + 1) * self.size : (number + 2) * self.size]
        if not found:
            raise ValueError("sector")
        return found

    def _table(self, sectors: Iterator[int]) -> list[int]:
        """Sectors as numbers; the last sector of a file may be cut short by some programs."""
        found = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(found) // 4}I", found[: len(found) // 4 * 4]))

    def _fat_sectors(self) -> Iterator[int]:
        """The sectors of the allocation table: 109 in the header, the others in a chain of their own."""
        yield from (n for n in struct.unpack_from("<109I", self.data, 76) if n < _FREE)
        following, seen = struct.unpack_from("<I", self.data, 68)[0], set[int]()
        while following < _FREE:
            if following in seen:
                raise ValueError("loop")
            seen.add(following)
            numbers = struct.unpack(f"<{self.size // 4}I", _whole(self._sector(following), self.size))
            yield from (n for n in numbers[:-1] if n < _FREE)
            following = numbers[-1]

    def _chain(self, start: int) -> Iterator[int]:
        return _follow(self._fat, start)

    def _read(self, start: int, size: int) -> bytes:
        if size > len(self.data):
            raise ValueError("size")
        return _whole(b"".join(map(self._sector, self._chain(start))), size)

    def _directory(self, start: int) -> Iterator[Entry]:
        found = b"".join(map(self._sector, self._chain(start)))
        if len(found) > _MOST_ENTRIES * _ENTRY:
            raise ValueError("directory")
        for at in range(0, len(found) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", found, at + 64)
            first, size = struct.unpack_from("<II", found, at + 116)
            name = found[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            if kind:
                yield Entry(name, kind, first, size)


def _follow(table: list[int], start: int) -> Iterator[int]:
    """The numbers of a chain; raises `ValueError` for one that leads nowhere or in a circle."""
    seen = 0
    while start < _FREE:
        if start >= len(table) or seen > len(table):
            raise ValueError("chain")
        yield start
        start, seen = table[start], seen + 1


def _whole(found: bytes, size: int) -> bytes:
    if len(found) < size:
        raise ValueError("short")
    return found[:size]
