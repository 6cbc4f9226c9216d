"""Small pictures of files: made in another process, kept beside the file under its hash."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.files import FileStore
from workflows.files.kinds import PICTURED

Size = Literal["small", "large"]
WIDTHS: dict[Size, int] = {"small": 240, "large": 1100}
MOST_PAGES = 300
"""Pages of a document that can be turned to; the document itself has all."""
SECONDS = 25
PROGRAM = Path(__file__).with_name("render.py")
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Drawn:
    """One page as a JPEG, and how many pages there are; `error` (broken, locked, bomb) if it cannot be drawn."""

    pages: int = 0
    picture: bytes = b""
    error: str = ""


def draw(content: bytes, kind: str, page: int = 1, size: Size = "small") -> Drawn:
    """Draws a page in a process of its own; whatever becomes of that one, this one goes on."""
    command = [sys.executable, "-I", str(PROGRAM), kind, str(page), str(WIDTHS[size])]
    try:
        with _AT_ONCE:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return Drawn(error="broken")
    head, _, picture = done.stdout.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError:
        return Drawn(error="broken")
    return Drawn(int(said.get("pages", 0)), picture, str(said.get("error", "")))


def keep(store: FileStore, key: str, drawn: Drawn, page: int = 1, size: Size = "small") -> None:
    """Keeps a drawn page beside its file."""
    store.put_beside(key, _name(page, size), drawn.picture)
    if not store.beside(key, "pages").exists():
        store.put_beside(key, "pages", str(drawn.pages).encode())


def preview(store: FileStore, key: str, kind: str, page: int = 1, size: Size = "small") -> bytes | None:
    """A page of a kept file; None for kinds without pictures, pages that are not there and files that are damaged."""
    if kind not in PICTURED or not 1 <= page <= MOST_PAGES:
        return None
    kept = store.beside(key, _name(page, size))
    if kept.exists():
        return kept.read_bytes()
    if not store.has(key) or not page <= (pages(store, key) or page):
        return None
    drawn = draw(store.get(key), kind, page, size)
    if drawn.error:
        return None
    keep(store, key, drawn, page, size)
    return drawn.picture


def pages(store: FileStore, key: str) -> int:
    """How many pages a file has; 0 as long as nobody has drawn any."""
    kept = store.beside(key, "pages")
    return int(kept.read_bytes()) if kept.exists() else 0


def _name(page: int, size: Size) -> str:
    return f"{size}-{page}.jpg"
