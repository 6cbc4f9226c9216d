"""Entries from a file: looked at first, confirmed, written once, and taken back while nothing else happened."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from data.tables import Entry, EntryRow, EntryValue, RegisterImport
from tests.workflows.shops import HERE, THERE, Shops, shops
from workflows.engine.types import Refusal
from workflows.jobs import service
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.registers import imports
from workflows.registers.listing import find
from workflows.registers.query import Query

DAY = date(2026, 4, 1)


@pytest.fixture
def street(office: Office) -> Shops:
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20, "员": ("张三",)})
    found.later(days=60)
    return found


def csv(*lines: str) -> bytes:
    return "\r\n".join(["辖区,店名,面积", *lines]).encode()


def checked(street: Shops, content: bytes, who: str = "bureau", **more: bool) -> service.JobView:
    job = imports.check_later(street.office, street.actor(who), "shops", content, "店铺.csv", DAY, "普查", street.now,
                              **more)  # fmt: skip
    assert isinstance(job, int), job
    return worked(street, job, who)


def worked(street: Shops, job: int, who: str = "bureau") -> service.JobView:
    while Worker(street.office, lambda: street.now).once():
        pass  # nightly work may be due before
    found = service.job(street.office, street.actor(who), job)
    assert found is not None
    return found


def confirmed(street: Shops, check: service.JobView) -> service.JobView:
    job = imports.import_later(street.office, street.actor("bureau"), check.id, street.now)
    assert isinstance(job, int), job
    again = imports.import_later(street.office, street.actor("bureau"), check.id, street.now)
    assert again == job
    return worked(street, job)


def areas(street: Shops, on: date) -> dict[str, str]:
    page = find(street.office, street.actor("bureau"), Query("shops", on), street.now)
    return {line.title: line.cells["面积"].zh for line in page.lines} if page else {}


def test_a_file_is_looked_at_then_confirmed_and_written_once(street: Shops) -> None:
    check = checked(street, csv("渝中区,面馆,25", f"{HERE},粉店,30", "大渡口区,茶馆,12"))
    assert check.result["counts"] == {"new": 2, "changed": 1, "gone": 0, "same": 0, "wrong": 0}
    assert areas(street, DAY) == {"面馆": "20"}
    done = confirmed(street, check)
    assert done.state == "done" and done.result["counts"]["new"] == 2
    assert areas(street, DAY) == {"面馆": "25", "粉店": "30", "茶馆": "12"}
    assert areas(street, date(2026, 3, 31)) == {"面馆": "20"}
    with street.office.db.read() as s:
        new = s.exec(select(Entry).where(col(Entry.import_id).is_not(None), Entry.title == "面馆")).one()
        assert (new.first_id, new.entered, new.reason) == (1, date(2026, 3, 2), "普查")
        rows = s.exec(select(EntryRow.table).where(EntryRow.entry_id == new.id)).all()
        assert sorted(rows) == ["人员", "人员.证照"]  # the file says nothing of them


def test_what_is_wrong_is_told_row_by_row_and_hinders_everything(street: Shops) -> None:
    check = checked(street, csv("没有的区,甲,1", f"{HERE},,2", f"{HERE},乙,很大", f"{HERE},丙,1", f"{HERE},丙,2"))
    assert check.result["counts"]["wrong"] == 4
    assert {line["message"]["code"] for line in check.result["listed"]} >= {"twice_row", "required"}
    refused = imports.import_later(street.office, street.actor("bureau"), check.id, street.now)
    assert isinstance(refused, Refusal) and refused.message.code == "import.wrong"
    marked = imports.marked_file(street.office, street.actor("bureau"), check.id, "zh", street.now)
    assert marked is not None and len(load_workbook(io.BytesIO(marked)).sheetnames) >= 2


def test_a_whole_file_takes_out_what_it_does_not_have(street: Shops) -> None:
    confirmed(street, checked(street, csv(f"{THERE},茶馆,12"), whole=True))
    assert areas(street, DAY) == {"茶馆": "12"}
    entry = street.entry("面馆")
    assert (entry.until, entry.out_reason, entry.goes_on) == (DAY, "普查", False)


def test_what_changed_since_the_look_is_not_written(street: Shops) -> None:
    check = checked(street, csv(f"{HERE},粉店,30"))
    street.entered({"店名": "粉店", "面积": 1}, on="2026-03-20")
    done = confirmed(street, check)
    assert done.state == "failed" and done.error is not None and done.error.code == "import.changed"
    assert areas(street, DAY)["粉店"] == "1"


def test_an_import_is_taken_back_while_nothing_else_happened(street: Shops) -> None:
    confirmed(street, checked(street, csv(f"{HERE},面馆,25", f"{HERE},粉店,30")))
    with street.office.db.read() as s:
        number = s.exec(select(RegisterImport.id)).one() or 0
    assert imports.undo_import(street.office, street.actor("writer"), number, street.now) is not None
    assert imports.undo_import(street.office, street.actor("bureau"), number, street.now) is None
    assert areas(street, DAY) == {"面馆": "20"}
    with street.office.db.read() as s:
        assert len(s.exec(select(Entry)).all()) == 1
        assert {r.entry_id for r in s.exec(select(EntryRow))} == {v.entry_id for v in s.exec(select(EntryValue))} == {1}
    (line,) = imports.imports(street.office, street.actor("admin"), "shops", street.now)
    assert line.undone_at is not None
    again = imports.undo_import(street.office, street.actor("bureau"), number, street.now)
    assert again is not None and again.message.code == "import.undone_already"


def test_what_was_touched_since_is_not_taken_back(street: Shops) -> None:
    confirmed(street, checked(street, csv(f"{HERE},粉店,30")))
    case = street.licence({"店名": "粉店", "面积": 31}, on="2026-04-20")
    street.done(case, "bureau", "alter")
    refused = imports.undo_import(street.office, street.actor("bureau"), 1, street.now)
    assert refused is not None and refused.message.code == "import.touched"


def test_only_those_whom_the_register_names_import(street: Shops) -> None:
    found = imports.check_later(street.office, street.actor("writer"), "shops", csv(), "a.csv", DAY, "x", street.now)
    assert isinstance(found, Refusal) and found.guard == "role"
    empty = imports.check_later(street.office, street.actor("bureau"), "shops", csv(), "a.csv", DAY, " ", street.now)
    assert isinstance(empty, Refusal) and empty.guard == "reason"


def test_the_empty_workbook_can_be_filled_in(street: Shops) -> None:
    book = imports.empty_file(street.office, street.actor("bureau"), "shops", "zh", street.now)
    assert book is not None and "店铺名录" in load_workbook(io.BytesIO(book)).sheetnames
    assert imports.empty_file(street.office, street.actor("writer"), "shops", "zh", street.now) is None
