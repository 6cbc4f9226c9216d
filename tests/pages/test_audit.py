"""审计: verifying on the screen comes to a sentence; who may see a case is told with the right."""

from __future__ import annotations

from sqlalchemy import text

from tests.pages.work import desk, filed, follow, here, screen, tables, words
from tests.workflows.bureau import Bureau

__all__ = ["desk"]


def test_an_auditor_proves_the_histories_and_reads_the_result_in_words(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "auditor", "audit") as at:
        at.button(key="audit_begin").click().run()
        assert "历史没有被改动" in words(at) and "核对了 1 件办件的 3 步" in words(at)
        with desk.office.db.write() as session:
            session.execute(text(f"UPDATE history SET actor_id = 3 WHERE step = 2 AND case_id = {case}"))
        at.button(key="audit_begin").click().run()
        assert "有 1 处与记录不符" in words(at) and not at.exception
        (found,) = [t for t in tables(at) if t["rows"]]
        assert found["rows"][0]["why"] == "第 2 步的记录被改过" and found["rows"][0]["case"][0].startswith("渝中区")


def test_a_case_is_asked_for_by_its_number_and_everybody_who_sees_it_is_named(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "auditor", "audit") as at:
        at.text_input(key="audit_number").set_value("没有这个").run()
        assert "没有编号为“没有这个”的办件" in words(at)
        at.text_input(key="audit_number").set_value(desk.view(case).number).run()
        assert here(at)["case"] == str(case)
        (seen,) = [t for t in tables(at) if t["rows"]]
        assert [(r["role"][0], r["people"]) for r in seen["rows"]][2] == ("市局企业处", "某desk")


def test_a_draft_is_no_case_to_be_asked_about(desk: Bureau) -> None:
    with screen(desk, "auditor", "audit", case=desk.start()) as at:
        assert "没有这件办件" in words(at)


def test_the_page_is_for_auditors_and_others_are_told_so(desk: Bureau) -> None:
    for who in ("desk", "admin"):
        with screen(desk, who, "audit") as at:
            assert "您不能打开“审计”" in words(at) and not [b for b in at.button if b.key == "audit_begin"]


def test_an_auditor_finds_cases_and_reads_them_without_an_action(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "auditor", "cases") as at:
        assert [r["id"] for t in tables(at) for r in t["rows"]] == [str(case)]
    with screen(desk, "auditor", "case", case=case) as at:
        assert "渝中区 2026年第一批区域类申报" in words(at) and "审核报送" in words(at), "the history is there"
        pressed = {b.key for b in at.button if ":look:" not in (b.key or "")}  # a file may be looked at
        assert pressed <= {"who_sees", "compare", "inbox_open"}, "nothing can be done"
        at.button(key="who_sees").click().run()
        follow(at)
        assert here(at) == {"case": str(case)} and "市局企业处" in str(tables(at))
