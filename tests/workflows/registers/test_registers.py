"""Registers read as of a day: who may read what, pages, one entry with its rows, the workbook, the address."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlmodel import select

from data.queries import visibility
from data.tables import Case
from tests.workflows.boards import seed
from tests.workflows.boards.seed import NOW, REGISTER, WANZHOU, YUZHONG
from workflows import address
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.registers.entry import EntryView, open_entry, rows
from workflows.registers.export import export
from workflows.registers.listing import find
from workflows.registers.query import Query


@pytest.fixture
def stocked(office: Office) -> Office:
    """Five entries of two districts; one is over, one begins tomorrow, one came in by a case."""
    bundle = seed.found(office)
    with office.db.write() as s:
        case = seed.case(s, bundle, "closed", YUZHONG, number="沙申2026-500103-001")
        seed.entry(s, bundle, "甲园", "园区", date(2026, 1, 1), rows=120, case_id=case.id)
        seed.entry(s, bundle, "甲园", "园区", date(2025, 1, 1), date(2026, 1, 1))
        seed.entry(s, bundle, "=乙园", "其他", date(2026, 3, 1), rows=2)
        seed.entry(s, bundle, "丙园", "孵化园", date(2026, 2, 1), district=WANZHOU)
        seed.entry(s, bundle, "丁园", "园区", date(2026, 11, 25), district=WANZHOU)
    return office


def titles(office: Office, actor: Actor, query: Query) -> list[str]:
    found = find(office, actor, query, NOW)
    return sorted(line.title for line in found.lines) if found else []


ALL = Query(register=REGISTER)
QUERIES = [
    (ALL, ["=乙园", "丙园", "甲园"]),
    (Query(register=REGISTER, on=date(2025, 6, 1)), ["甲园"]),
    (Query(register=REGISTER, on=date(2030, 1, 1)), ["=乙园", "丙园", "甲园"]),  # the future is not known
    (Query(register=REGISTER, values={"所属类型": "园区"}), ["甲园"]),
    (Query(register=REGISTER, districts=(WANZHOU,)), ["丙园"]),
    (Query(register=REGISTER, text="乙"), ["=乙园"]),
    (Query(register=REGISTER, text="91500"), ["=乙园", "甲园"]),
    (Query(register=REGISTER, came="2026-03"), ["=乙园"]),
    (Query(register=REGISTER, came="2026-01"), []),  # continued from last year
    (Query(register=REGISTER, came="2026-11"), []),
    (Query(register="no such"), []),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_finds_what_was_in_on_its_day(stocked: Office, query: Query, expected: list[str]) -> None:
    assert titles(stocked, seed.somebody(stocked, "desk"), query) == sorted(expected)


PEOPLE = [("leader", "*", 3), ("clerk", YUZHONG, 2), ("head", WANZHOU, 1), ("admin", "*", 0), ("clerk", "500102", 0)]


@pytest.mark.parametrize(("role", "where", "count"), PEOPLE)
def test_everybody_finds_what_their_roles_may_read(stocked: Office, role: str, where: str, count: int) -> None:
    assert len(titles(stocked, seed.somebody(stocked, role, where), ALL)) == count


def test_pages_go_on_where_the_last_one_ended_and_back(stocked: Office) -> None:
    desk, seen, after = seed.somebody(stocked, "desk"), [], None
    while page := find(stocked, desk, ALL, NOW, after=after, limit=1):
        seen += [line.title for line in page.lines]
        after = page.next
        assert page.total == 3 and not page.more
        if after is None:
            break
    assert sorted(seen) == titles(stocked, desk, ALL)
    assert page and page.previous and find(stocked, desk, ALL, NOW, before=page.previous, limit=1)
    assert find(stocked, desk, ALL, NOW, after="nonsense")


def first(office: Office, title: str) -> int:
    found = find(office, seed.somebody(office, "desk"), ALL, NOW)
    assert found
    return next(line.id for line in found.lines if line.title == title)


def test_an_entry_opens_with_its_rows_and_the_case_it_came_by(stocked: Office) -> None:
    entry = open_entry(stocked, seed.somebody(stocked, "desk"), first(stocked, "甲园"), NOW)
    assert isinstance(entry, EntryView)
    assert entry.came_by and entry.came_by.number == "沙申2026-500103-001" and entry.went_by is None
    assert [t.total for t in entry.tables] == [120] and entry.district.zh == "渝中区"
    assert [(o.since, o.until) for o in entry.others] == [(date(2025, 1, 1), date(2026, 1, 1))]
    assert {value.say("en") for _, value in entry.fields} >= {"Park", "Yuzhong District"}


def test_a_list_names_the_case_by_which_an_entry_came_in_to_those_who_may_see_it(stocked: Office) -> None:
    def named(role: str, where: str = "*") -> list[tuple[str, str]]:
        found = find(stocked, seed.somebody(stocked, role, where), ALL, NOW)
        return [(line.title, line.came_by.called.zh) for line in found.lines if line.came_by] if found else []

    assert named("desk") == named("clerk", YUZHONG) == [("甲园", "沙申2026-500103-001")]
    with stocked.db.write() as s:
        case = s.exec(select(Case)).one()
        visibility.set_tokens(s, case.id or 0, {"申报": {"desk@*"}})
    assert named("desk") == [("甲园", "沙申2026-500103-001")] and named("clerk", YUZHONG) == []


def test_rows_of_an_entry_come_in_pages_and_can_be_looked_through(stocked: Office) -> None:
    desk, entry = seed.somebody(stocked, "desk"), first(stocked, "甲园")
    one = rows(stocked, desk, entry, "经营主体", NOW, limit=50)
    assert (len(one.lines), one.previous, one.next) == (50, None, 50)
    three = rows(stocked, desk, entry, "经营主体", NOW, after=100, limit=50)
    assert (len(three.lines), three.previous, three.next) == (20, 50, None)
    assert len(rows(stocked, desk, entry, "经营主体", NOW, text="第 7 户").lines) == 1
    assert rows(stocked, desk, entry, "no such", NOW).lines == ()


@pytest.mark.parametrize(("role", "where"), [("head", WANZHOU), ("admin", "*")])
def test_an_entry_of_others_is_as_if_it_were_not_there(stocked: Office, role: str, where: str) -> None:
    somebody, entry = seed.somebody(stocked, role, where), first(stocked, "甲园")
    there, absent = (open_entry(stocked, somebody, i, NOW) for i in (entry, 999_999))
    assert isinstance(there, Refusal) and there == absent
    assert rows(stocked, somebody, entry, "经营主体", NOW).lines == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_holds_what_was_found_and_no_formula(stocked: Office, lang: str) -> None:
    path = export(stocked, seed.somebody(stocked, "clerk", YUZHONG), ALL, NOW, lang)
    assert not isinstance(path, Refusal)
    book = load_workbook(path)
    path.unlink()
    entries, firms = book.worksheets[:2]
    assert "2026-11-24" in entries["A1"].value and entries["A2"].value == say_not_public(lang)
    assert entries.max_row == 3 + 2 and firms.max_row == 3 + 122
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert [row[-2] for row in entries.iter_rows(min_row=3, values_only=True)][1:] == ["沙申2026-500103-001", None]
    assert isinstance(export(stocked, seed.somebody(stocked, "admin"), ALL, NOW), Refusal)


def say_not_public(lang: str) -> str:
    from forms.text import Message

    return say(Message("register.not_public"), lang)


letters = st.characters(codec="utf-8", exclude_characters=",", exclude_categories=["C", "Z"])
words, days = st.text(letters, min_size=1, max_size=6), st.dates(address.FIRST, address.LAST)


@given(st.dictionaries(words, words, max_size=3), words, st.lists(words, max_size=3, unique=True), days)
def test_a_query_travels_through_an_address(values: dict[str, str], text: str, districts: list[str], on: date) -> None:
    query = Query(register="r", values=values, text=text, districts=tuple(districts), on=on, came="2026-03")
    assert Query.read(query.params()) == query


@given(st.dictionaries(st.sampled_from(["register", "on", "districts", "came", "went", "f_x"]), st.text(max_size=8)))
def test_no_address_is_an_error(params: dict[str, str]) -> None:
    Query.read(params).conditions(date(2026, 11, 24))
