"""100,000 rows of eight columns in one upload, beside what any program must do: look, open, insert.

    python -m tests.bench.uploads [ROWS]

Each part runs in a process of its own; its memory is that of all it starts, its time that of the processor.
"""

from __future__ import annotations

import gc
import io
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from data import FileStore, migrate, open_database
from data.tables import SubmissionRow
from forms.sheet import scan
from tests.workflows.bureau import Bureau
from tests.workflows.jobs import many
from workflows.jobs.service import job
from workflows.jobs.uploads import upload_later
from workflows.jobs.worker import Worker
from workflows.office import Office

ROOT = Path(__file__).resolve().parents[2]
ROWS, TIMES = 100_000, 3
MOST, MEGABYTES = 3.0, 400.0


def main(arguments: list[str]) -> int:
    """Prints both in seconds and megabytes, and the ratio; 1 when a limit is broken."""
    rows = int(arguments[0]) if arguments else ROWS
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.xlsx").write_bytes(many.workbook(rows))
        pairs = [(_apart("floor", folder), _apart("upload", folder)) for _ in range(TIMES)]
    floor, upload = (min(found[0] for found in each) for each in zip(*pairs, strict=True))
    peak = max(found[1] for _, found in pairs)
    print(f"{'floor: scan + calamine + bare insert':44}{floor:9.2f} s")
    print(f"{'upload as a job':44}{upload:9.2f} s{upload / floor:9.2f} ×  (at most {MOST})")
    print(f"{'peak of memory':44}{peak:9.0f} MB         (at most {MEGABYTES:.0f})")
    return int(upload > MOST * floor or peak > MEGABYTES)


def _apart(part: str, folder: str) -> tuple[float, float]:
    """Seconds and peak in megabytes of a part in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.uploads", "--part", part, folder]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(told[-2]), float(told[-1])


def _part(part: str, folder: Path) -> None:
    for old in folder.glob("office.db*"):
        old.unlink()
    office = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    migrate(office.db)
    content = (folder / "book.xlsx").read_bytes()
    work = _floor(office, content) if part == "floor" else _upload(office, content)
    gc.collect()
    begun = _seconds()
    with _watched() as held:
        work()
    print(_seconds() - begun, max(held))


def _floor(office: Office, content: bytes) -> Callable[[], Any]:
    desk = many.offered(office)
    many.begun(desk)

    def work() -> None:
        scan(content)
        grid = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        keys = [f.key for f in many.form().tables["户"].fields]
        with office.db.write() as session:
            session.connection().execute(insert(SubmissionRow), [_bare(n, keys, row) for n, row in enumerate(grid[1:])])

    return work


def _bare(number: int, keys: list[str], row: list[Any]) -> dict[str, Any]:
    body = {k: v.isoformat() if isinstance(v, date) else v for k, v in zip(keys, row, strict=True)}
    return {
        "submission_id": 1, "row": str(number), "table": "户", "parent": "", "position": number, "body": body,
        "since": 1, "until": None,
    }  # fmt: skip


def _upload(office: Office, content: bytes) -> Callable[[], Any]:
    desk = many.offered(office)
    case = many.begun(desk)
    wanted = upload_later(office, desk.actor("clerk"), case, content, "book.xlsx", datetime.now(UTC))
    assert isinstance(wanted, int), wanted

    def work() -> None:
        Worker(office, lambda: datetime.now(UTC)).once()
        _sure(desk, wanted)

    return work


def _sure(desk: Bureau, wanted: int) -> None:
    done = job(desk.office, desk.actor("clerk"), wanted)
    assert done is not None and done.state == "done" and done.result["wrong_rows"] == 0, done


def _seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


@contextmanager
def _watched() -> Iterator[list[float]]:
    """The megabytes that this process and those it started hold together, looked at a hundred times a second."""
    seen, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(0.01):
            seen.append(_held(os.getpid()))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    yield seen
    over.set()
    watcher.join()


def _held(pid: int) -> float:
    """Megabytes of a process and all below it; pages that they share count for each."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        tasks = [t / "children" for t in Path(f"/proc/{pid}/task").iterdir()]
        below = [int(child) for t in tasks for child in t.read_text(encoding="ascii").split()]
    except (OSError, IndexError):  # it has just ended
        return 0.0
    return pages * resource.getpagesize() / 1024**2 + sum(_held(child) for child in below)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        _part(sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
