"""The shipped boards over many cases against few: every chart as the page asks for it, and each board as a whole.

    python -m tests.bench.boards [NUMBER OF CASES] [FEW]

Each is asked with what whoever looks may see; a whole board may cost three times as much.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Collection
from datetime import date
from pathlib import Path

import psutil

from data import FileStore, migrate, open_database
from tests.bench import _boards
from tests.workflows.boards import seed
from tests.workflows.boards.shown import shipped_board
from workflows.boards.evaluate import drawn
from workflows.engine.types import Actor
from workflows.office import Office

BOARDS = {"leaders": "leader", "approval": "approval", "declarations": "desk"}
"""Each with who looks at it."""
LIMIT, WHOLE = 3.0, "the whole board"
PAST = {
    "the whole board, two months ago": date(2026, 9, 30), "the whole board, a month ago": date(2026, 10, 17),
    "the whole board, a year ago": date(2025, 11, 30), "the whole board, on a day long ago": _boards.LONG_AGO,
}  # fmt: skip
"""Days on which a month ends, and some in the middle of a month."""


def office(folder: Path, number: int) -> Office:
    """A filled office in a folder; one that was filled there before is taken."""
    path = folder / f"{number}.db"
    there = path.exists()
    made = Office(open_database(f"sqlite:///{path}"), FileStore(folder / "files"))
    migrate(made.db)
    begun = time.perf_counter()
    if not there:
        _boards.fill(made, number)
    print(f"{number} cases written in {time.perf_counter() - begun:.0f} s", flush=True)
    return made


def measure(of: Office) -> dict[str, float]:
    """Milliseconds of this process by board and chart."""
    taken: dict[str, float] = {}
    for name, role in BOARDS.items():
        actor = seed.somebody(of, role)
        _drawn(of, actor, name, [], None)
        for chart in shipped_board(name).charts:
            taken[f"{name}: {chart.id}"] = _drawn(of, actor, name, [chart.id], None)
        taken[f"{name}: {WHOLE}"] = _drawn(of, actor, name, None, None)
        for told, day in PAST.items():
            taken[f"{name}: {told}"] = _drawn(of, actor, name, None, day)
    return taken


def _drawn(of: Office, actor: Actor, name: str, only: Collection[str] | None, on: date | None) -> float:
    board, times = shipped_board(name), []
    for _ in range(2):
        with of.db.read() as session:
            begun = time.process_time()
            drawn(of, session, actor, board, on, "", seed.NOW, only=only)
            times.append(time.process_time() - begun)
    return min(times) * 1000


def main(arguments: list[str]) -> int:
    number, few = (int(a) for a in [*arguments[:2], *("1000000", "10000")[len(arguments[:2]) :]])
    with tempfile.TemporaryDirectory() as folder:
        where = Path(arguments[2]) if len(arguments) > 2 else Path(folder)
        taken = {size: measure(office(where, size)) for size in (few, number)}
    for name, ms in taken[number].items():
        base = taken[few][name]
        limit = f"limit × {LIMIT}" if name.endswith((WHOLE, *PAST)) else ""
        print(f"{name:48} {base:8.1f} ms {ms:8.1f} ms  × {ms / max(base, 0.1):6.2f}  {limit}")
    held = psutil.Process().memory_info()
    print(f"memory of its own: {(held.rss - getattr(held, 'shared', 0)) / 2**20:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
