"""Stored files: by their hash, all or nothing, and no way out of the folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from data import FileStore


def test_bytes_come_back_by_their_hash(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "new" / "files")
    key = store.put("盖章".encode())
    assert key == hashlib.sha256("盖章".encode()).hexdigest()
    assert store.has(key)
    assert store.get(key) == "盖章".encode()


def test_storing_twice_is_storing_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert store.put(b"a") == store.put(b"a")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [hashlib.sha256(b"a").hexdigest()]


@pytest.mark.parametrize("key", ["", "../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n", "/" + "a" * 63])
def test_what_is_no_hash_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        FileStore(tmp_path).get(key)


def test_what_was_never_stored_is_not_there(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert not store.has("a" * 64)
    with pytest.raises(FileNotFoundError):
        store.get("a" * 64)


def test_a_file_that_the_disk_changed_is_not_given_out(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    key = store.put(b"right")
    store.path(key).write_bytes(b"wrong")
    with pytest.raises(OSError, match="damaged"):
        store.get(key)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileStore(tmp_path)

    def full(_handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(b"a")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
