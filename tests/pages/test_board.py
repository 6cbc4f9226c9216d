"""看板 and 名录 as their readers see them: words with numbers, choices in the address, nothing of others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from data.tables import Grant, Person
from tests.pages.shell import open_page
from tests.pages.work import going, here, press, tables, words
from tests.workflows.boards import seed
from tests.workflows.boards.seed import JIANGBEI, NOW, REGISTER, WANZHOU, YUZHONG
from workflows.office import Office

BOARD = "declarations"
LISTED, GONE, DONE = "图上数字对应的清单", "谁还没报", "已申报"  # what tables are called
PEOPLE = {"leader": ("leader", "500000"), "clerk": ("clerk", YUZHONG), "head": ("head", WANZHOU), "none": ("", "")}


@pytest.fixture
def staffed(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office with figures and somebody to look at them."""
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    seed.stock(office)
    with office.db.write() as s:
        for number, (login, (role, where)) in enumerate(PEOPLE.items(), 10):
            language = "en" if login == "head" else "zh"
            s.add(Person(id=number, login=login, name=login, organisation_id=1, created_at=NOW, language=language))
            s.flush()
            if role:
                day = date(2024, 1, 1)
                s.add(Grant(person_id=number, role=role, organisation_id=1, district=where, valid_from=day))
    yield office
    office.db.close()


@contextmanager
def seen(office: Office, login: str, slug: str, **query: str) -> Iterator[AppTest]:
    person = 10 + list(PEOPLE).index(login)
    with open_page(office, person, slug, Path("/nowhere"), now=NOW, **query) as at:
        assert not at.exception
        yield at


def charts(at: AppTest) -> int:
    return len(at.get("plotly_chart"))


