"""Writes 100,000 cases straight into a database and measures the hot lists and counts over them.

    python -m tests.bench.cases [NUMBER OF CASES] [DATABASE URL]

Every figure is a ratio to a floor: counting the rows of the case table, measured on the same database.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session

from data import Database, migrate, open_database
from data.queries import cases, counts, visibility
from data.queries.cases import CaseFilter
from data.queries.dialect import study
from data.queries.paging import Cut
from data.reference.load import load_districts, read_districts
from data.tables import Campaign, Case, CaseValue, Organisation, Person, Version

START = datetime(2024, 8, 1, tzinfo=UTC)
STATES = {"draft": "fill", "review": "district", "filed": "city", "mend": "city", "closed": "done", "dropped": "done"}
HOLDERS = {
    "draft": "clerk@{}", "review": "head@{}", "filed": "desk@*", "mend": "clerk@{}", "closed": None, "dropped": None,
}  # fmt: skip
GROUPS = ("declaration", "stamp", "verdict", "reason", "contact", "enterprises")
PIECE = 10_000
DISTRICTS = [r["code"] for r in read_districts() if r["kind"] != "city"]


def fill(db: Database, number: int) -> None:
    """A small office and that many cases, each with six field groups for five tokens and five values."""
    dice = random.Random(1)
    with db.write() as s:
        _office(s)
        audiences = _audiences(s)
    for first in range(1, number + 1, PIECE):
        rows = [_case(dice, i, audiences) for i in range(first, min(first + PIECE, number + 1))]
        with db.write() as s:
            s.execute(insert(Case), rows)
            s.execute(insert(CaseValue), [v for r in rows for v in _values(dice, r["id"])])
    with db.write() as s:
        study(s)


def _office(session: Session) -> None:
    load_districts(session)
    session.add(Organisation(id=1, name="市局", district="500000"))
    session.flush()
    session.add(Person(id=1, login="a", name="甲", organisation_id=1, created_at=START))
    session.flush()
    for i in range(1, 9):
        session.add(Version(id=i, procedure=f"p{i}", number=1, title=f"事项{i}", parts={}, published_at=START))
        session.add(Campaign(id=i, procedure=f"p{i}", title=f"批次{i}", opens=START.date(), closes=START.date()))
    session.flush()


def _audiences(session: Session) -> dict[tuple[str, str], int]:
    made = {}
    for state in STATES:
        for code in DISTRICTS:
            near, far = [f"clerk@{code}", f"head@{code}"], ["desk@*", "leader@*", "auditor@*"]
            tokens = near if state in ("draft", "review") else near + far
            made[state, code] = visibility.audience(session, {g: [*tokens, f"{g}@{code}"] for g in GROUPS})
    return made


def _case(dice: random.Random, i: int, audiences: dict[tuple[str, str], int]) -> dict[str, Any]:
    code = DISTRICTS[min(dice.randrange(41), dice.randrange(41)) % len(DISTRICTS)]
    state = dice.choices(list(STATES), (5, 5, 10, 3, 70, 7))[0]
    opened = START + timedelta(minutes=10 * i + dice.randrange(500))
    filed = None if state == "draft" else opened + timedelta(days=dice.randrange(9))
    procedure = dice.randrange(1, 9)
    return {
        "id": i, "number": filed and f"沙申{opened.year}-{code}-{i:06}", "procedure": f"p{procedure}",
        "version_id": procedure, "state": state, "stage": STATES[state], "ended": STATES[state] == "done",
        "title": f"二〇二六年第{i % 7 + 1}批 {code} 区域类沙盒监管申报", "title_en": f"Declaration {i}", "revision": 3,
        "campaign_id": procedure, "organisation_id": 1, "district": code, "audience_id": audiences[state, code],
        "holder": HOLDERS[state] and HOLDERS[state].format(code), "late": dice.random() < 0.07,
        "on_behalf": dice.random() < 0.02, "due": (opened + timedelta(days=30)).date(), "columns": {"rows": i % 5},
        "opened_at": opened, "opened_by": 1, "filed_at": filed, "filed_on": filed and filed.date(),
        "changed_at": opened + timedelta(days=dice.randrange(40), seconds=i % 60), "ended_on": None,
    }  # fmt: skip


def _values(dice: random.Random, case_id: int) -> Iterator[dict[str, Any]]:
    same = {"case_id": case_id, "row": "", "text": None, "number": None, "day": None}
    for name in ("case.regions", "case.enterprises"):
        yield same | {"group": "declaration", "field": name, "number": dice.randrange(1, 40)}
    for row in "ab":
        firm = dice.randrange(120_000)
        yield same | {"group": "enterprises", "field": "x.name", "row": row, "text": f"重庆第{firm}号科技有限公司"}
        yield same | {"group": "enterprises", "field": "x.code", "row": row, "text": f"91500{firm:013}"}


CLERK = ["clerk@500229"]
DESK = ["desk@*"]
MANY = [f"{role}@{code}" for role in ("clerk", "head") for code in DISTRICTS] + DESK
NARROW = CaseFilter(procedure="p3", late=True, states=("mend",), ended=False)


def questions(s: Session) -> dict[str, Callable[[], Any]]:
    """What the screens ask, by a name to print."""
    deep = cases.find(s, DESK, CaseFilter(), cut=Cut(limit=1)).next
    middle = f'["{(START + timedelta(days=300)).isoformat()}",5000]'
    return {
        "newest, bureau": lambda: cases.find(s, DESK, CaseFilter()),
        "newest, one district": lambda: cases.find(s, CLERK, CaseFilter()),
        "newest, all 79 tokens": lambda: cases.find(s, MANY, CaseFilter()),
        "second page": lambda: cases.find(s, DESK, CaseFilter(), cut=Cut(after=deep)),
        "deep page": lambda: cases.find(s, DESK, CaseFilter(), cut=Cut(after=middle)),
        "deep page, backwards": lambda: cases.find(s, DESK, CaseFilter(), cut=Cut(before=middle)),
        "by due": lambda: cases.find(s, DESK, CaseFilter(ended=False), "due", False),
        "by filing": lambda: cases.find(s, DESK, CaseFilter(procedure="p2"), "filed_on"),
        "by number": lambda: cases.find(s, DESK, CaseFilter(), "number", False),
        "by district": lambda: cases.find(s, DESK, CaseFilter(), "district", False),
        "rare combination": lambda: cases.find(s, DESK, NARROW),
        "campaign, late": lambda: cases.find(s, DESK, CaseFilter(campaign=2, late=True)),
        "stage": lambda: cases.find(s, MANY, CaseFilter(stages=("fill",))),
        "to-do of a bureau": lambda: cases.find(s, DESK, CaseFilter(holders=DESK), "due", False),
        "counted by stage": lambda: counts.by(s, DESK, CaseFilter(), "stage"),
        "counted by stage, 79 tokens": lambda: counts.by(s, MANY, CaseFilter(), "stage"),
        "counted by district and lateness": lambda: counts.by(s, DESK, CaseFilter(), "district", "late"),
        "a campaign by district and state": lambda: counts.by(s, DESK, CaseFilter(campaign=3), "district", "state"),
        "counted by month of filing": lambda: counts.by(s, DESK, CaseFilter(), "month:filed"),
    }  # fmt: skip


Clock = Callable[[], float]


def best(question: Callable[[], Any], clock: Clock, times: int = 5) -> float:
    """The shortest of a few runs, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = clock()
        question()
        taken.append((clock() - begun) * 1000)
    return min(taken)


def measure(db: Database) -> dict[str, tuple[float, float]]:
    """Milliseconds and ratio to the floor, by question.

    SQLite works inside this process, so its own time is taken: a busy machine changes little.
    """
    clock = time.process_time if db.sqlite else time.perf_counter
    with db.read() as s:
        floor = best(lambda: s.execute(select(func.count(Case.changed_at))).scalar(), clock, 9)
        taken = {name: best(ask, clock) for name, ask in questions(s).items()}
    return {"floor": (floor, 1.0)} | {name: (ms, ms / floor) for name, ms in taken.items()}


def main(arguments: list[str]) -> int:
    number = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(arguments[1] if len(arguments) > 1 else f"sqlite:///{folder}/bench.db")
        migrate(db)
        begun = time.perf_counter()
        fill(db, number)
        print(f"{number} cases written in {time.perf_counter() - begun:.1f} s")
        for name, (ms, ratio) in measure(db).items():
            print(f"{name:32} {ms:8.1f} ms  {ratio:6.2f} × floor")
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
