"""Large files made by a process of their own, beside the work of everybody else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from workflows.cases.once import Refused
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.jobs.packing import unpacked
from workflows.office import Office

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 10.0
"""Seconds a process gets to end by itself."""


def made_beside(
    office: Office, person: int, asked: Asked, now: datetime, target: Path, tick: Callable[[int, int], None]
) -> int:
    """Makes a file at a place and gives its size; what `tick` raises ends the process and leaves nothing behind.

    Raises `Refused` with what stands against it, `RuntimeError` when the process dies.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    order = {
        "database": office.db.engine.url.render_as_string(hide_password=False), "files": str(office.files.folder),
        "zone": office.zone.key, "person": person, "asked": asked.packed(), "now": now.isoformat(),
        "target": str(target),
    }  # fmt: skip
    with _process(target.with_suffix("")) as (orders, answers):
        orders.write(json.dumps(order) + "\n")
        orders.flush()
        for line in answers:
            about: dict[str, Any] = json.loads(line)
            if "refused" in about:
                raise Refused(Refusal(unpacked(about["refused"])))
            if "size" in about:
                return int(about["size"])
            tick(about["done"], about["total"])
    raise RuntimeError("the process that makes a file ended without one")


@contextmanager
def _process(folder: Path) -> Iterator[tuple[IO[str], IO[str]]]:
    """A process, and the ends of its pipes; what it writes on the way lies where its file will."""
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "workflows.exports"], cwd=ROOT, env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    try:
        yield process.stdin, process.stdout
    except BaseException:
        process.terminate()
        raise
    finally:
        _ended(process)
        process.stdin.close()
        process.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)


def _ended(process: subprocess.Popen[str]) -> None:
    """Waits for a process to end and ends it: one that has answered may take its time on a busy machine."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
