"""办件查询: the address is the question; rows, pages, many at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.words import case, cases, home, new
from tests.pages.work import desk, filed, here, press, screen, tables, words
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau

__all__ = ["desk"]


def rows(at: AppTest) -> list[int]:
    found = tables(at)
    return [int(r["id"]) for r in found[0]["rows"]] if found else []


def asked(desk: Bureau, who: str, **query: str) -> list[int]:
    with screen(desk, who, "cases", **query) as at:
        return rows(at)


def test_everybody_finds_what_they_may_see(desk: Bureau) -> None:
    draft, there = desk.start(), filed(desk, THERE)
    assert asked(desk, "desk") == asked(desk, "leader") == asked(desk, "clerk2") == [there]
    assert asked(desk, "clerk") == [draft]
    assert asked(desk, "nobody") == []


def test_the_address_narrows_the_list(desk: Bureau) -> None:
    here_, there = filed(desk, HERE), filed(desk, THERE)
    desk.done(there, "accept", "desk")
    assert asked(desk, "desk", districts=HERE) == [here_]
    assert asked(desk, "desk", states="joint") == [there]
    assert asked(desk, "desk", q="500106-001") == [there]
    assert asked(desk, "desk", text="沙坪坝") == [there]
    assert set(asked(desk, "desk", states="nonsense", order="nonsense", campaign="x")) <= {here_, there}
    assert asked(desk, "desk", holder="me", order="number", descending="0") == [here_, there]


def test_a_filter_that_is_chosen_goes_into_the_address(desk: Bureau) -> None:
    there = filed(desk, THERE)
    filed(desk, HERE)
    with screen(desk, "desk", "cases") as at:
        at.selectbox(key="by_districts").set_value(THERE).run()
        assert here(at) == {"districts": THERE} and rows(at) == [there]
        at.text_input(key="text").set_value("  渝中 ").run()
        assert here(at) == {"districts": THERE, "text": "渝中"} and rows(at) == []
        assert "没有符合条件的办件" in words(at)
        at.button(key="without_0").click().run()
        assert here(at) == {"districts": THERE} and rows(at) == [there]


def chips(at: AppTest) -> dict[str, str]:
    """The conditions named below the filters."""
    return {b.key.removeprefix("chip_"): b.label for b in at.button if (b.key or "").startswith("chip_")}


def test_several_values_of_a_link_are_shown_and_can_be_taken_away(desk: Bureau) -> None:
    here_, there = filed(desk, HERE), filed(desk, THERE)
    desk.done(there, "accept", "desk")
    with screen(desk, "desk", "cases", states="joint,mend", districts=THERE) as at:
        assert rows(at) == [there] and at.selectbox(key="by_states").value == ("joint", "mend")
        assert chips(at) == {"states": "状态：联合审查、退回补正"}, "the district stands in its drop-down"
        at.button(key="chip_states").click().run()
        assert here(at) == {"districts": THERE} and chips(at) == {}
        at.selectbox(key="by_districts").set_value("").run()
        assert set(rows(at)) == {here_, there}


def test_a_reason_for_a_return_is_chosen_from_a_menu_and_told_in_words(desk: Bureau) -> None:
    filed(desk, HERE)
    back = filed(desk, THERE)
    desk.done(back, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "核对"})
    with screen(desk, "desk", "cases") as at:
        at.selectbox(key="by_given_退回原因").set_value("内容有误").run()
        assert here(at) == {"g_退回原因": "内容有误"} and rows(at) == [back]
        assert chips(at) == {"given": "办理时选的：退回原因：内容有误"}
    with screen(desk, "desk", "cases", **{"g_退回原因": "签章不全,-"}) as at:
        assert chips(at)["given"].endswith("、未注明") and rows(at) == []
        at.selectbox(key="by_given_退回原因").set_value("").run()
        assert here(at) == {} and back in rows(at)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"stages": "city,done"}, {"stages": "阶段：市局审查、办结"}),
        ({"holder": "clerk@500105"}, {"holder": "在谁手里：江北区 区县经办人"}),
        ({"districts": "500157,500105"}, {"districts": "区县：两江新区、江北区"}),
        ({"ended": "0", "districts": HERE}, {"ended": "已办结：否"}),
        ({"ended": "0"}, {}),  # one of the usual questions, which is lit
        ({"states": "nothing"}, {"states": "状态：nothing"}),
        ({"campaign": "99"}, {"campaign": "批次：99"}),
        ({"filed_from": "2026-01-05"}, {"filed_from": "提交日期从：2026-01-05"}),
        ({"text": "x", "states": "joint"}, {}),
    ],
)
def test_what_narrows_the_list_without_being_seen_is_named(
    desk: Bureau, query: dict[str, str], shown: dict[str, str]
) -> None:
    desk.later(days=300)  # the districts that were merged meanwhile
    with screen(desk, "leader", "cases", **query) as at:
        assert chips(at) == shown


def test_a_text_that_finds_nothing_is_told_how_it_is_looked_for(desk: Bureau) -> None:
    filed(desk)
    with screen(desk, "desk", "cases", text="没有这样的") as at:
        assert "哪一处有这些字都找得到" in words(at)
    with screen(desk, "desk", "cases", districts=THERE) as at:
        assert "没有符合条件的办件" in words(at) and "哪一处有" not in words(at)
    with screen(desk, "desk", "cases") as at:
        assert "哪一处有" in at.text_input(key="text").help


def test_an_order_is_asked_for_by_its_heading_and_turned_by_asking_again(desk: Bureau) -> None:
    filed(desk, HERE), filed(desk, THERE)
    with screen(desk, "desk", "cases", order="number", descending="0") as at:
        first = rows(at)
        press(at, sort="number")
        assert here(at).get("descending", "1") == "1"
        assert rows(at) == first[::-1]


def test_an_office_without_cases_says_what_will_appear(desk: Bureau) -> None:
    with screen(desk, "desk", "cases") as at:
        assert "还没有您可以查看的办件" in words(at)
        assert not tables(at)


def test_pages_follow_each_other_and_lead_back(desk: Bureau, monkeypatch) -> None:
    import workflows.cases.listing as search

    everyone = [filed(desk, HERE), filed(desk, THERE)]
    plain = search.find
    one = lambda o, who, query, after, _, before, paths: plain(o, who, query, after, 1, before)  # noqa: E731
    monkeypatch.setattr(search, "find", one)
    with screen(desk, "desk", "cases") as at:
        first = rows(at)
        at.button(key="page_next").click().run()
        second = rows(at)
        assert sorted(first + second) == everyone and here(at)["page"] == "2"
        assert at.button(key="page_next").disabled
        at.button(key="page_previous").click().run()
        assert rows(at) == first and "page" not in here(at)


def test_a_broken_position_begins_at_the_first_page(desk: Bureau) -> None:
    case_id = filed(desk)
    assert asked(desk, "desk", after="nonsense") == [case_id]


def test_many_are_accepted_from_the_list(desk: Bureau) -> None:
    both = [filed(desk, HERE), filed(desk, THERE)]
    with screen(desk, "desk", "cases") as at:
        press(at, chosen=[str(c) for c in both])
        at.button(key="many_cases_accept").click().run()
        assert "已接收 2 件" in words(at)
    assert set(asked(desk, "desk", states="joint")) == set(both)
    with screen(desk, "leader", "cases") as at:
        assert tables(at)[0]["choose"] == ""  # nothing to do, nothing to tick


def test_a_list_in_english_says_everything_in_english(desk: Bureau) -> None:
    from workflows.people.accounts import set_language

    filed(desk)
    set_language(desk.office, desk.people["desk"], "en")
    with screen(desk, "desk", "cases") as at:
        assert [c["label"] for c in tables(at)[0]["columns"]][:3] == ["Case", "State", "District"]
        assert "Cases: 1" in words(at)
        assert tables(at)[0]["rows"][0]["state"][0] == "Filed"


def test_every_sentence_of_these_screens_is_in_two_languages_with_the_same_data() -> None:
    import re

    for module in (case, cases, home, new):
        for code, (zh, en) in module.WORDS.items():
            assert zh and en and code.partition(".")[0] == module.__name__.rpartition(".")[2]
            assert not re.search("[一-鿿]", en), code
            assert PROCEDURE not in zh + en
