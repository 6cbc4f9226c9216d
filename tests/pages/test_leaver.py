"""离岗交接: what a leaver still has to do stands with the person, case by case, and goes to somebody else."""

from __future__ import annotations

from tests.pages.work import desk, filed, screen, words
from tests.workflows.bureau import HERE, THERE, Bureau

__all__ = ["desk"]


def claimed(desk: Bureau, subject: str = HERE) -> int:
    """A case in the round whose opinions one person has claimed."""
    case = filed(desk, subject)
    desk.done(case, "accept", "desk")
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="verb_claim").click().run()
        at.button(key="verb_yes").click().run()
        assert "已办理：认领" in words(at)
    return case


def test_a_case_with_several_tasks_is_named_once(desk: Bureau) -> None:
    claimed(desk)
    with screen(desk, "admin", "people", person=desk.people["desk"]) as at:
        page = words(at)
        assert "还有 2 项待办在其名下" in page and page.count("渝中区 2026年第一批区域类申报") == 1 and "2 项" in page


def test_the_hand_over_asks_to_whom_and_tells_what_came_of_it(desk: Bureau) -> None:
    claimed(desk), claimed(desk, THERE)
    leaver = desk.people["desk"]
    with screen(desk, "admin", "people", person=leaver) as at:
        at.button(key=f"leaver_{leaver}").click().run()
        assert "先选交给谁" in words(at)
        at.selectbox(key=f"leaver_to_{leaver}").set_value(desk.people["law"]).run()
        at.button(key=f"leaver_{leaver}").click().run()
        assert "已交接 3 项" in words(at) and "名下没有待办" in words(at)


def test_a_role_is_not_given_before_one_is_chosen(desk: Bureau) -> None:
    with screen(desk, "admin", "people", person=desk.people["nobody"]) as at:
        next(b for b in at.button if b.label == "授予角色").click().run()
        assert "先选要授予的角色" in words(at)
