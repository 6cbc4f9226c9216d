"""Taking 23,000 entries into a register, beside reading the file and writing bare rows: at most three times as long.

    python -m tests.bench.registers            a small register of tests, new entries
    python -m tests.bench.registers shipped    the register of a shipped procedure as a first file with doubles, and a
                                               second one a month later that changes a tenth of it: with history
    python -m tests.bench.registers job        the same two files as somebody at the page takes them in: looked at by
                                               one job, confirmed, and written by another; in CPU time
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psutil
from openpyxl import Workbook
from sqlalchemy import insert
from sqlmodel import col

from data import FileStore, migrate, open_database
from data.queries import jobs
from data.reference.load import load_places
from data.tables import Entry, EntryValue, Grant, Organisation, Person
from forms.fields.uscc import check_character
from forms.sheet import read
from tests.workflows.shops import MONDAY, shops
from workflows.engine.types import Actor
from workflows.jobs import service
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.publishing import publish, shipped
from workflows.registers import importing, imports
from workflows.registers.importing import Wanted
from workflows.registers.sheet import form_of, taken

COUNT, LIMIT = 23_000, 3.0
DAY = date(2026, 4, 1)


def book() -> bytes:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("店铺名录")
    sheet.append(["辖区", "店名", "面积"])
    for n in range(COUNT):
        sheet.append(["渝中区", f"店铺{n:05}", n % 300])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def run() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{folder}/office.db")
        migrate(db)
        office = Office(db, FileStore(Path(folder) / "files"))
        shops(office)
        try:
            return _measured(office)
        finally:
            db.close()


def _measured(office: Office) -> list[str]:
    content, wanted = book(), Wanted("shops", "", "a.xlsx", DAY, "普查")
    with office.db.read() as session:
        bundle = office.newest(session, "licence")
        assert bundle is not None
        options = office.options(session, bundle, DAY)
        register = bundle.procedure.registers["shops"]
    read(form_of("shops", register), content, options)  # the reading process is warm
    started = time.perf_counter()
    read(form_of("shops", register), content, options)
    reading = time.perf_counter() - started
    bare = _bare(office, bundle.version_id or 0)
    started = time.perf_counter()
    rows = taken("shops", register, content, "a.xlsx", options, DAY, "普查")
    with office.db.write() as session:
        plan = importing.planned(session, wanted, register, rows)
        importing.write(session, bundle, wanted, plan, 1, MONDAY)
    whole = time.perf_counter() - started
    factor = whole / (reading + bare)
    beside = f"(reading {reading:.2f} s + bare rows {bare:.2f} s)"
    told = f"import of {COUNT:,} entries: {whole:.2f} s = {factor:.2f} × {beside}"
    return [told] if factor <= LIMIT else [told, f"slower than {LIMIT} ×"]


def _bare(office: Office, version: int) -> float:
    """The same rows with nothing but what they hold."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    started = time.perf_counter()
    with office.db.write() as session:
        entries = [
            {"register_id": "bare", "key": str(n), "title": f"店铺{n:05}", "district": "500103",
             "body": {"面积": n % 300}, "since": DAY, "entered": DAY, "version_id": version,
             "added_at": now, "goes_on": False, "reason": "", "out_reason": ""} for n in range(COUNT)]  # fmt: skip
        made = session.execute(insert(Entry).returning(col(Entry.id), sort_by_parameter_order=True), entries)
        values = [{"entry_id": i, "field": "店名", "row": "", "text": "店", "number": None, "day": None}
                  for i in made.scalars() for _ in range(2)]  # fmt: skip
        session.execute(insert(EntryValue), values)
    return time.perf_counter() - started


SHIPPED, REGISTER = "together_list", "undisturbed"
PLACES = ("1101A1", "110112", "110115")
MONTH = date(2026, 5, 4)


