"""Entries from a file: looked at first, confirmed, written once, and taken back while nothing else happened."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import col, select

from data.queries.search import finding
from data.queries.search.pieces import ENTRIES
from data.tables import Entry, EntryRow, EntryValue, RegisterImport
from tests.workflows.shops import HERE, THERE, Shops, shops
from workflows.engine.types import Refusal
from workflows.jobs import service
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.registers import importing, imports
from workflows.registers.listing import find
from workflows.registers.query import Query
from workflows.search.rebuild import check as search_differs

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
    assert check.result["counts"] == {"new": 2, "changed": 1, "gone": 0, "same": 0, "wrong": 0, "left": 0}
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


@pytest.mark.parametrize(("ahead", "piece", "many"), [(99, 99, 99), (99, 2, 1), (3, 2, 1), (0, 1, 1)])
def test_what_is_found_of_an_import_is_what_would_be_made_anew(
    street: Shops, monkeypatch: pytest.MonkeyPatch, ahead: int, piece: int, many: int
) -> None:
    for name, size in (("AHEAD", ahead), ("PIECE", piece), ("MANY", many)):
        monkeypatch.setattr(importing, name, size)
    confirmed(street, checked(street, csv(*(f"{HERE},书店{n},{n}" for n in range(5)))))
    assert search_differs(street.office, street.now) == 0
    with street.office.db.read() as session:
        found = finding.find(session, ENTRIES, street.actor("bureau").tokens, "书店").ids
        assert len(set(session.exec(select(Entry.title).where(col(Entry.id).in_(found))))) == 5


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


LINES = ("没有的区,甲,1", f"{HERE},,2", f"{HERE},乙,很大", f"{HERE},丙,1", f"{HERE},粉店,30", f"{HERE},面馆,25")


def leaving(street: Shops, check: service.JobView) -> service.JobView:
    jobs = {imports.import_later(street.office, street.actor("bureau"), check.id, street.now, leave=True) for _ in "ab"}
    (job,) = jobs
    assert isinstance(job, int), job
    return worked(street, job)


def test_what_is_right_is_taken_in_and_the_wrong_rows_come_back_to_be_mended(street: Shops) -> None:
    check = checked(street, csv(*LINES))
    assert check.result["counts"] == {"new": 2, "changed": 1, "gone": 0, "same": 0, "wrong": 3, "left": 3}
    assert all(one["cell"] and one["todo"] for one in check.result["listed"])
    assert imports.left_file(street.office, street.actor("writer"), check.id, "zh", street.now) is None
    done = leaving(street, check)
    assert done.state == "done" and done.result["counts"]["left"] == 3
    assert areas(street, DAY) == {"面馆": "25", "丙": "1", "粉店": "30"}
    left = imports.left_file(street.office, street.actor("bureau"), check.id, "zh", street.now)
    assert left is not None
    again = checked(street, mended(left))
    assert again.result["counts"] == {"new": 3, "changed": 0, "gone": 0, "same": 0, "wrong": 0, "left": 0}
    assert not any(n["code"] == "sheet.unknown" for n in again.result["notes"])
    confirmed(street, again)
    assert areas(street, DAY) == {"面馆": "25", "丙": "1", "粉店": "30", "甲": "1", "茶馆": "2", "乙": "7"}


def mended(content: bytes) -> bytes:
    """The workbook of what was left, put right; the reason stands beside each row."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["店铺名录"]
    rows = list(sheet.iter_rows(min_row=3))
    said = [str(r[5].value) for r in rows]
    assert len(rows) == 3 and "没有的区" in said[0] and "店名" in said[1] and "面积" in said[2], said
    rows[0][1].value, rows[1][2].value, rows[2][3].value = "渝中区", "茶馆", 7
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_import_that_left_something_is_taken_back_like_any(street: Shops) -> None:
    leaving(street, checked(street, csv(*LINES)))
    (line,) = imports.imports(street.office, street.actor("bureau"), "shops", street.now)
    assert line.counts["left"] == 3
    assert imports.undo_import(street.office, street.actor("bureau"), line.id, street.now) is None
    assert areas(street, DAY) == {"面馆": "20"}


def test_nothing_goes_out_while_a_row_of_the_whole_register_is_wrong(street: Shops) -> None:
    check = checked(street, csv(f"{THERE},茶馆,12", f"{HERE},乙,很大"), whole=True)
    assert check.result["counts"] == {"new": 1, "changed": 0, "gone": 0, "same": 0, "wrong": 1, "left": 1}
    leaving(street, check)
    assert areas(street, DAY) == {"面馆": "20", "茶馆": "12"}


def test_where_nothing_is_right_or_a_row_belongs_to_nothing_it_is_all_or_nothing(street: Shops) -> None:
    check = checked(street, csv(f"{HERE},乙,很大"))
    refused = imports.import_later(street.office, street.actor("bureau"), check.id, street.now, leave=True)
    assert isinstance(refused, Refusal) and refused.message.code == "import.not_severable"
    book = Workbook()
    book.active.append(["辖区", "店名", "面积"])
    book.active.append(["渝中区", "粉店", 30])
    staff = book.create_sheet("人员")
    staff.append(["店铺名录序号", "姓名"])
    staff.append(["没有这一家", "张三"])
    out = io.BytesIO()
    book.save(out)
    check = checked(street, out.getvalue())
    assert check.result["counts"]["new"] == 1 and check.result["counts"]["wrong"] == 1
    refused = imports.import_later(street.office, street.actor("bureau"), check.id, street.now, leave=True)
    assert isinstance(refused, Refusal) and refused.message.code == "import.not_severable"


def test_what_stands_there_already_is_not_judged_anew(street: Shops) -> None:
    with street.office.db.write() as s:
        entry = s.get_one(Entry, 1)
        entry.body, entry.key, entry.district = {**entry.body, "辖区": "500999"}, '["500999","面馆"]', "500999"
    check = checked(street, csv("500999,面馆,20", f"{HERE},粉店,30"))
    assert check.result["counts"] == {"new": 1, "changed": 0, "gone": 0, "same": 1, "wrong": 0, "left": 0}
