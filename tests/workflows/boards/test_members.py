"""Who has declared and who has not: one count for the number, the map and the list, told to those who may know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import delete

from data.tables import CampaignMember
from tests.workflows.boards import seed
from tests.workflows.boards.seed import JIANGBEI, LIANGJIANG, NOW, PROCEDURE, WANZHOU, YUZHONG
from workflows.boards import roll
from workflows.boards.board import board
from workflows.boards.cases import CaseBoard
from workflows.boards.export import cards_of, export
from workflows.boards.figure import Card, Figure, Members, Number
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.office import Office
from workflows.registers import listing

YUBEI, HOME = "500112", ("500106", "500107", "500108")


@pytest.fixture
def stocked(office: Office) -> Office:
    return seed.stock(office)


@pytest.fixture
def leader(stocked: Office) -> Actor:
    return seed.somebody(stocked, "leader")


def of(office: Office, actor: Actor, **chosen: object) -> CaseBoard:
    return board(office, actor, NOW, **chosen).sections[0].board  # type: ignore[arg-type]


def declared(shown: CaseBoard) -> Number:
    return next(n for n in shown.numbers if n.id.endswith(".declared"))


def members(office: Office, *districts: str) -> None:
    """Another list of members for the campaign."""
    with office.db.write() as s:
        s.exec(delete(CampaignMember))
        s.add_all(CampaignMember(campaign_id=1, district=d) for d in districts)


def test_number_map_and_list_count_the_same_members(stocked: Office, leader: Actor) -> None:
    shown = of(stocked, leader)
    number = declared(shown)
    assert (number.value, number.of) == (4, 7)
    assert say(shown.map.title).startswith("4 / 7 个已申报")
    assert say(shown.roll.title) == "3 个未报，其中 3 个逾期"
    assert {line.key for line in roll.find(stocked, leader, number.listing, NOW)} == set(seed.MEMBERS) - set(HOME)  # type: ignore[arg-type]


def test_members_that_were_merged_since_count_as_they_were_and_the_map_says_so(stocked: Office, leader: Actor) -> None:
    members(stocked, JIANGBEI, YUBEI, YUZHONG)
    with stocked.db.write() as s:
        bundle = stocked.newest(s, PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "closed", YUBEI, columns=seed.COLUMNS)
    shown = of(stocked, leader)
    assert (declared(shown).value, declared(shown).of) == (3, 3)
    assert say(shown.map.title).startswith("3 / 3 个已申报")
    assert "江北区、渝北区现为两江新区，合为一格" in say(shown.map.note)
    assert "江北区" not in say(shown.districts.note)
    mark = shown.map.mark(LIANGJIANG)
    assert mark is not None and mark.value == 37 and {JIANGBEI, YUBEI} <= set(mark.listing.districts)


def test_every_place_of_the_map_says_whether_it_is_missing_or_no_member(stocked: Office, leader: Actor) -> None:
    shown = of(stocked, leader)
    marks = {m.key: m for m in shown.map.marks}
    assert len(marks) == len(shown.map.marks) == len(board(stocked, leader, NOW).places)
    assert {k for k, m in marks.items() if isinstance(m.listing, Members)} == set(HOME)
    assert marks["500101"].known and not marks["500104"].known and not marks["500106"].known


def test_a_declaration_that_counts_nothing_is_no_absence(stocked: Office, leader: Actor) -> None:
    with stocked.db.write() as s:
        bundle = stocked.newest(s, PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "filed", "500108", columns={})
    mark = of(stocked, leader).map.mark("500108")
    assert mark is not None and (mark.value, mark.known) == (0, True) and isinstance(mark.listing, search.Query)


@pytest.mark.parametrize(("role", "where"), [("clerk", YUZHONG), ("head", WANZHOU), ("clerk", "500108")])
def test_who_does_not_follow_the_campaign_is_told_of_no_member(stocked: Office, role: str, where: str) -> None:
    other = seed.somebody(stocked, role, where)
    shown = of(stocked, other)
    assert shown.members is None and shown.roll.lines is None
    assert isinstance(declared(shown).listing, search.Query) and declared(shown).of is None
    assert shown.roll not in cards_of(board(stocked, other, NOW))
    for missing in (True, False, None):
        assert roll.find(stocked, other, Members(1, missing=missing), NOW) == ()


def test_a_missing_district_opens_how_it_stands_with_its_earlier_cases_and_entries(
    stocked: Office, leader: Actor
) -> None:
    with stocked.db.write() as s:
        bundle = stocked.newest(s, PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "closed", "500106", campaign=None)
        seed.entry(s, bundle, "己园", "园区", date(2026, 1, 5), district="500106")
    line = next(line for line in of(stocked, leader).roll.lines or () if line.key == "500106")
    found = roll.about(stocked, leader, line.listing, NOW)
    assert found is not None and found.campaign.zh == "第四批" and found.closes == date(2026, 11, 11)
    assert [(m.key, say_how(m), say(m.time), m.case) for m in found.lines] == [("500106", "草稿", "逾期未报", None)]
    assert search.count(stocked, leader, found.cases)[0] == 1, "the draft is not theirs to see, the earlier case is"
    ((_, query),) = found.entries
    entries = listing.find(stocked, leader, query, NOW)
    assert entries is not None and [e.title for e in entries.lines] == ["己园"]


def say_how(line: object) -> str:
    how = line.how  # type: ignore[attr-defined]
    return str(how.zh if hasattr(how, "zh") else say(how))


def test_what_is_known_of_a_district_is_that_of_all_that_was_merged_into_it(stocked: Office, leader: Actor) -> None:
    found = roll.about(stocked, leader, Members(1, (JIANGBEI,)), NOW)
    assert found is not None and found.lines == (), "it is no member"
    assert {JIANGBEI, LIANGJIANG} <= set(found.cases.districts) == set(found.entries[0][1].districts)
    assert roll.about(stocked, leader, Members(99, (JIANGBEI,)), NOW) is None


# --- on stages ---


def test_what_the_reader_may_not_see_is_unknown_and_not_none(stocked: Office, leader: Actor) -> None:
    known = {m.key: (m.value, m.known) for m in of(stocked, leader).stages.marks}
    assert known["fill"] == known["district"] == (0, False)
    assert known["city"] == (4, True)
    assert "您能查看的" in say(of(stocked, leader).stages.note)
    own = of(stocked, seed.somebody(stocked, "clerk", "500106")).stages
    assert [m.known for m in own.marks] == [True] * len(own.marks) and "您能查看的" not in say(own.note)


def test_what_was_given_up_is_not_among_what_was_closed(stocked: Office, leader: Actor) -> None:
    marks = {m.key: m for m in of(stocked, leader).stages.marks}
    assert (marks["done"].value, marks["withdrawn"].value, marks["withdrawn"].label.zh) == (1, 1, "报送后撤销")
    assert "dropped" not in marks, "none of those that the reader may see"


# --- the sentence on top ---


def test_the_sentence_says_for_which_day_each_part_holds_when_these_are_two(stocked: Office, leader: Actor) -> None:
    def said(on: date | None) -> list[str]:
        return [say(c.says) for c in board(stocked, leader, NOW, on=on).sentence]

    today, past = said(None), said(date(2026, 6, 1))
    assert not any("截至" in c or "现状" in c for c in today)
    assert past[0].startswith("截至 2026-06-01，") and sum("截至" in c for c in past) == 1
    assert [c for c in past if "现状" in c] == [f"办件按 2026-11-24 的现状，{c}" for c in today if "已申报" in c]


# --- workbooks ---


def sheet(card: Card) -> list[tuple[object, ...]]:
    """The rows of a figure's workbook, its headings first."""
    path = export([card])
    try:
        return list(load_workbook(path).active.iter_rows(min_row=4, values_only=True))  # type: ignore[union-attr]
    finally:
        Path(path).unlink()