def test_the_leader_reads_the_state_in_one_sentence_and_every_figure_names_its_scope(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        text = words(at)
        assert "<b>4</b> / <b>7</b>" in text and "其中 <b>3</b> 个逾期" in text and 'class="late"' in text
        figures = text.count('class="fig"')
        assert figures == 9 and text.count("重庆市") >= figures and text.count("2026-11-24") >= figures
        assert charts(at) == 7, "two figures are tables or empty"


def test_a_district_is_told_its_own_scope_and_nothing_about_others(staffed: Office) -> None:
    with seen(staffed, "clerk", "board", board=BOARD, scope=WANZHOU) as at:
        text = words(at)
        assert "渝中区" in text and "万州" not in text and "逾期未报" not in text
        assert not at.selectbox, "one scope is no choice"


def test_the_board_speaks_english(staffed: Office) -> None:
    with seen(staffed, "head", "board") as at:
        text = words(at)
        assert "Wanzhou District" in text and "as of" in text and "在册" not in text


def test_a_day_and_a_scope_are_kept_in_the_address(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        at.selectbox(key="board_scope").select(WANZHOU).run()
        at.date_input(key="board_on").set_value(date(2026, 11, 4)).run()
        assert not at.exception and here(at)["scope"] == WANZHOU and here(at)["on"] == "2026-11-04"
        assert at.button(key="open_card_num_regions").label == "2 个"


@pytest.mark.parametrize("query", [{"on": "soon"}, {"scope": "'"}, {"c_x": "y", "board": "?"}])
def test_an_address_that_makes_no_sense_shows_the_usual_board(staffed: Office, query: dict[str, str]) -> None:
    with seen(staffed, "leader", "board", **query) as at:
        assert 'class="sentence"' in words(at)


def test_a_number_opens_the_list_it_counts(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        at.button(key="open_card_num_regions").click().run()
        assert not at.exception
        (listed,) = [t for t in tables(at) if t["label"] == LISTED]
        assert len(listed["rows"]) == 4


def test_the_number_of_those_who_declared_opens_exactly_them(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        assert "4 / 7" in at.button(key="open_card_num_declared").label
        at.button(key="open_card_num_declared").click().run()
        assert not at.exception
        roll, declared = (t["rows"] for name in (GONE, DONE) for t in tables(at) if t["label"] == name)
        assert len(roll) == 3 and len(declared) == 4 and not {r["id"] for r in roll} & {r["id"] for r in declared}


def test_a_district_that_has_not_declared_opens_how_it_stands(staffed: Office) -> None:
    with staffed.db.write() as s:
        bundle = staffed.newest(s, seed.PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "closed", "500106", campaign=None, title="去年的申报")
    with seen(staffed, "leader", "board", board=BOARD) as at:
        press(at, opened="500106")
        assert not at.exception
        text = words(at)
        assert "第四批　截止 2026-11-11" in text and "草稿" in text and "逾期未报" in text
        assert [[r["title"][0] for r in t["rows"]] for t in tables(at) if t["label"] == LISTED] == [["去年的申报"]]
        assert "今天没有在册的条目" in text
        at.button(key="board_about_cases_all").click().run()
        assert going(at) == "/cases?procedure=region_declaration&districts=500106"


def test_all_who_have_not_declared_are_listed_on_the_board_itself(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        at.button(key="all_card_missing").click().run()
        assert not at.exception and not going(at)
        on_the_page, in_the_list = (t["rows"] for t in tables(at) if t["label"] == GONE)
        assert [r["id"] for r in on_the_page] == [r["id"] for r in in_the_list]


def test_a_public_board_is_for_everybody_but_not_who_is_missing(staffed: Office) -> None:
    with seen(staffed, "none", "board", board="leaders") as at:
        assert "沙盒审批与监管总览" in words(at) and "选一个批次可以看谁还没报" in words(at)
        assert not [b for b in at.button if b.key == f"board_{BOARD}"], "the other board is not theirs"


def test_somebody_without_figures_is_told_why(staffed: Office) -> None:
    with seen(staffed, "none", "register") as at:
        assert "没有您能查看的名录" in words(at)


def test_all_marks_of_a_figure_open_their_lists_from_a_table(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD) as at:
        at.button(key="marks_card_in_register").click().run()
        assert not at.exception
        marks = tables(at)[-1]
        assert {r["what"]: r["value"] for r in marks["rows"]}["万州区"] == "2"


def test_another_board_is_one_press_away_and_keeps_the_day(staffed: Office) -> None:
    with seen(staffed, "leader", "board", board=BOARD, on="2026-11-04") as at:
        at.button(key="board_leaders").click().run()
        assert not at.exception and here(at) == {"board": "leaders", "on": "2026-11-04"}
        assert "沙盒审批与监管总览" in words(at)


def rows(at: AppTest) -> list[dict[str, Any]]:
    found = tables(at)
    return list(found[0]["rows"]) if found else []


def test_the_register_shows_a_day_and_says_that_it_is_not_public(staffed: Office) -> None:
    with seen(staffed, "leader", "register", register=REGISTER) as at:
        assert "不对外公开" in words(at) and len(rows(at)) == 4
    with seen(staffed, "leader", "register", register=REGISTER, on="2026-11-02") as at:
        assert len(rows(at)) == 5 and "2026-11-02 在册" in words(at)
    with seen(staffed, "clerk", "register", register=REGISTER) as at:
        assert [r["title"] for r in rows(at)] == ["甲园"]


def test_what_is_chosen_travels_in_the_address_of_the_register(staffed: Office) -> None:
    with seen(staffed, "leader", "register") as at:
        at.selectbox(key="register_f_f_所属类型").select("孵化园").run()
        assert [r["title"] for r in rows(at)] == ["丙园"] and here(at)["f_所属类型"] == "孵化园"
        at.text_input(key="register_text").set_value("没有这样的").run()
        assert "没有条目" in words(at) and "哪一处有" in words(at)
        at.button(key="drop_all").click().run()
        assert len(rows(at)) == 4 and "text" not in here(at)


def test_several_districts_of_a_link_are_named(staffed: Office) -> None:
    with seen(staffed, "leader", "register", districts=f"{WANZHOU},{JIANGBEI}") as at:
        assert "万州区、江北区" in at.selectbox(key="register_f_districts").options
        assert at.selectbox(key="register_f_districts").value == f"{WANZHOU},{JIANGBEI}" and len(rows(at)) == 3


def test_what_came_in_a_month_can_be_listed_and_left_again(staffed: Office) -> None:
    with seen(staffed, "leader", "register", came="2026-11") as at:
        assert [r["title"] for r in rows(at)] == ["丙园"] and "2026-11" in words(at)
        at.button(key="drop_came").click().run()
        assert len(rows(at)) == 4


def test_an_entry_opens_with_its_rows_and_goes_back(staffed: Office) -> None:
    with seen(staffed, "leader", "register") as at:
        chosen = next(r["id"] for r in rows(at) if r["title"] == "甲园")
        press(at, opened=chosen)
        assert not at.exception and here(at)["entry"] == chosen
        assert "甲园" in words(at) and len(rows(at)) == 3
        at.button(key="entry_back").click().run()
        assert "entry" not in here(at)


def test_an_entry_of_another_district_is_not_there(staffed: Office) -> None:
    with seen(staffed, "leader", "register") as at:
        others = next(r["id"] for r in rows(at) if r["title"] == "丙园")
    with seen(staffed, "clerk", "register", entry=others) as at:
        assert "没有这个条目，或者您不能查看它" in words(at) and "丙园" not in words(at)
