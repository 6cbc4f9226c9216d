"""Taking 23,000 entries into a register, beside reading the file and writing bare rows: at most three times as long."""

from __future__ import annotations

import io
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import insert
from sqlmodel import col

from data import FileStore, migrate, open_database
from data.tables import Entry, EntryValue
from forms.sheet import read
from tests.workflows.shops import MONDAY, shops
from workflows.office import Office
from workflows.registers import importing
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


def main(arguments: list[str]) -> int:
    found = run()
    print("\n".join(found))
    return int(len(found) > 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