def test_the_workbook_of_who_has_not_declared_names_them(stocked: Office, leader: Actor) -> None:
    shown = of(stocked, leader)
    assert shown.roll in cards_of(board(stocked, leader, NOW))
    headings, *rows = sheet(shown.roll)
    assert headings == ("区县", "到哪一步", "日期", "时限")
    assert [(r[0], r[1], r[3]) for r in rows] == [
        ("沙坪坝区", "草稿", "逾期未报"), ("九龙坡区", "区县审核", "逾期未报"), ("南岸区", "没有开始", "逾期未报")
    ]  # fmt: skip


def test_a_workbook_has_a_column_of_what_is_late_only_where_that_means_something(
    stocked: Office, leader: Actor
) -> None:
    shown = board(stocked, leader, NOW)
    figures = [c for c in cards_of(shown) if isinstance(c, Figure)]
    parted = {f.id.partition(".")[2] for f in figures if "其中逾期报送" in sheet(f)[0]}
    assert parted == {"stages", "states"}
    assert all(len(row) == len(sheet(f)[0]) for f in figures for row in sheet(f))


def test_a_workbook_says_unknown_and_not_none(stocked: Office, leader: Actor) -> None:
    rows = {r[0]: r[1] for r in sheet(of(stocked, leader).stages)}
    assert rows["填报"] == "—" and rows["市局审查"] == 4
