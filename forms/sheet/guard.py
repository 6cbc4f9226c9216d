"""Looks at an uploaded file before any reader does, in a stream and within bounds.

Readers load whatever a file claims: a few kilobytes can ask for gigabytes or abort the process. What passes here is
small and plain; what it is, its bytes say and not its name.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

from forms.sheet.biff import scan_biff
from forms.sheet.delimited import grid_of
from forms.sheet.kinds import kind_of
from forms.sheet.limits import MAX_FILE, MB
from forms.sheet.package import scan_package
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks


def scan(data: bytes, kind: Literal["sheet", "docx"] = "sheet") -> dict[str, Marks]:
    """What the sheets say besides their values, by name; raises `Unsafe` for anything but a small, plain file."""
    bounded(len(data))
    found = kind_of(data)
    if found == "xlsx" or kind == "docx":
        return scan_package(data, kind)
    return scan_biff(data) if found == "xls" else {"": grid_of(data)[1]}


def bounded(size: int) -> None:
    """Raises `Unsafe` for a file of more bytes than are read."""
    if size > MAX_FILE:
        raise Unsafe("sheet.large", mb=f"{size / MB:.0f}", limit=MAX_FILE // MB)


def load(source: Path | BinaryIO) -> bytes:
    """The bytes of a file or stream, never more than one beyond the limit; raises `Unsafe` for a larger one."""
    if isinstance(source, Path):
        bounded(source.stat().st_size)
        with source.open("rb") as stream:
            return load(stream)
    data = source.read(MAX_FILE + 1)
    bounded(len(data))
    return data
