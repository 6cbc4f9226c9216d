"""A board is put together by clicking: every press is kept, and the figures beside it are the real ones."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.test_board import PEOPLE, seen, staffed
from tests.pages.work import going, here, words
from workflows.boards import drafting, made
from workflows.engine.types import Actor, Held
from workflows.model.boards import Board, Chart
from workflows.office import Office

__all__ = ["staffed"]


def begun(office: Office) -> str:
    """A new board of the leader; its key."""
    with seen(office, "leader", "board") as at:
        at.button(key="board_new").click().run()
        assert not at.exception
        return going(at).partition("=")[2]


def kept(office: Office, at: AppTest) -> Board:
    """The board as it was left."""
    with office.db.read() as session:
        found = drafting.draft(session, leader(), here(at)["board"])
        assert found is not None
        return found.board


def leader() -> Actor:
    """Whoever makes boards here, as far as their drafts are concerned."""
    return Actor(10 + list(PEOPLE).index("leader"), "leader", 1, (Held("leader", 1, "*"),), frozenset())


def chosen(at: AppTest, key: str) -> None:
    """Ticks the first of several."""
    box = at.multiselect(key=key)
    box.select(box.options[0]).run()


def charts(office: Office, at: AppTest) -> list[Chart]:
    return list(kept(office, at).charts)


def test_a_chart_is_added_changed_and_copied_by_clicking(staffed: Office) -> None:
    with seen(staffed, "leader", "board_edit", board=begun(staffed)) as at:
        assert "还没有图" in words(at)
        at.button(key="build_add_s1").click().run()
        assert not at.exception and here(at)["chart"] == "chart1"
        assert "截至 2026-11-24" in words(at) and len(at.get("plotly_chart")) == 1
        at.selectbox(key="build_source").select_index(3).run()
        assert not at.exception and kept(staffed, at).sections[0].charts[0].source.kind != "cases"
        at.text_input(key="build_name").set_value("我的图").run()
        assert not at.exception
        (chart,) = kept(staffed, at).charts
        assert chart.name is not None and chart.name.zh == "我的图"
        at.button(key="build_copy_chart1").click().run()
        assert [c.id for c in kept(staffed, at).charts] == ["chart1", "chart2"]
        at.button(key="build_remove_chart1").click().run()
        assert not at.exception and [c.id for c in kept(staffed, at).charts] == ["chart2"]


def test_every_press_can_be_taken_back_and_done_again_and_saving_makes_one_version(staffed: Office) -> None:
    with seen(staffed, "leader", "board_edit", board=begun(staffed)) as at:
        assert at.button(key="build_undo").disabled and at.button(key="build_save").disabled
        at.button(key="build_add_s1").click().run()
        at.text_input(key="build_name").set_value("在办").run()
        at.text_input(key="build_name_en").set_value("Open").run()
        chosen(at, "build_stages")
        assert not at.exception and "还没有保存：3 步改动" not in words(at) and "还没有保存：4 步改动" in words(at)
        (chart,) = charts(staffed, at)
        assert chart.name is not None and chart.name.say("en") == "Open" and len(chart.where.stages) == 1
        at.button(key="build_undo").click().run()
        assert charts(staffed, at)[0].where.stages == []
        at.button(key="build_redo").click().run()
        assert charts(staffed, at)[0].where.stages == chart.where.stages
        at.text_input(key="build_note").set_value("第一版").run()
        at.button(key="build_save").click().run()
        assert not at.exception and "看板已保存" in words(at)
        changes = made.history(staffed, leader(), here(at)["board"])
        assert [(c.note, c.board is not None) for c in changes] == [("第一版", True)]
        at.selectbox(key="build_field").select_index(0).run()
        chosen(at, "build_value_0")
        assert not at.exception and len(charts(staffed, at)[0].where.values) == 1
        at.button(key="build_history").click().run()
        assert "条件由" in words(at) and "第一版" in words(at)
        at.button(key="build_drop").click().run()
        assert "已保存" in words(at) and made.history(staffed, leader(), here(at)["board"]) == changes


def test_a_list_has_columns_and_an_order_a_flow_has_levels_and_good_ends(staffed: Office) -> None:
    with seen(staffed, "leader", "board_edit", board=begun(staffed)) as at:
        at.button(key="build_add_s1").click().run()
        kind = next(g for g in at.button_group if g.key == "build_kind")
        kind.set_value("table").run()
        at.multiselect(key="build_columns").set_value(["number", "district"]).run()
        at.selectbox(key="build_order").set_value("number/down").run()
        (chart,) = charts(staffed, at)
        assert (chart.columns, chart.order, chart.descending) == (["number", "district"], "number", True)
        next(g for g in at.button_group if g.key == "build_kind").set_value("sankey").run()
        chosen(at, "build_good")
        levels = at.multiselect(key="build_levels").value
        at.multiselect(key="build_levels").set_value(levels[:1]).run()
        assert not at.exception and charts(staffed, at)[0].levels == levels, "one level is no flow"
        assert len(charts(staffed, at)[0].good) == 1


def test_a_chart_of_another_board_is_copied_and_the_sentence_speaks_of_it(staffed: Office) -> None:
    with seen(staffed, "leader", "board_edit", board=begun(staffed)) as at:
        at.button(key="build_borrow_take").click().run()
        assert not at.exception and len(charts(staffed, at)) == 1
        at.multiselect(key="build_sentence").select("chart1").run()
        assert kept(staffed, at).sentence == ["chart1"]
        key = here(at)["board"]
    with seen(staffed, "leader", "board") as at:
        assert at.button(key=f"board_draft_{key}").label == "新看板（未保存）"


def test_what_does_not_read_is_not_saved_and_says_where(staffed: Office) -> None:
    with seen(staffed, "leader", "board_edit", board=begun(staffed)) as at:
        at.text_area(key="build_json").set_value('{"kind": "board", "sectoins": []}').run()
        assert not at.exception and "没有保存" in words(at) and kept(staffed, at).title.zh == "新看板"


def test_a_board_of_somebody_else_is_not_there(staffed: Office) -> None:
    key = begun(staffed)
    with seen(staffed, "clerk", "board_edit", board=key) as at:
        assert "没有这个看板" in words(at)
