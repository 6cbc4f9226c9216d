"""A case from its opening to its end, through the services."""

from __future__ import annotations

from sqlmodel import select

from data.tables import Case, Entry
from tests.workflows.bureau import Bureau, sample
from workflows.audit.verify import verify
from workflows.cases.drafts import open_draft


def test_a_case_goes_from_draft_to_the_register(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    sheet = open_draft(desk.office, desk.actor("desk"), case, desk.now)
    rows = sheet.values["区域"]
    rows = [{**rows[0], "结论": "纳入"}, *({**r, "结论": "不予纳入", "结论理由": "边界不清"} for r in rows[1:])]
    desk.fill(case, {"区域": rows}, "desk")
    done = desk.done(case, "conclude", "desk")
    assert done.state == "closed" and done.number == "沙申2026-500103-001"
    with desk.office.db.read() as session:
        entries = session.exec(select(Entry)).all()
        assert [e.title for e in entries] == [sample()["区域"][0]["申报名称"]]
        steps, broken = verify(session)
        assert (steps, broken) == (5, [])
        assert session.get_one(Case, case).columns
