"""Figures agree with each other and with the lists behind them, for everybody who may look."""

from __future__ import annotations

from datetime import date

import pytest

from data.queries import visibility
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, WANZHOU, YUZHONG
from workflows.boards import roll
from workflows.boards.board import Board, board
from workflows.boards.export import cards_of, numbers_of
from workflows.boards.figure import Figure, Listing, Members, Movement
from workflows.boards.places import measures
from workflows.cases import search
from workflows.definition import Procedure
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.office import Office
from workflows.registers import listing
from workflows.registers.query import Query


@pytest.fixture
def stocked(office: Office) -> Office:
    """Cases in every state, entries that came, went, and were continued."""
    return seed.stock(office)


def length(office: Office, actor: Actor, of: Listing) -> int:
    """How long the list behind a number is."""
    if isinstance(of, Members):
        return len(roll.find(office, actor, of, NOW))
    if isinstance(of, Query):
        found = listing.find(office, actor, of, NOW)
        return found.total if found else 0
    return search.count(office, actor, of)[0]


def stocked_procedure(office: Office) -> Procedure:
    with office.db.read() as session:
        bundle = office.newest(session, seed.PROCEDURE)
        assert bundle is not None
        return bundle.procedure


def figures(shown: Board) -> list[Figure]:
    lists = [f for r in shown.registers for f in (*r.counted, *([r.district] if r.district else []))]
    return lists + [
        f for s in shown.sections for f in (s.board.stages, s.board.states, s.board.holders, s.board.districts)
    ]


def movements(shown: Board) -> list[Movement]:
    return [r.movement for r in shown.registers]


PEOPLE = [("leader", "*"), ("desk", "*"), ("clerk", YUZHONG), ("head", WANZHOU), ("clerk", "5001A1")]


@pytest.mark.parametrize("on", [None, date(2026, 11, 4), date(2026, 1, 5), date(2024, 1, 1)])
@pytest.mark.parametrize(("role", "where"), PEOPLE)
def test_every_mark_is_as_high_as_its_list_is_long_and_marks_add_up(
    stocked: Office, role: str, where: str, on: date | None
) -> None:
    actor = seed.somebody(stocked, role, where)
    shown = board(stocked, actor, NOW, on=on, measures={seed.PROCEDURE: "number"})
    assert shown.registers and shown.sections
    for figure in figures(shown):
        if not figure.weighed:
            assert figure.total == length(stocked, actor, figure.listing), figure.id
            for mark in figure.marks:
                assert mark.value == length(stocked, actor, mark.listing), (figure.id, mark.key)
                assert mark.part <= mark.value
    for moved in movements(shown):
        for mark in (*moved.came, *moved.went):
            assert mark.value == length(stocked, actor, mark.listing), (moved.id, mark.key)
    of = shown.sections[0].board
    for number in of.numbers:
        assert number.value == length(stocked, actor, number.listing), number.id
    for mark in of.map.marks:
        if not isinstance(mark.listing, Members):
            assert mark.value == length(stocked, actor, mark.listing), mark.key
    assert len(of.roll.lines or ()) == length(stocked, actor, of.roll.listing)


@pytest.mark.parametrize(("role", "where"), PEOPLE)
def test_the_figures_of_a_register_agree_with_each_other(stocked: Office, role: str, where: str) -> None:
    for of in board(stocked, seed.somebody(stocked, role, where), NOW).registers:
        assert of.district is not None and of.district.total == of.open.value
        assert all(f.total == of.open.value for f in of.counted)
        line, came, went = of.open.line, of.movement.came, of.movement.went
        assert all(line[i] - line[i - 1] == came[i].value - went[i].value for i in range(1, 12))


def test_what_is_continued_neither_came_nor_went(stocked: Office) -> None:
    (of,) = board(stocked, seed.somebody(stocked, "leader"), NOW).registers
    assert (of.open.value, of.open.change, of.open.line[-1]) == (4, 0, 4)
    assert [m.value for m in of.tables] == [8]
    assert (of.movement.came[-1].value, of.movement.went[-1].value) == (1, 1)
    assert {m.key: m.value for m in of.counted[0].marks} == {"园区": 1, "孵化园": 1, "其他": 1, "-": 1}


def test_a_past_day_is_shown_as_it_was(stocked: Office) -> None:
    (of,) = board(stocked, seed.somebody(stocked, "leader"), NOW, on=date(2026, 11, 2)).registers
    assert (of.open.value, [m.value for m in of.tables]) == (5, [10])
    assert length(stocked, seed.somebody(stocked, "leader"), of.open.listing) == 5


