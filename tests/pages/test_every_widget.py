"""Every field type has a widget of the same name, which draws what is stored, what is wrong, and nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from forms import registry
from pages import context
from pages.parts import arrival
from pages.widgets import known
from tests.forms.test_every_type import ALL, HELD, OPTIONS, field
from workflows.office import Office
from workflows.settings import Settings

WRONG = {k for k, more in HELD if not more}


@pytest.fixture(scope="module", autouse=True)
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An empty office, which widgets of files ask about them."""
    folder = tmp_path_factory.mktemp("widgets")
    shutil.copy(sqlite_template, folder / "office.db")
    found = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    context.install(found, Settings(folder=folder, database=""))
    yield found
    found.db.close()


def drawn(kind: str, more: dict[str, Any], state: str, lang: str) -> AppTest:
    """One widget alone: with a sample, with a wrong value, or empty."""
    app = AppTest.from_function(script, args=(kind, more, state, lang), default_timeout=20)
    return app.run()


def script(kind: str, more: dict[str, object], state: str, lang: str) -> None:
    import streamlit as st  # noqa: PLC0415  the text of this function is a script of its own

    from pages.widgets import Asked, widget_of  # noqa: PLC0415
    from tests.forms.test_every_type import OPTIONS, field  # noqa: PLC0415

    st.session_state["_language"] = lang
    one = field(kind, **{"title": {"zh": "这一栏", "en": "This one"}, **more})
    value = {"sample": one.sample(OPTIONS), "wrong": one.normal("写错的", OPTIONS), "empty": None}[state]
    saved = st.session_state.setdefault("saved", [])

    def save(typed: object) -> bool:
        saved.append(one.normal(typed, OPTIONS))
        return True

    asked = Asked(one, "w", value, OPTIONS, lang, save, save, required=True, basis="依据：某文件（1号）一")
    widget_of(one).draw(asked)


def test_there_is_a_widget_for_every_type_and_for_nothing_else() -> None:
    assert set(known()) == set(registry)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("kind", "more"), ALL)
def test_a_widget_draws_what_is_stored(kind: str, more: dict[str, Any], lang: str) -> None:
    app = drawn(kind, more, "sample", lang)
    assert not app.exception
    assert [v for v in app.session_state["saved"] if v != field(kind, **more).sample(OPTIONS)] == []
    told = "".join(str(w.label) for w in app.main if hasattr(w, "label")) + "".join(str(w.proto) for w in app.main)
    assert ("这一栏" if lang == "zh" else "This one") in told


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_a_widget_draws_nothing_and_saves_nothing_by_itself(kind: str, more: dict[str, Any]) -> None:
    app = drawn(kind, more, "empty", "zh")
    assert not app.exception
    assert app.session_state["saved"] == []


@pytest.mark.parametrize("kind", sorted(WRONG))
def test_a_widget_shows_what_is_wrong_until_it_is_mended(kind: str) -> None:
    app = drawn(kind, {}, "wrong", "zh")
    assert not app.exception
    assert app.session_state["saved"] == []
    assert "写错的" in "".join(str(w.proto) for w in app.main)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("kind", "more"), ALL)
def test_its_words_for_a_grid_are_read_back(kind: str, more: dict[str, Any], lang: str) -> None:
    one = field(kind, **more)
    widget = known()[kind]
    assert widget.least(one, lang) > 0
    for word in widget.choices(one, OPTIONS, lang):
        value = one.normal(word, OPTIONS)
        assert one.problems(value, OPTIONS) == []
        assert one.show(value, OPTIONS, lang) == word


def twice(kind: str, more: dict[str, object], lost: bool) -> None:
    """A widget with a sample; `lost`: its first run is overtaken before anything of it reaches the browser."""
    import streamlit as st  # noqa: PLC0415

    from tests.pages.test_every_widget import script  # noqa: PLC0415

    script(kind, more, "sample", "zh")
    if lost and "again" not in st.session_state:
        st.session_state["again"] = True
        st.rerun()


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_a_widget_whose_first_run_was_lost_begins_with_what_is_stored(kind: str, more: dict[str, Any]) -> None:
    once, again = (AppTest.from_function(twice, args=(kind, more, lost)).run() for lost in (False, True))
    assert not again.exception
    assert [str(w.proto) for w in again.main] == [str(w.proto) for w in once.main]


def changed_by_the_office() -> None:
    """A choice, as it is stored; `lost`: what this run draws is overtaken before it reaches the browser."""
    import streamlit as st  # noqa: PLC0415

    from pages.widgets import Asked, widget_of  # noqa: PLC0415
    from tests.forms.test_every_type import OPTIONS, field  # noqa: PLC0415

    def save(typed: object) -> bool:
        st.session_state["saved"] = st.session_state["stored"] = typed
        return True

    one = field("district")
    widget_of(one).draw(Asked(one, "w", st.session_state["stored"], OPTIONS, "zh", save, save))
    if st.session_state.pop("lost", False):
        st.rerun()


@pytest.fixture
def changed(request: pytest.FixtureRequest) -> tuple[AppTest, str, str]:
    """A choice that the browser holds while something else fills it, and the two values."""
    before, after = list(OPTIONS.districts())[:2]
    app = AppTest.from_function(changed_by_the_office)
    app.session_state["stored"] = before
    app.run().run()
    app.session_state["stored"], app.session_state["lost"] = after, request.param
    return app.run(), before, after


@pytest.mark.parametrize("changed", [False, True], indirect=True)
def test_a_value_that_something_else_filled_in_is_sent_until_it_arrived(changed: tuple[AppTest, str, str]) -> None:
    app, _, after = changed
    assert app.selectbox[0].proto.set_value
    assert not app.run().selectbox[0].proto.set_value
    assert app.session_state["stored"] == after


def test_what_the_browser_held_before_is_no_edit_while_the_new_value_is_on_its_way(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = list(OPTIONS.districts())[:2]
    for sure, stored in ((60.0, after), (0.0, before)):
        monkeypatch.setattr(arrival, "SURE", sure)
        app = AppTest.from_function(changed_by_the_office)
        app.session_state["stored"] = before
        app.run().run()
        app.session_state["stored"] = after
        app.run().selectbox[0].set_value(before).run()
        assert app.session_state["stored"] == stored
        assert app.selectbox[0].value == stored
