"""检索: what is typed into the one box, what is shown of it, to whom."""

from __future__ import annotations

from tests.pages.work import desk, filed, here, screen, words
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau

__all__ = ["desk"]


def hits(desk: Bureau, who: str, **query: str) -> set[str]:
    with screen(desk, who, "search", **query) as at:
        assert not at.exception
        return {b.key for b in at.button if (b.key or "").startswith("open_")}


def test_what_is_typed_travels_in_the_address_and_is_found_with_its_field(desk: Bureau) -> None:
    case = filed(desk, HERE)
    given = {"退回原因": ["说明不清"], "补正内容": "请重新标注四至坐标", "补正期限": "2026-03-20"}
    desk.done(case, "ask", "desk", given)
    with screen(desk, "desk", "search") as at:
        assert "输入要找的字词" in words(at)
        at.text_input(key="search_q").set_value(" 四至坐标 ").run()
        assert here(at) == {"q": "四至坐标"}
        assert at.button(key=f"open_case_{case}").label
        assert "补正内容：" in words(at) and "四至坐标" in words(at)


def test_everybody_finds_only_their_own(desk: Bureau) -> None:
    case, there = filed(desk, HERE), filed(desk, THERE)
    number = desk.view(case, "desk").number or ""
    assert hits(desk, "desk", q=number) == {f"open_case_{case}"} == hits(desk, "clerk", q=number)
    assert hits(desk, "clerk2", q=number) == set() == hits(desk, "nobody", q=number)
    assert hits(desk, "desk", q="申报", kind="cases") == {f"open_case_{case}", f"open_case_{there}"}


def test_filters_narrow_and_an_empty_answer_says_what_can_be_done(desk: Bureau) -> None:
    case = filed(desk, HERE)
    assert hits(desk, "desk", q="申报", kind="cases", state="open", since="month") == {f"open_case_{case}"}
    with screen(desk, "desk", "search", q="申报 没有的", state="ended") as at:
        assert "没有找到“申报 没有的”" in words(at)
        at.button(key="search_without").click().run()
        assert here(at) == {"q": "申报 没有的"}
        at.button(key="search_only").click().run()
        assert here(at) == {"q": "申报"} and f"open_case_{case}" in {b.key for b in at.button}


def test_signs_alone_are_told_to_be_nothing_that_could_be_looked_for(desk: Bureau) -> None:
    with screen(desk, "desk", "search", q="😀 (\"*") as at:
        assert not at.exception and "里面没有可以检索的字词" in words(at)


def test_a_procedure_a_page_and_a_person_are_found_by_name_for_whom_they_are(desk: Bureau) -> None:
    with screen(desk, "clerk", "search", q="區域申報") as at:
        assert not at.exception
        keys = {b.key for b in at.button}
        assert {f"open_procedure_{PROCEDURE}", f"new_procedure_{PROCEDURE}", f"cases_procedure_{PROCEDURE}"} <= keys
    with screen(desk, "auditor", "search", q="区域申报") as at:
        assert f"new_procedure_{PROCEDURE}" not in {b.key for b in at.button}
    person = f"open_person_{desk.people['clerk']}"
    name = desk.actor("clerk").name
    for who, seen in (("admin", True), ("colleague", False), ("desk", False)):
        with screen(desk, who, "search", q=name) as at:
            assert (person in {b.key for b in at.button}) == seen
            assert (f"<span>{name}</span>" in words(at)) == (who == "colleague")
    with screen(desk, "clerk", "search", q="人员") as at:
        assert "open_page_people" not in {b.key for b in at.button}
