"""Takes a million rows away as a workbook while somebody else looks at lists.

python -m tests.bench.exports [ROWS] [DATABASE URL]
python -m tests.bench.exports boards FOLDER [CASES]      every case of an office that `tests.bench.boards` filled there

Figures: the time against openpyxl (write only) with the same cells; the largest memory of the process that writes; and
the first page of the list, with a permission filter and chosen columns, alone and meanwhile, and a write meanwhile.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from openpyxl import Workbook, load_workbook
from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from data import FileStore, migrate, open_database
from data.queries import visibility
from data.queries.dialect import study
from data.tables import Case, CaseValue, Grant, Person, Submission, SubmissionRow, SubmissionValues
from tests.bench import boards
from tests.bench._boards import DISTRICTS
from tests.workflows.boards import seed
from workflows.bundle import Bundle
from workflows.cases import indexing
from workflows.cases.listing import columns_offered, listed
from workflows.cases.search import Query
from workflows.engine.types import Actor, CaseFacts
from workflows.exports.asked import Asked
from workflows.exports.beside import made_beside
from workflows.office import Office
from workflows.rights import holder_token, tokens

EACH, PIECE = 98, 2_000  # rows of a case: two regions with 48 enterprises each; cases written at once
COLUMNS = (
    "state", "district", "organisation", "campaign", "filed", "due", "f:区域.申报名称", "f:区域.所属类型", "changed",
)  # fmt: skip


def fill(office: Office, bundle: Bundle, number: int) -> None:
    """Cases with two regions and their enterprises."""
    dice = random.Random(1)
    with office.db.write() as s:
        places = [_place(s, bundle, state, code) for state in bundle.procedure.states for code in DISTRICTS]
    for first in range(1, number + 1, PIECE):
        ids = range(first, min(first + PIECE, number + 1))
        cases = [{**dice.choice(places), "id": i, "title": f"申报 {i}", "late": dice.random() < 0.1} for i in ids]
        with office.db.write() as s:
            s.connection().execute(insert(Case), cases)
            s.connection().execute(insert(Submission), [_submission(i) for i in ids])
            s.connection().execute(insert(SubmissionValues), [_head(c) for c in cases])
            s.connection().execute(insert(SubmissionRow), [r for i in ids for r in _rows(i)])
            s.connection().execute(insert(CaseValue), [v for i in ids for v in _values(i)])
    with office.db.write() as s:
        study(s)


def _place(s: Session, bundle: Bundle, state: str, district: str) -> dict[str, Any]:
    """What all cases of a state and a district have in common."""
    declared, facts = bundle.procedure.states[state], CaseFacts(None, state, 1, {}, {}, 1, district, campaign=1)
    return {
        "procedure": seed.PROCEDURE, "version_id": bundle.version_id, "state": state, "stage": declared.stage,
        "ended": declared.end is not None, "organisation_id": 1, "district": district, "opened_at": seed.NOW,
        "opened_by": 1, "changed_at": seed.NOW, "campaign_id": 1, "holder": holder_token(bundle, facts), "columns": {},
        "audience_id": visibility.audience(s, indexing.with_columns(bundle, tokens(bundle, facts))),
        "filed_on": seed.TODAY,
    }  # fmt: skip


def _submission(i: int) -> dict[str, Any]:
    return {"id": i, "case_id": i, "use": "main", "form": seed.PROCEDURE, "working": 1, "changes": 0,
            "saved_at": seed.NOW, "saved_by": 1}  # fmt: skip


def _head(case: dict[str, Any]) -> dict[str, Any]:
    body = {"填报区县": case["district"], "联系人": "王小明", "联系电话": "023-63070000"}
    return {"submission_id": case["id"], "revision": 1, "body": body, "answers": {}}


def _rows(i: int) -> Iterator[dict[str, Any]]:
    same = {"submission_id": i, "since": 1}
    for r in range(2):
        region = f"{i}-{r}"
        body = {"申报名称": f"{i} 号产业园", "所属类型": "园区", "注册登记地址": "云汉大道 5 号", "填报户数": 48}
        yield {**same, "row": region, "table": "区域", "parent": "", "position": r, "body": body}
        for n in range(48):
            body = {"名称": f"重庆青禾第 {n} 有限责任公司", "统一社会信用代码": f"9150010{i:06}MA{n:03}"}
            yield {**same, "row": f"{region}-{n}", "table": "区域.经营主体", "parent": region, "position": n,
                   "body": body}  # fmt: skip


def _values(i: int) -> Iterator[dict[str, Any]]:
    for r in range(2):
        for field, said in (("区域.申报名称", f"{i} 号产业园 {r}"), ("区域.所属类型", "园区")):
            yield {"case_id": i, "group": "申报", "field": field, "row": f"{i}-{r}", "text": said}


def clicks(office: Office, actor: Actor, over: threading.Event | None, times: int = 20) -> list[float]:
    """How long the first page of the list takes, again and again."""
    query, found = Query(procedure=seed.PROCEDURE), []
    offered = columns_offered(office, actor, query)
    while len(found) < times or (over is not None and not over.is_set()):
        start = time.perf_counter()
        listed(office, actor, query, COLUMNS, offered, seed.NOW, limit=50)
        found.append(time.perf_counter() - start)
        time.sleep(0.1)
    return found


def writes(office: Office, over: threading.Event) -> list[float]:
    """How long somebody who changes something waits until it is stored."""
    found = list[float]()
    while not over.wait(0.5):
        start = time.perf_counter()
        with office.db.write() as s:
            s.execute(update(Person).where(col(Person.id) == 1).values(name=f"某人{len(found)}"))
        found.append(time.perf_counter() - start)
    return found


def largest(over: threading.Event, found: list[int]) -> None:
    """The largest memory of its own that a process started by this one had; what it reads of the database is shared."""
    while not over.wait(0.2):
        for child in psutil.Process().children(recursive=True):
            try:
                held = child.memory_info()
                found.append(held.rss - getattr(held, "shared", 0))
            except psutil.NoSuchProcess:
                continue


def plain(path: Path, target: Path) -> float:
    """Seconds that openpyxl takes to write the same cells."""
    sheets = [list(s.iter_rows(values_only=True)) for s in load_workbook(path, read_only=True)]
    start = time.perf_counter()
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(target)
    return time.perf_counter() - start


def measure(office: Office, rows: int, folder: Path) -> None:
    with office.db.write() as s:
        if s.exec(select(Grant.id).where(Grant.person_id == 1, Grant.role == "desk")).first() is None:
            s.add(Grant(person_id=1, role="desk", organisation_id=1, district="500000", valid_from=date(2020, 1, 1)))
    leader, clerk = seed.somebody(office, "desk"), seed.somebody(office, "clerk", DISTRICTS[0])
    alone = median(clicks(office, clerk, None))
    over, memory, meanwhile, written = threading.Event(), [0], list[float](), list[float]()
    watching: list[Callable[[], None]] = [
        lambda: largest(over, memory), lambda: meanwhile.extend(clicks(office, clerk, over)),
        lambda: written.extend(writes(office, over)),
    ]  # fmt: skip
    threads = [threading.Thread(target=w) for w in watching]
    for thread in threads:
        thread.start()
    start, target = time.perf_counter(), folder / "file.xlsx"
    told = [0]
    made_beside(office, leader.id, Asked("cases"), seed.NOW, target, lambda done, total: told.append(total))
    taken = time.perf_counter() - start
    over.set()
    for thread in threads:
        thread.join()
    size = target.stat().st_size / 2**20
    print(f"{max(told):,} cases of {rows:,} rows: {taken:.0f} s, {size:.1f} MB, largest memory "
          f"{max(memory) / 2**20:.0f} MB")  # fmt: skip
    worst = sorted(meanwhile)[int(len(meanwhile) * 0.9)]
    print(f"first page of a list: {alone * 1000:.0f} ms alone, meanwhile {median(meanwhile) * 1000:.0f} ms "
          f"(×{median(meanwhile) / alone:.2f}), nine in ten within {worst * 1000:.0f} ms")  # fmt: skip
    print(f"a write meanwhile: {median(written) * 1000:.0f} ms, at most {max(written) * 1000:.0f} ms")
    if rows <= 250_000:
        floor = plain(target, folder / "plain.xlsx")
        print(f"openpyxl, write only, the same cells: {floor:.0f} s; "
              f"ours, with reading and rights: ×{taken / floor:.2f}")  # fmt: skip


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["boards"]:
        number = int(arguments[2]) if len(arguments) > 2 else 1_000_000
        with tempfile.TemporaryDirectory() as folder:
            measure(boards.office(Path(arguments[1]), number), number, Path(folder))
        return 0
    rows = int(arguments[0]) if arguments else 200_000
    with tempfile.TemporaryDirectory() as folder:
        url = arguments[1] if len(arguments) > 1 else f"sqlite:///{folder}/bench.db"
        db = open_database(url)
        migrate(db)
        office = Office(db, FileStore(Path(folder) / "files"))
        fill(office, seed.found(office), max(rows // EACH, 1))
        measure(office, rows, Path(folder))
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
