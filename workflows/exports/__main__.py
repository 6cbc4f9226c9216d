"""The process that makes one large file, so that the one that serves the pages has its processor and memory for them.

Started by `workflows.exports.beside`; takes its order on standard input, tells on standard output how far it is, line
by line, and at last what came of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from data.engine import open_database
from data.files import FileStore
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.jobs.packing import packed
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.settings import read_settings

EVERY = 0.3
"""Seconds between two lines."""


def main() -> int:
    """Makes the file and ends."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    db = open_database(order["database"])
    fonts = read_settings(os.environ).fonts
    office = Office(db, FileStore(order["files"]), ZoneInfo(order["zone"]), fonts=fonts)
    now = datetime.fromisoformat(order["now"])
    with db.read() as session:
        actor = actor_of(office, session, order["person"], now)
    made = make(office, actor, Asked.unpacked(order["asked"]), now, _Telling())
    if isinstance(made, Refusal):
        _tell({"refused": packed(made.message)})
    else:
        target = Path(order["target"])
        shutil.move(made, target)
        _tell({"size": target.stat().st_size})
    db.close()
    return 0


class _Telling:
    """Tells how far it is, now and then."""

    def __init__(self) -> None:
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        if done == total or time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            _tell({"done": done, "total": total})


def _tell(about: dict[str, Any]) -> None:
    """A pipe that nobody reads any more ends the process: its order was taken back."""
    sys.stdout.write(json.dumps(about, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
