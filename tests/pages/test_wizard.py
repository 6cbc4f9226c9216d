"""填报 page by page: what is drawn, where links lead, what the address says, and when the form may be handed in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from forms.steps import SCREEN
from tests.long_form import longer
from tests.pages.work import content, going, here, screen, words
from tests.workflows.bureau import Bureau, bureau
from workflows.office import Office

KINDS = ("text_input", "number_input", "selectbox", "text_area", "date_input")


def long_desk(template: Path, folder: Path, pages: int) -> Bureau:
    shutil.copy(template, folder / "office.db")
    office = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    return bureau(office, texts_change=longer(200, pages))


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    """A bureau whose form has 200 fields more, on five pages: 3 + 5 pages."""
    made = long_desk(sqlite_template, tmp_path, 5)
    yield made
    made.office.db.close()


@contextmanager
def opened(desk: Bureau, case: int, who: str = "clerk", **query: Any) -> Iterator[AppTest]:
    with screen(desk, who, "form", case=case, **query) as app:
        yield app


def widgets(app: AppTest) -> list[Any]:
    """What is asked on the form; the search in the top bar is none of it."""
    return [w for kind in KINDS for w in app.get(kind) if w.key != "find"]


def labels(app: AppTest) -> list[str]:
    return [w.label.split(" :")[0] for w in widgets(app)]


def press(app: AppTest, key: str) -> None:
    next(b for b in app.button if b.key == key).click().run()
    assert not app.exception


def shown(app: AppTest, key: str) -> str:
    return str(next(b.label for b in app.button if b.key == key))


def test_one_page_is_drawn_at_a_time_and_next_and_previous_turn_it(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case) as app:
        assert {"联系人", "联系电话"} <= set(labels(app)) and "附1的1项" not in labels(app)
        assert next(b for b in app.button if b.key == "page_before").disabled
        press(app, "page_after")
        assert here(app) == {"case": str(case), "page": "2"}
        press(app, "page_after")
        press(app, "page_after")
        assert "附1的1项" in labels(app) and "联系人" not in labels(app) and len(widgets(app)) <= SCREEN
        press(app, "page_before")
        assert here(app)["page"] == "3"


def test_the_page_stands_in_the_address_and_nonsense_there_is_no_error(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case, page="5") as app:
        assert "附2的1项" in labels(app)
    for page in ("99", "0", "-1", "x", "⁴"):
        with opened(desk, case, page=page, section="77") as app:
            assert "联系人" in labels(app)


def test_next_says_what_is_missing_and_does_not_stand_in_the_way(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case, page="4") as app:
        assert "未填" in shown(app, "step_4")
        press(app, "page_after")
        assert here(app)["page"] == "5" and "“附表1”还有 1 处没有填好：附1的1项" in words(app)
        assert "要改 1 处" in shown(app, "step_4") and "未填" in shown(app, "step_5")
        press(app, "step_4")
        next(w for w in app.text_input if w.label.startswith("附1的1项")).set_value("填了").run()
        assert "已填好" in shown(app, "step_4")


def test_a_field_on_another_page_is_reached_from_the_list_of_what_is_to_mend(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    with opened(desk, case, page="1") as app:
        assert "附3的1项" in shown(app, "go_mend_2")
        press(app, "go_mend_2")
        assert here(app)["page"] == "6" and "附3的1项" in labels(app)


def test_the_summary_shows_everything_and_only_there_it_is_handed_in(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**content(), **{f"附{n}的1": f"值{n}" for n in range(1, 6)}, "情况说明": "都好"})
    with opened(desk, case) as app:
        assert not [b for b in app.button if b.key == "forward"]
        press(app, "step_summary")
        assert here(app)["page"] == "summary" and widgets(app) == []
        assert all(f"值{n}" in words(app) for n in range(1, 6)) and "都好" in words(app)
        press(app, "forward")
        assert going(app) == f"/case?case={case}"
        assert desk.sheet(case, "head").case.state != "draft"


def test_each_finding_on_the_summary_leads_to_its_page(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    with opened(desk, case, page="summary") as app:
        assert "附5的1项" in shown(app, "go_sum_4")
        press(app, "go_sum_4")
        assert here(app)["page"] == "8" and "附5的1项" in labels(app)


def test_handing_in_too_early_leads_to_the_first_place(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    with opened(desk, case, page="summary") as app:
        press(app, "forward")
        assert here(app)["page"] == "4" and "没有提交" in words(app)


def test_a_page_with_a_condition_comes_and_goes_and_is_kept(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {"附5的1": "留着"})
    with opened(desk, case, page="4") as app:
        assert "附表5" in shown(app, "step_8")
        next(w for w in app.text_input if w.label.startswith("附1的1项")).set_value("不要").run()
        assert not [b for b in app.button if b.key == "step_8"]
        assert desk.sheet(case).values["附5的1"] == "留着"


def test_what_was_filled_in_on_one_page_is_there_when_it_is_opened_again(desk: Bureau) -> None:
    case = desk.start()
    with opened(desk, case, page="4") as app:
        next(w for w in app.text_input if w.label.startswith("附1的5项")).set_value("甲").run()
        press(app, "page_after")
        press(app, "page_before")
        assert next(w for w in app.text_input if w.label.startswith("附1的5项")).value == "甲"
        assert desk.sheet(case).values["附1的5"] == "甲"


def test_somebody_who_only_reads_turns_pages_too(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {"附1的5": "给人看"})
    with opened(desk, case, "head", page="4") as app:
        assert "给人看" in words(app) and "附1的5项" not in labels(app)


def test_a_page_too_long_for_a_screen_is_cut_and_remembers_which_section_is_open(
    sqlite_template: Path, tmp_path: Path
) -> None:
    desk = long_desk(sqlite_template, tmp_path, 1)
    case = desk.start()
    with opened(desk, case, page="4") as app:
        assert "附1的1项" in labels(app) and len(widgets(app)) <= SCREEN
        press(app, "section_4_3")
        assert here(app) == {"case": str(case), "page": "4", "section": "3"}
        assert "附1的1项" not in labels(app) and "附1的130项" in labels(app) and len(widgets(app)) <= SCREEN
        press(app, "step_1")
        press(app, "step_4")
        assert here(app)["section"] == "3" and "附1的130项" in labels(app)
        press(app, "go_mend_0")
        press(app, "step_4")
    desk.fill(case, {**content(), "附1的1": "一", "附1的7": "不是数"})
    with opened(desk, case, page="4", section="4") as app:
        press(app, "go_mend_0")
        assert "附1的7项" in labels(app) and "section" not in here(app)


def test_the_shipped_form_is_short_and_stays_as_it_was(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    desk = bureau(office)
    with opened(desk, desk.start()) as app:
        assert not [b for b in app.button if (b.key or "").startswith(("step_", "page_"))]
        assert [b for b in app.button if b.key == "forward"]


def test_in_english_nothing_of_the_pages_is_left_in_chinese(desk: Bureau) -> None:
    from pages.words.wizard import WORDS
    from workflows.people.accounts import set_language

    case = desk.start()
    set_language(desk.office, desk.people["clerk"], "en")
    chinese = [zh.partition("{")[0] for zh, _ in WORDS.values() if len(zh.partition("{")[0]) > 1]
    for page in ("4", "summary"):
        with opened(desk, case, page=page) as app:
            told = words(app) + "".join(str(b.label) for b in app.button)
            assert [w for w in chinese if w in told] == []
            assert "Not begun" in told or "to mend" in told
