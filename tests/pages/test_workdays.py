"""工作日历: administrators paste a notice, see what it changes, confirm, and take it back."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from data.tables import ClockDoubt
from tests.pages.work import desk, screen, words
from tests.workflows.bureau import Bureau
from tests.workflows.clocks.test_holidays import EXTRA
from workflows.clocks.holidays import kept, table

__all__ = ["desk"]


def test_only_administrators_come_here(desk: Bureau) -> None:
    with screen(desk, "clerk", "workdays") as at:
        assert "粘贴放假通知" not in words(at)


def test_a_notice_is_pasted_looked_at_and_confirmed(desk: Bureau) -> None:
    with screen(desk, "admin", "workdays") as at:
        assert "国庆节" in words(at) and "年的放假安排还没有录入" not in words(at)
        at.text_area(key="workdays_text").input(EXTRA)
        at.button(key="workdays_look").click().run()
        assert not at.exception
        page = words(at)
        assert "2026-03-05 周四 放假" in page and "2026-03-08 周日 上班" in page and kept(desk.office) == []
        at.button(key="workdays_confirm").click().run()
        assert not at.exception and "已录入工作日历" in words(at)
        assert not table(desk.office).is_workday(date(2026, 3, 5))
        at.button(key="workdays_back").click().run()
        at.button(key="workdays_confirm").click().run()
        assert not at.exception and table(desk.office).is_workday(date(2026, 3, 5))


def test_what_is_no_notice_says_so(desk: Bureau) -> None:
    with screen(desk, "admin", "workdays") as at:
        at.text_area(key="workdays_text").input("你好")
        at.button(key="workdays_look").click().run()
        assert "看不出是哪一年的通知" in words(at)
        at.button(key="local_look").click().run()
        assert "请选第一天" in words(at)


def test_days_of_a_district_are_added_by_hand(desk: Bureau) -> None:
    with screen(desk, "admin", "workdays") as at:
        at.selectbox(key="local_place").select("500103")
        at.date_input(key="local_first").set_value(date(2026, 3, 5))
        at.text_input(key="local_occasion").input("区庆")
        at.text_input(key="local_basis").input("区政府通知")
        at.button(key="local_look").click().run()
        at.button(key="workdays_confirm").click().run()
        assert not at.exception
        assert not table(desk.office, "500103").is_workday(date(2026, 3, 5))


def test_a_year_that_is_not_announced_says_so(desk: Bureau) -> None:
    with screen(desk, "admin", "workdays", year="2027") as at:
        assert "2027 年的放假安排还没有录入" in words(at)


def test_an_administrator_is_asked_whether_the_date_is_right(desk: Bureau) -> None:
    with desk.office.db.write() as session:
        session.add(ClockDoubt(why="away", before=desk.now - timedelta(days=40), after=desk.now))
    with screen(desk, "clerk", "home") as at:
        assert "本机时间要请您确认" not in words(at)
    for slug in ("home", "workdays"):
        with screen(desk, "admin", slug) as at:
            assert "本机时间要请您确认" in words(at) and at.button(key="clock_doubt_confirm").disabled
    with screen(desk, "admin", "workdays") as at:
        at.radio(key="clock_doubt_answer").set_value("off").run()
        at.button(key="clock_doubt_confirm").click().run()
        assert not at.exception and "已确认" in words(at) and "本机时间要请您确认" not in words(at)
    with desk.office.db.read() as session:
        assert session.exec(select(ClockDoubt.answer)).one() == "off"
