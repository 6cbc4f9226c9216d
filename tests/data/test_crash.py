"""A process killed in the middle of its work: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlmodel import select

import data
from data import Database
from data.tables import Series, Setting

ROOT = Path(data.__file__).parents[1]
# Writes pairs forever: a number and a row that must come together; says each one that was committed.
PROGRAM = """
import sys, data
from data.queries.series import next_number
from data.tables import Setting
db = data.open_database(sys.argv[1])
while True:
    with db.write() as s:
        number = next_number(s, "a")
        s.add(Setting(key=f"{number:06}", value="x" * 20000))
        s.flush()
        s.add(Setting(key=f"{number:06}-second", value="x" * 20000))
    print(number, flush=True)
"""


def test_kill_in_the_middle_of_a_write_leaves_whole_transactions_only(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    for _ in range(3):  # the next child is not kept waiting by the dead one
        child = subprocess.Popen([sys.executable, "-c", PROGRAM, url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(15)][-1]
        child.kill()
        rest = child.stdout.read().split("\n")[:-1]  # lines that were whole
        acknowledged = int(rest[-1]) if rest else acknowledged
        child.wait()
        _whole(database, acknowledged)


def _whole(database: Database, acknowledged: int) -> None:
    with database.read() as s:
        last = s.get_one(Series, "a").last
        kept = set(s.exec(select(Setting.key)).all())
    assert last >= acknowledged
    assert kept == {f"{n:06}{part}" for n in range(1, last + 1) for part in ("", "-second")}
