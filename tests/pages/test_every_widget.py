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
