"""A case from its opening to its end, through the services."""

from __future__ import annotations

from sqlmodel import select

from data.tables import Case, Entry
from tests.workflows.bureau import Bureau, sample
from workflows.audit.verify import verify


def test_a_case_goes_from_draft_to_the_register(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.decided(case)
    sheet = desk.sheet(case, "desk")
    assert sheet.case.state == "closed" and sheet.case.number == "沙申2026-500103-001"
    decided = [(r.get("结论"), r.get("结论理由")) for r in sheet.values["区域"]]
    assert decided == [("纳入", None), ("不予纳入", "边界不清")]
    with desk.office.db.read() as session:
        entries = session.exec(select(Entry)).all()
        assert [e.title for e in entries] == [sample()["区域"][0]["申报名称"]]
        steps, broken = verify(desk.office, session)
        assert (steps, broken) == (9, [])
        assert session.get_one(Case, case).columns
