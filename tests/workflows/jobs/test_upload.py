"""A large workbook as a job: the same draft as a small upload makes, all or nothing, told with its cells."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from data.tables import Job, SubmissionRow
from forms.diff import edits_between
from forms.sheet import read, template
from forms.sheet.guard import MAX_FILE
from tests.workflows.bureau import MONDAY, Bureau
from tests.workflows.jobs import many
from workflows.cases.drafts import Saved, Sheet, open_draft, save
from workflows.engine.types import Refusal
from workflows.jobs import service
from workflows.jobs.kinds import upload
from workflows.jobs.marking import marked_upload
from workflows.jobs.packing import unpacked, unpacked_text
from workflows.jobs.uploads import large, upload_later
from workflows.jobs.worker import Worker
from workflows.office import Office

ROWS = 300


@pytest.fixture
def desk(office: Office) -> Bureau:
    return many.offered(office)


def put(desk: Bureau, case: int, content: bytes, who: str = "clerk", **more: Any) -> int:
    job = upload_later(desk.office, desk.actor(who), case, content, "户.xlsx", desk.now, **more)
    assert isinstance(job, int), job
    return job


def work(desk: Bureau) -> None:
    assert Worker(desk.office, lambda: desk.now).once()


def outcome(desk: Bureau, job: int, who: str = "clerk") -> service.JobView:
    found = service.job(desk.office, desk.actor(who), job)
    assert found is not None
    return found


def draft(desk: Bureau, case: int) -> Sheet:
    found = open_draft(desk.office, desk.actor("clerk"), case, desk.now)
    assert isinstance(found, Sheet)
    return found


def plain(sheet: Sheet) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "_id"} for row in sheet.values.get("户", [])]


def test_the_rows_come_into_the_draft_and_are_counted(desk: Bureau) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(ROWS))
    assert outcome(desk, job).state == "waiting" and plain(draft(desk, case)) == []
    work(desk)
    done = outcome(desk, job)
    assert done.state == "done" and done.share == 1.0
    assert [done.result[k] for k in ("rows", "wrong_rows", "added", "changed", "deleted")] == [ROWS, 0, ROWS, 0, 0]
    assert len(plain(draft(desk, case))) == ROWS


def test_a_job_and_a_small_upload_make_the_same_draft(desk: Bureau) -> None:
    rows = [many.line(n, many.Random(n)) for n in range(20)]
    rows[3][1], rows[7][1], rows[9][4], rows[11][3] = "9150", many.code(6), "昨天", -4
    content = many.workbook(rows)
    large_one = many.begun(desk)
    put(desk, large_one, content)
    work(desk)
    small_one = many.begun(desk, "colleague")
    actor = desk.actor("colleague")
    sheet = open_draft(desk.office, actor, small_one, desk.now)
    assert isinstance(sheet, Sheet)
    found = read(sheet.bundle.form(), content, sheet.options, access=sheet.access)
    edits = edits_between(sheet.bundle.form(), sheet.values, found.over(sheet.bundle.form(), sheet.values))
    assert isinstance(save(desk.office, actor, small_one, edits, desk.now), Saved)
    one, other = draft(desk, large_one), draft(desk, small_one)
    assert plain(one) == plain(other)
    said = [[(f.rule, f.label, f.message) for f in s.findings] for s in (one, other)]
    assert said[0] == said[1] and len(said[0]) == 4


def test_wrong_rows_are_named_with_their_cells_and_kept_as_they_were_typed(desk: Bureau) -> None:
    rows = [many.line(n, many.Random(n)) for n in range(5)]
    rows[2][1] = "123"
    case = many.begun(desk)
    job = put(desk, case, many.workbook(rows))
    work(desk)
    told = outcome(desk, job).result
    assert (told["wrong_rows"], told["wrong"]) == (1, 1)
    listed = told["listed"][0]
    assert (listed["sheet"], listed["cell"]) == ("明细", "B4")
    assert unpacked(listed["message"]).code == "uscc_length" and "第 3 行" in unpacked_text(listed["label"]).zh
    assert plain(draft(desk, case))[2]["代码"] == "123"


def test_many_wrong_rows_are_counted_and_the_first_are_listed(desk: Bureau) -> None:
    rows = [[f"户{n}", "1"] for n in range(upload.LISTED + 30)]
    case = many.begun(desk)
    job = put(desk, case, many.workbook(rows, many.TITLES[:2]))
    work(desk)
    told = outcome(desk, job).result
    assert told["wrong_rows"] == len(rows) and len(told["listed"]) == upload.LISTED


def downloaded(desk: Bureau, case: int, rows: int) -> bytes:
    """The workbook of the first rows of a draft."""
    sheet = draft(desk, case)
    return template(sheet.bundle.form(), sheet.options, values={"户": sheet.values["户"][:rows]})


def corrected(content: bytes, staff: int) -> bytes:
    """The same workbook with another number of staff in every row."""
    book = load_workbook(io.BytesIO(content))
    sheet = next(s for s in book if any("从业人数" in str(c.value) for c in s[1]))
    column = next(c.column for c in sheet[1] if "从业人数" in str(c.value))
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 2).value:
            sheet.cell(row, column, staff)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_second_upload_corrects_the_rows_it_knows_and_leaves_the_others(desk: Bureau) -> None:
    case = many.begun(desk)
    put(desk, case, many.workbook(6))
    work(desk)
    content = downloaded(desk, case, 2)
    for staff in (7, 8):  # the same download may be corrected and handed in again
        job = put(desk, case, corrected(content, staff))
        work(desk)
        told = outcome(desk, job).result
        assert (told["added"], told["changed"], told["deleted"], told["clashes"]) == (0, 2, 0, 0)
        assert [r["人数"] for r in plain(draft(desk, case))[:2]] == [staff, staff]
    assert len(plain(draft(desk, case))) == 6


def test_a_replacing_upload_takes_away_what_the_file_does_not_have(desk: Bureau) -> None:
    case = many.begun(desk)
    put(desk, case, many.workbook(6))
    work(desk)
    sheet = draft(desk, case)
    whole = template(sheet.bundle.form(), sheet.options, values=sheet.values)
    book = load_workbook(io.BytesIO(whole))
    table = next(s for s in book if any("从业人数" in str(c.value) for c in s[1]))
    table.delete_rows(4, 4)
    out = io.BytesIO()
    book.save(out)
    job = put(desk, case, out.getvalue(), replacing=True)
    work(desk)
    assert outcome(desk, job).result["deleted"] == 4 and len(plain(draft(desk, case))) == 2


def test_where_draft_and_file_both_changed_the_draft_stays_and_it_is_told(desk: Bureau) -> None:
    case = many.begun(desk)
    put(desk, case, many.workbook(3))
    work(desk)
    content = downloaded(desk, case, 3)
    rows = draft(desk, case).values["户"]
    desk.fill(case, {"户": [{**rows[0], "人数": 999}, *rows[1:]]})
    job = put(desk, case, corrected(content, 7))
    work(desk)
    told = outcome(desk, job).result
    assert (told["changed"], told["clashes"]) == (2, 1)
    assert [r["人数"] for r in plain(draft(desk, case))] == [999, 7, 7]


def test_what_was_typed_while_the_job_was_at_work_stays(desk: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(5))
    really = upload.bulk.planned

    def planned(*given: Any, **more: Any) -> Any:
        made = really(*given, **more)
        desk.fill(case, {"说明": "同时写的", "户": [{"户名": "手填的", "代码": many.code(99)}]})
        return made

    monkeypatch.setattr(upload.bulk, "planned", planned)
    work(desk)
    sheet = draft(desk, case)
    assert outcome(desk, job).state == "done" and sheet.values["说明"] == "同时写的"
    assert [r["户名"] for r in plain(sheet)].count("手填的") == 1 and len(plain(sheet)) == 6


def test_a_case_that_was_handed_in_meanwhile_takes_nothing(desk: Bureau) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(5))
    desk.done(case, "submit", "clerk")
    work(desk)
    failed = outcome(desk, job)
    assert failed.state == "failed" and failed.error is not None and failed.error.code == "job.nothing_to_write"
    assert stored_rows(desk) == 0


def test_a_case_that_is_handed_in_while_the_job_is_at_work_takes_nothing(
    desk: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(5))
    really = upload.bulk.planned

    def planned(*given: Any, **more: Any) -> Any:
        made = really(*given, **more)
        desk.done(case, "submit", "clerk")
        return made

    monkeypatch.setattr(upload.bulk, "planned", planned)
    work(desk)
    assert outcome(desk, job).state == "failed" and stored_rows(desk) == 0


def test_an_unsafe_file_is_refused_with_the_sentence_of_the_guard(desk: Bureau) -> None:
    case = many.begun(desk)
    job = put(desk, case, b"MZ" + b"x" * 100)
    work(desk)
    failed = outcome(desk, job)
    assert failed.state == "failed" and failed.error is not None and failed.error.code.startswith("sheet.")


def test_nothing_is_stored_when_it_breaks_in_the_middle(desk: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(5))
    really = upload.bulk.write

    def broken(*given: Any) -> Any:
        really(*given)
        raise OSError("the disk is full")

    monkeypatch.setattr(upload.bulk, "write", broken)
    work(desk)
    assert stored_rows(desk) == 0 and outcome(desk, job).state == "waiting"
    monkeypatch.undo()
    desk.later(minutes=1)
    work(desk)
    assert stored_rows(desk) == 5 and outcome(desk, job).state == "done"


def stored_rows(desk: Bureau) -> int:
    with desk.office.db.read() as session:
        return session.exec(select(func.count()).select_from(SubmissionRow)).one()


def test_one_upload_at_a_time_and_only_by_those_who_may_write(desk: Bureau) -> None:
    case, content = many.begun(desk), many.workbook(3)
    for who, wanted in (("clerk2", "no_such_case"), ("leader", "no_such_case")):
        refused = upload_later(desk.office, desk.actor(who), case, content, "户.xlsx", desk.now)
        assert isinstance(refused, Refusal) and refused.message.code == wanted
    put(desk, case, content)
    again = upload_later(desk.office, desk.actor("clerk"), case, content, "户.xlsx", desk.now)
    assert isinstance(again, Refusal) and again.message.code == "job.one_at_a_time"


def test_a_stopped_upload_leaves_nothing(desk: Bureau) -> None:
    case = many.begun(desk)
    job = put(desk, case, many.workbook(3))
    assert service.stop(desk.office, desk.actor("clerk"), job, MONDAY)
    assert not Worker(desk.office, lambda: desk.now).once() and stored_rows(desk) == 0
    with desk.office.db.read() as session:
        assert session.get_one(Job, job).state == "cancelled"


def test_colleagues_see_how_far_it_is_and_others_do_not(desk: Bureau) -> None:
    case = many.begun(desk)
    put(desk, case, many.workbook(3))
    seen = service.about_case(desk.office, desk.actor("colleague"), case)
    assert [(v.state, v.mine, v.result) for v in seen] == [("waiting", False, {})]
    assert service.about_case(desk.office, desk.actor("clerk2"), case) == []


def test_files_are_large_from_some_thousand_rows_on() -> None:
    assert not large(many.workbook(300)) and large(many.workbook(6_000)) and not large(b"PK\x03\x04nothing")
    assert large(b"x" * MAX_FILE)


def test_the_file_of_an_upload_comes_back_marked_for_its_own_person_only(desk: Bureau) -> None:
    rows = [many.line(n, many.Random(n)) for n in range(5)]
    rows[2][1] = "123"
    case = many.begun(desk)
    job = put(desk, case, many.workbook(rows))
    work(desk)
    book = load_workbook(io.BytesIO(marked_upload(desk.office, desk.actor("clerk"), job, "zh", desk.now)))
    cell = book["明细"]["B4"]
    assert cell.value == "123" and cell.comment is not None and len(book.sheetnames) > 1
    assert marked_upload(desk.office, desk.actor("colleague"), job, "zh", desk.now) == b""
