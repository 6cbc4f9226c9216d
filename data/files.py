"""Uploaded files, kept by the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{64}")


class FileStore:
    """A folder of files named by their SHA-256; what is stored never changes."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        """Stores the bytes and returns their hash; once it returns they survive a power cut. Twice is once."""
        key = hashlib.sha256(content).hexdigest()
        place = self.path(key)
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            _write(place, content)
            _sync_folder(self.folder)
        return key

    def get(self, key: str) -> bytes:
        """The bytes of a hash; FileNotFoundError if they were never stored, OSError if the disk changed them."""
        content = self.path(key).read_bytes()
        if hashlib.sha256(content).hexdigest() != key:
            raise OSError(f"the stored file {key} was damaged")
        return content

    def beside(self, key: str, name: str) -> Path:
        """Where something that was made from a file lies: it may be taken away and made again."""
        place = self.path(key)
        return place.with_name(f"{place.name}.{name}")

    def put_beside(self, key: str, name: str, content: bytes) -> None:
        """Keeps something that was made from a file, all or nothing."""
        place = self.beside(key, name)
        place.parent.mkdir(exist_ok=True)
        _write(place, content)

    def has(self, key: str) -> bool:
        return self.path(key).is_file()

    def path(self, key: str) -> Path:
        """Where a hash lies; ValueError for anything that is no hash, so no name leads out of the folder."""
        if not HASH.fullmatch(key):
            raise ValueError("not a SHA-256 in lower-case hex")
        return self.folder / key[:2] / key


def _write(place: Path, content: bytes) -> None:
    """All or nothing: a temporary file beside the place, on the disk before it gets its name."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the name itself durable, where the system lets folders be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
