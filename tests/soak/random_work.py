"""Random work in offices, and after each step what must hold: `python -m tests.soak.random_work [HOW MANY] [SEED]`"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from data import FileStore, migrate, open_database
from tests.workflows.audit.test_replay import licences, review, sound
from workflows.office import Office

PLAYS, STEPS = 60, 60


def main(arguments: Sequence[str]) -> int:
    plays, first = [*map(int, arguments), *(PLAYS, 100)[len(arguments) :]]
    begun, done, wrong = time.monotonic(), Counter[str](), list[str]()
    for seed in range(first, first + plays):
        for play in (review, licences):
            with tempfile.TemporaryDirectory() as folder:
                db = open_database(f"sqlite:///{Path(folder) / 'office.db'}")
                migrate(db)
                office = Office(db, FileStore(Path(folder) / "files"))
                try:
                    done += play(office, seed, STEPS).done
                    sound(office)
                except Exception as error:  # whatever it is: it should not be
                    wrong.append(f"{play.__name__} {seed}: {error!r}"[:300])
                db.close()
    print("\n".join(wrong), end="\n" if wrong else "")
    print(f"random work: {2 * plays} plays, {done.total():,} steps in {time.monotonic() - begun:.0f} s, "
          f"{len(wrong)} went wrong")  # fmt: skip
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