def test_a_merged_district_counts_where_it_lies_today(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    (of,) = board(stocked, leader, NOW).registers
    assert of.district is not None and of.district.mark(seed.LIANGJIANG)
    (before,) = board(stocked, leader, NOW, on=date(2026, 3, 1)).registers
    assert before.district is not None


def test_a_past_day_changes_registers_and_not_cases(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    now, before = (board(stocked, leader, NOW, on=on).sections[0].board for on in (None, date(2025, 6, 1)))
    assert now.districts == before.districts and now.stages == before.stages and now.members == before.members
    (of,) = board(stocked, leader, NOW, on=date(2025, 6, 1), scope=seed.JIANGBEI).sections
    assert {m.key for m in of.board.districts.marks} == {seed.LIANGJIANG}, "merged since then"


def test_the_city_sees_what_has_arrived_and_sums_of_what_it_may_read(stocked: Office) -> None:
    leader, shown = seed.somebody(stocked, "leader"), {}
    for measure in measures(stocked_procedure(stocked)):
        (section,) = board(stocked, leader, NOW, measures={seed.PROCEDURE: measure}).sections
        assert section.board.measure == measure
        shown[measure] = section.board.districts
    number, regions, firms = shown["number"], shown["区域数"], shown["经营主体数"]
    # filed, joint, mend and closed of four members; one more of a district that is no member
    assert (number.total, regions.total, firms.total) == (5, 9, 127)
    assert {m.key for m in number.marks} == {m.key for m in regions.marks}


def test_a_sum_leaves_out_what_may_not_be_read(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    with stocked.db.write() as s:
        bundle = stocked.newest(s, seed.PROCEDURE)
        assert bundle is not None
        made = seed.case(s, bundle, "filed", "500104", columns={"区域数": 50, "经营主体数": 5000})
        visibility.set_tokens(s, made.id or 0, {"申报": {"leader@*"}})
    (section,) = board(stocked, leader, NOW).sections
    assert section.board.districts.total == 127
    assert search.count(stocked, leader, section.board.districts.listing)[0] == 6, "the case itself is theirs to see"


def test_a_district_counts_only_its_own(stocked: Office) -> None:
    shown = board(stocked, seed.somebody(stocked, "clerk", YUZHONG), NOW)
    assert (shown.scope, shown.whole, [p.code for p in shown.scopes]) == (YUZHONG, False, [YUZHONG])
    assert shown.called.zh == "渝中区"
    assert all(m.key == YUZHONG for m in shown.sections[0].board.districts.marks)
    assert shown.sections[0].board.members is None


def test_a_scope_that_is_not_theirs_changes_nothing(stocked: Office) -> None:
    clerk = seed.somebody(stocked, "clerk", YUZHONG)
    assert board(stocked, clerk, NOW, scope=WANZHOU).sentence == board(stocked, clerk, NOW).sentence
    assert board(stocked, clerk, NOW, scope=WANZHOU).scope == YUZHONG
    assert board(stocked, clerk, NOW, scope="'").scope == YUZHONG


def test_the_leader_can_look_at_one_district(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    shown = board(stocked, leader, NOW, scope=WANZHOU)
    assert shown.called.zh == "万州区" and shown.registers[0].open.value == 2
    assert shown.sections[0].board.members is not None and len(shown.sections[0].board.members) == 1


def test_who_has_not_declared_is_told_to_those_who_follow_the_campaign(stocked: Office) -> None:
    of = board(stocked, seed.somebody(stocked, "leader"), NOW).sections[0].board
    assert of.members is not None
    home = {"500106": "filling", "500107": "filling", "500108": "nothing"}
    arrived = {YUZHONG: "handed_in", WANZHOU: "ended", "500102": "handed_in", "5001A1": "handed_in"}
    assert {m.district: m.reached for m in of.members} == home | arrived
    assert of.roll.lines is not None and [line.key for line in of.roll.lines] == sorted(home)
    assert all(m.late and m.case is None for m in of.roll.lines), "the last day is over, the cases are not theirs yet"


def test_who_declares_a_second_time_has_declared(stocked: Office) -> None:
    with stocked.db.write() as s:
        bundle = stocked.newest(s, seed.PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "draft", WANZHOU)
    of = board(stocked, seed.somebody(stocked, "leader"), NOW).sections[0].board
    assert WANZHOU not in {line.key for line in of.roll.lines or ()}


def test_the_lines_behind_the_figures_can_be_said_in_both_languages(stocked: Office) -> None:
    shown = board(stocked, seed.somebody(stocked, "leader"), NOW)
    for lang in ("zh", "en"):
        cards = [*cards_of(shown), shown.sections[0].board.map]
        said = [words for card in cards for words in (card.title, card.note, card.how)]
        said += [words for number in numbers_of(shown) for words in (number.note, number.how)]
        for words in [*said, *(clause.says for clause in shown.sentence)]:
            assert "{" not in say(words, lang) and say(words, lang)


def test_every_campaign_at_once_can_be_chosen(stocked: Office) -> None:
    leader = seed.somebody(stocked, "leader")
    shown = board(stocked, leader, NOW, campaigns={seed.PROCEDURE: "all"})
    assert shown.sections[0].board.campaign is None and shown.sections[0].board.members is None
    strange = board(stocked, leader, NOW, campaigns={seed.PROCEDURE: "99"})
    assert strange.sections[0].board.campaign is not None


def test_somebody_without_a_role_sees_an_empty_board(stocked: Office) -> None:
    nobody = Actor(1, "甲", 1, (), frozenset())
    shown = board(stocked, nobody, NOW)
    assert (shown.registers, shown.sections, shown.sentence) == ((), (), ())
