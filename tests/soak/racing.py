"""Thirty-two people want one task, a thousand times: one has it, the others get a clear answer.

`python -m tests.soak.racing [HOW OFTEN]`
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data import FileStore, migrate, open_database
from tests.workflows.racing import LOST, RACERS, course, lap, race
from workflows.office import Office

RACES, ROWS = 1_000, 50


def main(arguments: Sequence[str]) -> int:
    often = int(arguments[0]) if arguments else RACES
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{Path(folder) / 'office.db'}")
        migrate(db)
        wrong = _races(Office(db, FileStore(Path(folder) / "files")), often)
        db.close()
    print(f"racing: {often} times {RACERS}, {wrong} went wrong")
    return int(wrong > 0)


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