def enterprises(places: list[str], changed: bool) -> bytes:
    """Each enterprise once; in the first file every hundredth row is there twice."""
    made = Workbook(write_only=True)
    sheet = made.create_sheet("名录")
    sheet.append(["统一社会信用代码", "企业名称", "所属区", "提出方式", "重点产业"])
    for n in range(COUNT):
        body = f"91110112MA1{n:06}"
        name = f"第{n:05}家企业" + ("（更名）" if changed and n % 10 == 0 else "")
        row = [body + check_character(body), name, places[n % 3], ("一区发现", "自主申请")[n % 2], "其他"]
        for _ in range(1 + (not changed and n % 100 == 0)):
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def run_shipped(measured: Callable[[Office], list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{folder}/office.db")
        migrate(db)
        office = Office(db, FileStore(Path(folder) / "files"))
        with db.write() as session:
            load_places(session)
            session.add(Organisation(name="联席会议办公室", district="110000"))
            session.flush()
            session.add(Person(login="council", name="某人", organisation_id=1, created_at=MONDAY))
            session.flush()
            session.add(Grant(
                person_id=1, role="council", organisation_id=1, district="110000", valid_from=date(2020, 1, 1),
            ))  # fmt: skip
        made = publish(office, shipped()[SHIPPED], "", None, MONDAY)
        assert made, [f.say() for f in made.findings]
        try:
            return measured(office)
        finally:
            db.close()


def _measured_shipped(office: Office) -> list[str]:
    with office.db.read() as session:
        bundle = office.newest(session, SHIPPED)
        assert bundle is not None
        options = office.options(session, bundle, DAY)
        places = [office.district_names(session)[code].title.zh for code in PLACES]
    register = bundle.procedure.registers[REGISTER]
    told, slow = [], False
    for name, content, day in (("first", enterprises(places, False), DAY), ("later", enterprises(places, True), MONTH)):
        read(form_of(REGISTER, register), content, options)
        started = time.perf_counter()
        read(form_of(REGISTER, register), content, options)
        reading = time.perf_counter() - started
        bare = _bare(office, bundle.version_id or 0)
        wanted, started = Wanted(REGISTER, "", "a.xlsx", day, "普查"), time.perf_counter()
        rows = taken(REGISTER, register, content, "a.xlsx", options, day, "普查")
        with office.db.write() as session:
            plan = importing.planned(session, wanted, register, rows)
            importing.write(session, bundle, wanted, plan, 1, MONDAY)
        whole = time.perf_counter() - started
        factor, beside = whole / (reading + bare), f"(reading {reading:.2f} s + bare rows {bare:.2f} s)"
        doubles = len(plan.findings)
        told.append(f"{REGISTER}, {name}: {plan.counts}, {doubles} findings: {whole:.2f} s = {factor:.2f} × {beside}")
        slow = slow or factor > LIMIT
    return [*told, *([f"slower than {LIMIT} ×"] if slow else [])]


def _measured_job(office: Office) -> list[str]:
    """Queue, worker, done; beside reading the workbook and bare rows, all in CPU time: the machine may be busy."""
    with office.db.read() as session:
        bundle = office.newest(session, SHIPPED)
        assert bundle is not None
        options = office.options(session, bundle, DAY)
        places = [office.district_names(session)[code].title.zh for code in PLACES]
    register = bundle.procedure.registers[REGISTER]
    told, slow, turn = [], False, _Turn(office)
    for name, content, day in (("first", enterprises(places, False), DAY), ("later", enterprises(places, True), MONTH)):
        read(form_of(REGISTER, register), content, options)
        base, _ = _cpu(read, form_of(REGISTER, register), content, options)
        bare, _ = _cpu(_bare, office, bundle.version_id or 0)
        now, beside = datetime.combine(day, datetime.min.time(), UTC), base + bare
        looking, check = _cpu(_looked, office, content, day, now)
        turn.longest = 0.0
        writing, done = _cpu(_confirmed, office, check, now)
        told += [
            f"{name}: looking {looking:.2f} s = {looking / beside:.2f} ×, writing {writing:.2f} s = "
            f"{writing / beside:.2f} × (reading {base:.2f} s + bare rows {bare:.2f} s) of CPU time",
            f"{name}: {done.result['counts']}: the whole {(looking + writing) / beside:.2f} × (limit {LIMIT} ×)",
            f"{name}: nobody else could write for {turn.longest:.2f} s of CPU time at a stretch",
            f"{name}: shown {' → '.join(PROGRESS)}",
        ]
        slow = slow or (looking + writing) / beside > LIMIT
        PROGRESS.clear()
    return [*told, *([f"slower than {LIMIT} ×"] if slow else [])]


class _Turn:
    """Whose turn it is to write, with the longest time that somebody kept it."""

    def __init__(self, office: Office) -> None:
        self.longest, self._since, self._lock = 0.0, 0.0, office.db._turn
        office.db._turn = self  # type: ignore[assignment]

    def acquire(self, timeout: float = -1) -> bool:
        found = self._lock.acquire(timeout=timeout)
        self._since = time.thread_time() if found else self._since
        return found

    def release(self) -> None:
        self.longest = max(self.longest, time.thread_time() - self._since)
        self._lock.release()


PROGRESS: list[str] = []
"""What a page shows of the job under way, as it was seen from beside."""
LOOKED: list[float] = []
"""Seconds of CPU time that looking took."""


def _looked(office: Office, content: bytes, day: date, now: datetime) -> int:
    check = imports.check_later(office, _council(office, now), REGISTER, content, "名录.xlsx", day, "普查", now)
    assert isinstance(check, int), check
    _worked(office, check, now)
    return check


def _confirmed(office: Office, check: int, now: datetime) -> service.JobView:
    job = imports.import_later(office, _council(office, now), check, now, leave=True)
    assert isinstance(job, int), job
    return _worked(office, job, now)


def _worked(office: Office, job: int, now: datetime) -> service.JobView:
    """The job, done by a worker, while somebody looks at how far it is."""
    ended = threading.Event()
    looker = threading.Thread(target=_look, args=(office, job, now, ended))
    looker.start()
    while Worker(office, lambda: now).once():
        pass
    ended.set()
    looker.join()
    found = service.job(office, _council(office, now), job)
    assert found is not None and found.state == jobs.DONE, found
    return found


def _look(office: Office, job: int, now: datetime, ended: threading.Event) -> None:
    while not ended.wait(0.2):
        found = service.job(office, _council(office, now), job)
        step = f"{found.stage} {found.done}/{found.total}" if found and found.stage else ""
        if step and step not in PROGRESS[-1:]:
            PROGRESS.append(step)
    LOOKED.append(time.thread_time())


def _council(office: Office, now: datetime) -> Actor:
    with office.db.read() as session:
        return actor_of(office, session, 1, now)


def _cpu(work: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """The CPU time of some work, that of the reading process too, and what it gives; without that of who looks on."""
    LOOKED.clear()
    started = _spent()
    made = work(*given)
    return _spent() - started - sum(LOOKED), made


def _spent() -> float:
    me = psutil.Process()
    return float(sum(me.cpu_times()[:4]) + sum(sum(p.cpu_times()[:2]) for p in me.children(recursive=True)))


def main(arguments: list[str]) -> int:
    if arguments in (["shipped"], ["job"]):
        told = run_shipped(_measured_job if arguments == ["job"] else _measured_shipped)
        print("\n".join(told))
        return int(told[-1].startswith("slower"))
    found = run()
    print("\n".join(found))
    return int(len(found) > 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
