"""视图: kept from a list, in the address, shared, on the desk, and what is left of one whose parts are gone."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from forms.text import Text
from pages.words import export_box, views
from tests.pages.work import desk, filed, here, screen, tables, words
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau
from workflows.views.model import CASES, View
from workflows.views.service import keep, share
from workflows.views.service import views as kept

__all__ = ["desk"]


def saved(bureau: Bureau, who: str = "desk", title: str = "渝中在办", **about: object) -> str:
    given = {"params": {"districts": HERE}, "columns": ("state", "f:区域.申报名称"), **about}
    found = keep(bureau.office, bureau.actor(who), View(CASES, Text(zh=title), **given), bureau.now)  # type: ignore[arg-type]
    assert isinstance(found, str), found
    return found


def labels(at: AppTest) -> list[str]:
    return [c["label"] for c in tables(at)[0]["columns"]]


def actions(at: AppTest) -> list[str]:
    """The transitions that are offered for many cases at once."""
    return [b.key for b in at.button if (b.key or "").startswith("many_cases_")]


def test_a_view_shows_its_cases_in_its_columns(desk: Bureau) -> None:
    one, _ = filed(desk, HERE), filed(desk, THERE)
    view = saved(desk)
    with screen(desk, "desk", "cases", view=view) as at:
        assert labels(at) == ["办件", "状态", "区域·申报名称"]
        (row,) = tables(at)[0]["rows"]
        assert row["id"] == str(one) and row["x_f:区域.申报名称"]
        at.selectbox(key="by_districts").set_value("").run()
        assert len(tables(at)[0]["rows"]) == 2 and labels(at)[1:] == ["状态", "区域·申报名称"]
        assert here(at)["view"] == view and here(at)["own"] == "1"


def test_a_view_that_was_shared_stands_on_the_desk_of_whoever_it_reaches(desk: Bureau) -> None:
    filed(desk, HERE), filed(desk, THERE)
    view = saved(desk, params={})
    desk.later(minutes=1)
    assert share(desk.office, desk.actor("desk"), view, ["organisation@3"]) is None
    with screen(desk, "leader", "home") as at:
        button = at.button(key=f"go_view_{view}")
        assert "[2]" in button.label and "渝中在办" in button.label and "某desk共享" in button.label
    with screen(desk, "clerk", "home") as at:
        assert not [b for b in at.button if b.key == f"go_view_{view}"]


def test_what_is_gone_is_said_and_the_rest_is_shown(desk: Bureau) -> None:
    filed(desk, HERE)
    view = saved(desk, params={"states": "filed,nothing"}, columns=("state", "f:没有了", "c:没有了"))
    with screen(desk, "desk", "cases", view=view) as at:
        assert "状态“nothing”" in words(at) and "列“f:没有了”" in words(at)
        assert labels(at) == ["办件", "状态"] and len(tables(at)[0]["rows"]) == 1
    with screen(desk, "desk", "cases", view="99") as at:
        assert not at.exception and len(tables(at)[0]["rows"]) == 1


def test_actions_on_many_are_those_of_the_view(desk: Bureau) -> None:
    filed(desk, HERE)
    with screen(desk, "desk", "cases", view=saved(desk, bulk=())) as at:
        assert not actions(at)
    with screen(desk, "desk", "cases", view=saved(desk, bulk=("accept",))) as at:
        assert actions(at) == ["many_cases_accept"]


def test_worklists_of_a_procedure_are_views_of_those_who_hold_the_role(desk: Bureau) -> None:
    mine = [s.id for s in kept(desk.office, desk.actor("desk"), CASES) if s.fixed]
    assert mine and all(i.startswith(f"{PROCEDURE}/") for i in mine)
    assert not [s for s in kept(desk.office, desk.actor("nobody"), CASES) if s.fixed]
    filed(desk)
    with screen(desk, "desk", "cases", view=mine[0]) as at:
        assert not at.exception


def test_a_register_has_views_too(desk: Bureau) -> None:
    with screen(desk, "desk", "register", columns="since", size="100") as at:
        assert not at.exception


def test_every_sentence_is_in_two_languages() -> None:
    for module in (views, export_box):
        assert all(zh and en for zh, en in module.WORDS.values())
