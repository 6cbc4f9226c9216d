"""Who has declared and who has not: one count for the number, the map and the list, told to those who may know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import delete

from data.tables import CampaignMember
from forms.reading import load
from tests.workflows.boards import seed
from tests.workflows.boards.seed import JIANGBEI, LIANGJIANG, NOW, PROCEDURE, WANZHOU, YUZHONG
from workflows.boards import roll
from workflows.boards.evaluate import DrawnBoard, drawn
from workflows.boards.export import export
from workflows.boards.figure import Card, Figure, Members, Number, Roll, Tiles
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.model.boards import Board
from workflows.office import Office
from workflows.publishing import DEFINITIONS
from workflows.registers import listing

YUBEI, HOME = "500112", ("500106", "500107", "500108")
BOARD = load(Board, (DEFINITIONS / PROCEDURE / "boards" / "declarations.json").read_text(encoding="utf-8"))


@pytest.fixture
def stocked(office: Office) -> Office:
    return seed.stock(office)


@pytest.fixture
def leader(stocked: Office) -> Actor:
    return seed.somebody(stocked, "leader")


class Shown:
    """The charts of the board by what they are."""

    def __init__(self, made: DrawnBoard) -> None:
        found = {c.id: c.answer for c in made.charts}
        assert isinstance(found["declared"], Number) and isinstance(found["map"], Tiles)
        assert isinstance(found["missing"], Roll) and isinstance(found["stages"], Figure)
        self.declared, self.map, self.roll, self.stages = (
            found["declared"], found["map"], found["missing"], found["stages"]
        )  # fmt: skip
        self.made, self.figures = made, [a for a in found.values() if isinstance(a, Figure)]


def of(office: Office, actor: Actor, on: date | None = None) -> Shown:
    with office.db.read() as session:
        return Shown(drawn(office, session, actor, BOARD, on, "", NOW))


def members(office: Office, *districts: str) -> None:
    """Another list of members for the campaign."""
    with office.db.write() as s:
        s.exec(delete(CampaignMember))
        s.add_all(CampaignMember(campaign_id=1, district=d) for d in districts)


def test_number_map_and_list_count_the_same_members(stocked: Office, leader: Actor) -> None:
    shown = of(stocked, leader)
    assert (shown.declared.value, shown.declared.of) == (4, 7)
    assert "4 / 7 个已申报" in say(shown.map.title)
    assert say(shown.roll.title) == "3 个未报，其中 3 个逾期"
    listed = roll.find(stocked, leader, shown.declared.listing, NOW)  # type: ignore[arg-type]
    assert {line.key for line in listed} == set(seed.MEMBERS) - set(HOME)


def test_members_that_were_merged_since_count_as_they_were_and_the_map_says_so(stocked: Office, leader: Actor) -> None:
    members(stocked, JIANGBEI, YUBEI, YUZHONG)
    with stocked.db.write() as s:
        bundle = stocked.newest(s, PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "closed", YUBEI, columns=seed.COLUMNS)
    shown = of(stocked, leader)
    assert (shown.declared.value, shown.declared.of) == (3, 3)
    assert "3 / 3 个已申报" in say(shown.map.title)
    assert "江北区、渝北区现为两江新区，合为一格" in say(shown.map.note)
    mark = shown.map.mark(LIANGJIANG)
    assert mark is not None and mark.value == 2 and {JIANGBEI, YUBEI} <= set(mark.listing.districts)  # type: ignore[union-attr]


def test_every_place_of_the_map_says_whether_it_is_missing_or_no_member(stocked: Office, leader: Actor) -> None:
    shown = of(stocked, leader)
    marks = {m.key: m for m in shown.map.marks}
    assert len(marks) == len(shown.map.marks) == len(shown.made.places)
    assert {k for k, m in marks.items() if isinstance(m.listing, Members)} == set(HOME)
    assert marks["500101"].known and not marks["500104"].known and not marks["500106"].known


@pytest.mark.parametrize(("role", "where"), [("clerk", YUZHONG), ("head", WANZHOU), ("clerk", "500108")])
def test_who_does_not_follow_the_campaign_is_told_of_no_member(stocked: Office, role: str, where: str) -> None:
    other = seed.somebody(stocked, role, where)
    shown = of(stocked, other)
    assert shown.roll.lines is None and shown.declared.missing is not None and shown.declared.of is None
    for missing in (True, False, None):
        assert roll.find(stocked, other, Members(1, missing=missing), NOW) == ()


def test_who_declares_a_second_time_has_declared(stocked: Office, leader: Actor) -> None:
    with stocked.db.write() as s:
        bundle = stocked.newest(s, PROCEDURE)
        assert bundle is not None
        seed.case(s, bundle, "draft", WANZHOU)
    assert WANZHOU not in {line.key for line in of(stocked, leader).roll.lines or ()}


def test_who_has_not_declared_is_told_to_those_who_follow_the_campaign(stocked: Office, leader: Actor) -> None:
    lines = of(stocked, leader).roll.lines
    assert lines is not None and [line.key for line in lines] == sorted(HOME)
    assert all(m.late and m.case is None for m in lines), "the last day is over, the cases are not theirs yet"


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


# --- workbooks ---


def sheet(card: Card) -> list[tuple[object, ...]]:
    """The rows of a figure's workbook, its headings first."""
    path = export([card])
    try:
        return list(load_workbook(path).active.iter_rows(min_row=4, values_only=True))
    finally:
        Path(path).unlink()


def test_the_workbook_of_who_has_not_declared_names_them(stocked: Office, leader: Actor) -> None:
    headings, *rows = sheet(of(stocked, leader).roll)
    assert headings == ("区县", "到哪一步", "日期", "时限")
    assert [(r[0], r[1], r[3]) for r in rows] == [
        ("沙坪坝区", "草稿", "逾期未报"), ("九龙坡区", "区县审核", "逾期未报"), ("南岸区", "没有开始", "逾期未报")
    ]  # fmt: skip


def test_a_workbook_says_unknown_and_not_none(stocked: Office, leader: Actor) -> None:
    rows = {r[0]: r[1] for r in sheet(of(stocked, leader).stages)}
    assert rows["填报"] == "—" and rows["市局审查"] == 4
