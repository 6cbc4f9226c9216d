"""A long form page by page: which pages there are, how they are cut, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import Access, Form, ListOptions, check
from forms.definition import Page
from forms.steps import SCREEN, TABLE, Steps, paged, steps, weight
from forms.visibility import hidden, visible

OPTIONS = ListOptions({}, {}, date(2026, 3, 2))


@dataclass(frozen=True)
class Rights(Access):
    """Everything may be read and written but what is named."""

    unread: frozenset[str] = field(default_factory=frozenset)
    unwritten: frozenset[str] = field(default_factory=frozenset)

    def may_read(self, path: str) -> bool:
        return path not in self.unread

    def may_write(self, path: str) -> bool:
        return path not in self.unwritten | self.unread


ALL = Rights()


def text(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "type": "text", "title": key, **more}


def page(name: str, count: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "fields": [text(f"{name}{n}") for n in range(1, count + 1)], **more}


def form(*pages: dict[str, Any], **more: Any) -> Form:
    return Form.model_validate({"id": "f", "title": "f", "pages": list(pages), **more})


def met(made: Form, values: dict[str, Any], rights: Rights = ALL, **more: Any) -> Steps:
    """The steps as the screen asks for them."""
    gone = hidden(made, values, OPTIONS)
    found = check(made, values, OPTIONS, access=rights, answers=more.pop("answers", None))
    return steps(made, values, found, rights, gone, **more)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (form(page("甲", SCREEN)), False),
        (form(page("甲", SCREEN + 1)), True),
        (form(page("甲", 30), page("乙", 31)), True),
        (form(page("甲", 1), layout="wizard"), True),
        (form(page("甲", 40), page("乙", 30, visible_when="甲1 != null")), True),
    ],
)
def test_a_form_is_shown_page_by_page_when_it_says_so_or_is_too_long_for_a_screen(made: Form, expected: bool) -> None:
    assert paged(made, ALL) is expected


def test_what_somebody_does_not_see_does_not_make_a_form_long_for_them() -> None:
    made = form(page("甲", 40), page("乙", 40))
    assert paged(made, ALL) and not paged(made, Rights(frozenset(f"乙{n}" for n in range(1, 41))))
    assert not paged(made, ALL, only={"甲1"})


@pytest.mark.parametrize("count", [1, SCREEN, SCREEN + 1, 200, 201])
def test_a_page_that_is_too_long_is_cut_into_even_sections_that_fit(count: int) -> None:
    (only,) = met(form(page("甲", count)), {}).all
    assert [f.key for s in only.sections for f in s.fields] == [f"甲{n}" for n in range(1, count + 1)]
    sizes = [sum(map(weight, s.fields)) for s in only.sections]
    assert max(sizes) <= SCREEN and (len(sizes) == 1 or max(sizes) - min(sizes) <= len(sizes))
    assert [(s.first, s.last) for s in only.sections][-1][1] == count


@given(st.lists(st.sampled_from(["text", "table"]), min_size=1, max_size=150))
def test_sections_hold_every_field_once_in_order_and_never_more_than_a_screen(kinds: list[str]) -> None:
    fields = [
        text(f"t{n}") if k == "text" else {"key": f"t{n}", "type": "table", "title": "t", "fields": [text("x")]}
        for n, k in enumerate(kinds)
    ]
    (only,) = met(form({"id": "p", "title": "p", "fields": fields}), {}).all
    assert [f.key for s in only.sections for f in s.fields] == [f["key"] for f in fields]
    assert all(sum(map(weight, s.fields)) <= SCREEN for s in only.sections)
    assert all(only.section_of(f.key) == s.number for s in only.sections for f in s.fields)


def test_a_long_page_is_cut_at_its_headings_and_words_take_no_room() -> None:
    fields: list[dict[str, Any]] = [{"key": "说", "type": "note", "title": "说明", "words": "看清再填"}]
    for name, count in (("一", 40), ("二", 70)):
        fields.append({"key": f"节{name}", "type": "section", "title": f"第{name}节"})
        fields += [text(f"{name}{n}") for n in range(count)]
    (only,) = met(form({"id": "p", "title": "p", "fields": fields}), {}).all
    told = [(s.title.zh if s.title else "", s.first, s.last) for s in only.sections]
    assert only.sections[0].fields[0].key == "说"
    assert told == [("第一节", 1, 40), ("第二节", 41, 75), ("第二节", 76, 110)]


def test_a_table_counts_for_more_than_one_box() -> None:
    table = {"key": "表", "type": "table", "title": "t", "fields": [text("x")]}
    made = form({"id": "p", "title": "p", "fields": [table]})
    assert weight(made.fields[0]) == TABLE


def required(name: str, count: int, **more: Any) -> dict[str, Any]:
    return {**page(name, count), "fields": [text(f"{name}{n}", required=True) for n in range(1, count + 1)], **more}


PHONE = {"id": "话", "title": "话", "fields": [{"key": "话", "type": "phone", "title": "话"}]}


@pytest.mark.parametrize(
    ("made", "values", "checked", "state", "blocking"),
    [
        ("nothing filled in, something asked", {}, (), "untouched", 2),
        ("begun", {"甲1": "x"}, (), "begun", 1),
        ("all there", {"甲1": "x", "甲2": "y"}, (), "complete", 0),
        ("left with something missing", {"甲1": "x"}, ("甲",), "wrong", 1),
        ("left with nothing at all", {}, ("甲",), "wrong", 2),
        ("left complete", {"甲1": "x", "甲2": "y"}, ("甲",), "complete", 0),
    ],
)
def test_a_page_says_how_far_it_has_come(
    made: str, values: dict[str, Any], checked: tuple[str, ...], state: str, blocking: int
) -> None:
    (first,) = met(form(required("甲", 2)), values, checked=checked).all
    assert (first.count.state, first.count.blocking) == (state, blocking), made


def test_what_is_wrong_shows_at_once_and_what_is_missing_only_when_the_page_was_left() -> None:
    (first,) = met(form(PHONE), {"话": "6"}).all
    assert first.count.state == "wrong" and first.count.wrong == 1
    (optional,) = met(form(page("甲", 2)), {}).all
    assert optional.count.state == "untouched"
    assert met(form(page("甲", 2)), {}, checked=("甲",)).all[0].count.state == "complete"


def test_a_question_counts_until_it_is_answered() -> None:
    rule = {"id": "q", "level": "question", "at": "甲1", "holds": 'not(甲1 = "x")', "message": "?"}
    made = form(page("甲", 1), rules=[rule])
    (asked,) = check(made, {"甲1": "x"}, OPTIONS)
    assert met(made, {"甲1": "x"}).all[0].count.open == 1
    assert met(made, {"甲1": "x"}, answers={asked.key: "因为"}).all[0].count.state == "complete"


def test_what_is_wrong_in_a_row_counts_on_the_page_of_its_table() -> None:
    table = {"key": "表", "type": "table", "title": "t", "fields": [text("x", required=True)]}
    made = form(page("甲", 1), {"id": "乙", "title": "乙", "fields": [table]})
    found = met(made, {"表": [{"_id": "r", "x": ""}, {"_id": "s", "x": "1"}]})
    assert [s.count.blocking for s in found.all] == [0, 1]
    assert found.of("表") is found.all[1] and found.of("甲1") is found.all[0] and found.of("无") is None


CHOICE = form(
    page("甲", 1), required("乙", 2, visible_when='甲1 = "要"'),
    {"id": "丙", "title": "丙", "fields": [text("丙1"), text("丙2", visible_when="甲1 != null")]},
)  # fmt: skip


def test_a_hidden_page_is_no_step_asks_for_nothing_and_is_not_handed_in() -> None:
    without, within = {"甲1": "否", "乙1": "留着"}, {"甲1": "要"}
    assert [s.number for s in met(CHOICE, without).all] == [1, 3]
    assert [s.number for s in met(CHOICE, within).all] == [1, 2, 3]
    assert check(CHOICE, without, OPTIONS) == [] and len(check(CHOICE, within, OPTIONS)) == 2
    assert visible(CHOICE, without, OPTIONS) == {"甲1": "否"}


def test_a_table_on_a_hidden_page_is_hidden_with_its_rows() -> None:
    table = {"key": "表", "type": "table", "title": "t", "fields": [text("x", required=True)]}
    made = form(page("甲", 1), {"id": "乙", "title": "乙", "fields": [table], "visible_when": "甲1 != null"})
    values = {"表": [{"_id": "r"}]}
    assert check(made, values, OPTIONS) == [] and visible(made, values, OPTIONS) == {}


def test_pages_follow_each_other_over_hidden_ones_and_filling_in_goes_on_where_something_is_left() -> None:
    found = met(CHOICE, {"甲1": "否"})
    first, last = found.all
    assert found.beside(first, 1) is last and found.beside(last, 1) is None and found.beside(first, -1) is None
    assert found.at(2) is None and found.at(3) is last
    needs = met(CHOICE, {"甲1": "要"})
    assert needs.resume is needs.at(2) and found.resume is first
    assert met(CHOICE, {}).resume == met(CHOICE, {}).at(1)


def test_who_may_write_nothing_of_a_page_has_nothing_left_to_do_there() -> None:
    read_only = Rights(unwritten=frozenset({"甲1", "甲2"}))
    assert met(form(required("甲", 2)), {}, read_only).all[0].count.state == "shown"
    assert met(form(required("甲", 2)), {}, Rights(unread=frozenset({"甲1", "甲2"}))).all == ()


def test_a_page_without_a_condition_is_always_there() -> None:
    assert Page(id="p", title="p", fields=[]).visible_when is None  # type: ignore[arg-type]


def test_a_page_of_others_is_a_step_once_something_stands_on_it() -> None:
    made, theirs = form(page("甲", 1), page("乙", 1), page("丙", 1)), Rights(unwritten=frozenset({"甲1", "丙1"}))
    assert [s.number for s in met(made, {}, theirs).all] == [2]
    found = met(made, {"甲1": "x"}, theirs)
    assert [(s.number, s.count.state) for s in found.all] == [(1, "shown"), (2, "untouched")]
    assert found.resume is found.at(2)


def test_whoever_only_reads_an_empty_form_still_meets_its_pages() -> None:
    assert len(met(form(page("甲", 1), page("乙", 1)), {}, Rights(unwritten=frozenset({"甲1", "乙1"}))).all) == 2
