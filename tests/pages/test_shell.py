"""The shell: bound to the person, closed to those without the role, polite when a session ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.tables import Organisation, Person, Setting
from forms.text import Catalogue
from pages import context, menu, messages
from pages.words import __path__ as words_folder
from tests.pages.shell import open_page
from tests.workflows.people.office import Small
from workflows.office import Office


@pytest.fixture
def small(office: Office) -> Small:
    return Small(office)


def shown(app) -> str:
    """All HTML and text of the page."""
    return "\n".join([e.proto.body for e in app.get("html")] + [m.value for m in app.markdown])


def test_a_page_is_drawn_in_its_frame(small: Small, tmp_path: Path) -> None:
    with open_page(small.office, small.admin_id, "account", tmp_path) as app:
        assert not app.exception
        page = shown(app)
        assert "我的账户" in page and "市局" in page and "演示数据" not in page


def test_a_practice_office_says_so_on_every_page(small: Small, tmp_path: Path) -> None:
    with small.office.db.write() as session:
        session.add(Setting(key="practice", value=True))
    with open_page(small.office, small.admin_id, "account", tmp_path) as app:
        assert "演示数据" in shown(app)


def test_a_page_for_administrators_tells_others_so_and_draws_nothing(small: Small, tmp_path: Path) -> None:
    clerk = small.person("chen", "clerk")
    with open_page(small.office, clerk, "people", tmp_path) as app:
        page = shown(app)
        assert "您不能打开“人员”" in page and "管理员" in page
        assert "新增人员" not in page and not [b for b in app.button if b.key.startswith("people")]


@pytest.mark.parametrize("slug", ["new", "register", "board"])
def test_who_may_see_nothing_is_told_how_to_come_to_a_role(small: Small, tmp_path: Path, slug: str) -> None:
    clerk = small.person("chen")
    for who, how in ((clerk, "向本单位管理员申请"), (small.admin_id, "在“人员”里授予角色")):
        with open_page(small.office, who, slug, tmp_path) as app:
            assert how in shown(app) and not app.exception


def test_an_administrator_sees_the_people(small: Small, tmp_path: Path) -> None:
    with open_page(small.office, small.admin_id, "people", tmp_path, person=str(small.admin_id)) as app:
        assert not app.exception
        assert any(i.value == "Admin" for i in app.text_input)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_organisations_are_opened_by_the_same_address_and_named_in_either_language(
    small: Small, tmp_path: Path, language: str
) -> None:
    with small.office.db.write() as session:
        session.get_one(Person, small.admin_id).language = language
        gone = Organisation(name="江北区局", name_en="Jiangbei office", district="500105")
        session.add(gone)
        session.flush()
        chosen = str(gone.id)
    with open_page(small.office, small.admin_id, "people", tmp_path, people_view="organisations") as app:
        told = str([json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json])
        assert {"zh": "江北区", "en": "Jiangbei District"}[language] in told and "500105" not in told
        app.query_params["organisation"] = chosen
        app.run()
        range_, above = (app.selectbox(key=f"{k}_{chosen}") for k in ("oplace", "oparent"))
        assert range_.value == "500105", "saving it does not move it to another district"
        assert ("Jiangbei office" in above.options) == (language == "en")


def test_a_role_is_offered_where_the_office_of_the_person_lies_not_for_the_whole_city(
    small: Small, tmp_path: Path
) -> None:
    clerk = small.person("chen", "clerk")
    with open_page(small.office, small.admin_id, "people", tmp_path, person=str(clerk)) as app:
        place = next(s for s in app.selectbox if s.label == "范围")
        with small.office.db.read() as session:
            assert place.value == session.get_one(Organisation, small.here).district != "500000"


def test_a_wrong_new_person_is_told_and_a_right_one_is_there(small: Small, tmp_path: Path) -> None:
    with open_page(small.office, small.admin_id, "people", tmp_path, person="new") as app:
        fields = {i.label: i for i in app.text_input}
        fields["姓名"].set_value("陈立军")
        fields["账号"].set_value("x")
        next(s for s in app.selectbox if s.label == "单位").set_value(small.here)
        next(b for b in app.button if b.label == "新增").click().run()
        assert "账号要 2–40 个字符" in shown(app)
        next(i for i in app.text_input if i.label == "账号").set_value("chenlijun")
        next(b for b in app.button if b.label == "新增").click().run()
        assert not app.exception
        assert "已新增 陈立军" in shown(app)


def test_a_tab_that_another_person_takes_over_starts_empty(small: Small, tmp_path: Path) -> None:
    other = small.person("chen", "clerk")
    with open_page(small.office, small.admin_id, "account", tmp_path) as app:
        app.session_state["secret_of_admin"] = "x"
        app.run()
        assert "secret_of_admin" in app.session_state
        with pytest.MonkeyPatch.context() as patch:
            from tests.pages.shell import signed

            patch.setattr(context, "who", signed(small.office, other))
            app.run()
            assert "secret_of_admin" not in app.session_state


def test_an_ended_session_shows_a_way_back_and_nothing_else(small: Small, tmp_path: Path) -> None:
    with open_page(small.office, small.admin_id, "account", tmp_path) as app, pytest.MonkeyPatch.context() as patch:
        patch.setattr(context, "who", lambda late=False: None)
        app.run()
        assert not app.exception
        page = shown(app)
        assert "您的登录已结束" in page and 'href="/signin?next=' in page
        assert "单位" not in page and not app.text_input


def _failing() -> None:
    from pages.web.errors import on_script_error

    on_script_error(ValueError("what nobody should read"))


def test_a_page_that_fails_is_a_sentence_with_a_number_and_no_traceback() -> None:
    app = AppTest.from_function(_failing).run()
    assert not app.exception
    assert re.search(r"编号 E-[0-9A-F]{6} ", shown(app)) and "nobody should read" not in shown(app)


def test_every_sentence_of_the_pages_exists_in_both_languages() -> None:
    assert isinstance(messages.MESSAGES, Catalogue)
    for code in messages.MESSAGES:
        zh, en = messages.MESSAGES._entries[code]
        assert zh and en, code


def test_every_page_of_the_menu_has_a_title_and_a_place() -> None:
    for item in menu.MENU:
        assert item.title in messages.MESSAGES
        assert item.section in ("", *menu.SECTIONS)
        assert not item.section or item.icon
        assert not item.under or any(o.slug == item.under for o in menu.MENU)
    assert list(words_folder)
