"""Registers as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from data import Database
from data.queries import registers, visibility
from data.queries.paging import Cut
from data.queries.registers import EntryFilter, Month
from data.tables import EntryRow, EntryValue
from tests.data import offices

LEADER, NEAR = ["leader@*"], ["clerk@500103"]
ENTRIES = [  # title, district, kind, since, until, enterprises
    ("乙园", "500103", "园区", date(2026, 1, 10), None, ["甲", "乙"]),
    ("甲园", "500103", "楼宇", date(2026, 2, 1), date(2026, 3, 1), ["丙"]),
    ("丙街", "500112", "园区", date(2026, 3, 2), None, ["甲", "丁", "戊"]),
    ("无区", None, "园区", date(2025, 12, 31), None, []),
]
R = EntryFilter("r")


def on(day: str, **given: object) -> EntryFilter:
    return EntryFilter("r", date.fromisoformat(day), **given)  # type: ignore[arg-type]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        for title, district, kind, since, until, firms in ENTRIES:
            tokens = ["leader@*", *([f"clerk@{district}"] if district else [])]
            who = visibility.audience(s, {"": tokens})
            made = offices.entry(s, title=title, district=district, since=since, until=until, audience_id=who)
            assert made.id
            s.add(EntryValue(entry_id=made.id, field="kind", text=kind))
            for place, firm in enumerate(firms):
                s.add(EntryRow(entry_id=made.id, table="firms", key=firm, position=place, body={"name": firm}))
                s.add(EntryValue(entry_id=made.id, field="firms.name", row=firm, text=f"{firm}公司"))
            offices.told(s, made, "", title, *(f"{firm}公司" for firm in firms))
        offices.entry(s, register_id="other", audience_id=who)
        offices.entry(s, title="无人可见")
        s.flush()
        yield s


def titles(session: Session, wanted: EntryFilter, tokens: list[str] = LEADER, **given: object) -> list[str]:
    return [e.title for e in registers.find(session, tokens, wanted, **given).rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2025-12-30", set()),
        ("2026-01-10", {"无区", "乙园"}),
        ("2026-02-28", {"无区", "乙园", "甲园"}),
        ("2026-03-01", {"无区", "乙园"}),
        ("2026-03-02", {"无区", "乙园", "丙街"}),
    ],
)
def test_an_entry_is_in_from_its_first_day_until_the_day_before_it_left(
    session: Session, day: str, found: set[str]
) -> None:
    assert set(titles(session, on(day))) == found
    assert registers.number(session, LEADER, on(day)) == len(found)


def test_only_what_the_tokens_may_read_is_found_and_counted(session: Session) -> None:
    assert set(titles(session, R, NEAR)) == {"乙园", "甲园"}
    assert registers.number(session, NEAR, R) == 2
    assert registers.by_district(session, NEAR, R) == {"500103": 2}
    assert titles(session, R, []) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EntryFilter("r", text="甲"), {"甲园", "乙园", "丙街"}),  # one by its title, two by a firm's name
        (EntryFilter("r", text="丁公"), {"丙街"}),
        (EntryFilter("r", districts=["500112"]), {"丙街"}),
        (EntryFilter("r", values={"kind": ["楼宇"]}), {"甲园"}),
        (EntryFilter("r", since_from=date(2026, 2, 1), since_until=date(2026, 2, 28)), {"甲园"}),
        (EntryFilter("r", case=7), set()),
        (EntryFilter("r", ids=[]), set()),
        (EntryFilter("nothing"), set()),
    ],
)
def test_a_filter_finds_what_it_says(session: Session, wanted: EntryFilter, found: set[str]) -> None:
    assert set(titles(session, wanted)) == found


def test_entries_come_in_order_and_in_pages(session: Session) -> None:
    assert titles(session, R, order="since") == ["无区", "乙园", "甲园", "丙街"]
    assert titles(session, R, order="district", descending=True) == ["丙街", "甲园", "乙园", "无区"]
    first = registers.find(session, LEADER, R, "title", cut=Cut(limit=3))
    second = registers.find(session, LEADER, R, "title", cut=Cut(3, after=first.next))
    assert [e.title for e in [*first.rows, *second.rows]] == sorted(["乙园", "甲园", "丙街", "无区"])


def test_entries_are_counted_by_district_and_by_a_counted_field(session: Session) -> None:
    assert registers.by_district(session, LEADER, on("2026-03-02")) == {"500103": 1, "500112": 1, None: 1}
    assert registers.by_value(session, LEADER, on("2026-03-02"), "kind") == {"园区": 3}
    assert registers.by_value(session, LEADER, R, "kind") == {"园区": 3, "楼宇": 1}


def test_rows_are_counted_in_all_and_without_doubles(session: Session) -> None:
    assert registers.rows(session, LEADER, on("2026-03-02"), "firms") == (5, 4)
    assert registers.rows(session, LEADER, on("2025-01-01"), "firms") == (0, 0)


def test_months_tell_who_came_who_went_and_how_many_were_left(session: Session) -> None:
    assert registers.by_month(session, LEADER, on("2026-03-02"), 4) == [
        Month("2025-12", 1, 0, 1),
        Month("2026-01", 1, 0, 2),
        Month("2026-02", 1, 0, 3),
        Month("2026-03", 1, 1, 3),
    ]
    assert registers.by_month(session, LEADER, on("2026-03-01"), 1) == [Month("2026-03", 0, 1, 2)]
    with pytest.raises(ValueError, match="wanted.on"):
        registers.by_month(session, LEADER, R)
