"""Workers beside the pages, and as a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from data import FileStore, open_database
from tests.workflows.bureau import MONDAY
from tests.workflows.jobs import kinds
from tests.workflows.jobs.test_worker import ROOT, counted, put, row
from workflows.jobs.threads import working
from workflows.office import Office

kinds.register()


def test_threads_do_what_is_put_while_they_run_and_end_with_the_block(office: Office) -> None:
    with working(office, lambda: MONDAY, 2) as workers:
        job = put(office)
        for _ in range(500):
            if row(office, job).state == "done":
                break
            time.sleep(0.02)
    assert counted(office) == 1 and all(w.ending.is_set() for w in workers)


def test_without_workers_nothing_is_done(office: Office) -> None:
    with working(office, lambda: MONDAY, 0) as workers:
        put(office)
    assert workers == [] and counted(office) == 0


def command(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    own = {**os.environ, "SANDBOX_DATA": str(folder), "SANDBOX_ENV": "production"}
    own.pop("DATABASE_URL", None)
    return subprocess.Popen([sys.executable, "-m", "workflows", "worker", *arguments], cwd=ROOT, env=own,
                            stdout=subprocess.PIPE)


def test_the_command_does_what_is_due_and_leaves(tmp_path: Path) -> None:
    assert command(tmp_path, "--once").wait(60) == 0
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    assert (tmp_path / "office.db").exists()
    office.db.close()


def test_the_command_stops_when_it_is_told_to(tmp_path: Path) -> None:
    running = command(tmp_path)
    assert running.stdout is not None and running.stdout.readline()  # it says when it begins
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 0
