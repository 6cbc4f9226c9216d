"""Entries change from a day on, keep their identity, and can be asked as of any day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from data.queries import registers as stored
from data.queries.registers import EntryFilter
from data.tables import Entry, EntryRow, EntryValue, History, HistoryDetail
from tests.workflows.shops import HERE, Shops, shops
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.registers.listing import find
from workflows.registers.query import Query
from workflows.registers.writing import rows_of


@pytest.fixture
def street(office: Office) -> Shops:
    """A shop is in since March 2, with two people."""
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20, "员": ("张三", "李四")})
    return found


def altered(street: Shops, on: str, area: int = 30, *staff: str, name: str = "面馆", what: str = "alter") -> object:
    case = street.licence({"店名": name, "面积": area, "员": staff}, on=on, note="扩大")
    return street.act(case, "bureau", what)


def areas(street: Shops, *days: str) -> list[object]:
    """The area of the shop as the register page tells it on days."""
    street.later(days=400)
    found = []
    for day in days:
        page = find(street.office, street.actor("bureau"), Query("shops", date.fromisoformat(day)), street.now)
        found.append([line.cells["面积"].zh for line in page.lines] if page else None)
    street.later(days=-400)
    return found


def test_a_change_holds_from_its_day_on_and_the_entry_keeps_its_identity(street: Shops) -> None:
    assert not isinstance(altered(street, "2026-04-01", 30, "王五"), Refusal)
    assert areas(street, "2026-03-01", "2026-03-31", "2026-04-01") == [[], ["20"], ["30"]]
    with street.office.db.read() as s:
        old, new = s.exec(select(Entry).order_by(Entry.id)).all()  # type: ignore[arg-type]
        assert (new.first_id, new.entered, new.reason) == (old.id, date(2026, 3, 2), "扩大")
        assert (old.until, old.goes_on, new.until) == (date(2026, 4, 1), True, None)
        assert new.case_id and new.case_id != old.case_id and old.out_case_id == new.case_id
        register = street.office.bundle(s, new.version_id).procedure.registers["shops"]
        assert rows_of(s, old.id or 0, register) == {
            "人员": [{"姓名": "张三", "证照": [{"证号": "张三1"}]}, {"姓名": "李四", "证照": [{"证号": "李四1"}]}]
        }
        assert rows_of(s, new.id or 0, register) == {"人员": [{"姓名": "王五"}]}


def test_rows_inside_rows_are_found_too(street: Shops) -> None:
    with street.office.db.read() as s:
        inner = s.exec(select(EntryRow.around).where(EntryRow.table == "人员.证照")).all()
        assert sorted(inner) == [1, 2]
        assert s.exec(select(EntryValue.row).where(EntryValue.field == "人员.证照.证号")).all()


def test_several_changes_of_one_day_leave_the_last_one_and_tell_all(street: Shops) -> None:
    for area in (30, 40):
        assert not isinstance(altered(street, "2026-04-01", area), Refusal)
    assert areas(street, "2026-03-31", "2026-04-01") == [["20"], ["40"]]
    with street.office.db.read() as s:
        assert [e.body["面积"] for e in stored.revisions(s, 1)] == [20, 30, 40]


def test_a_change_before_the_last_one_is_refused_with_its_day(street: Shops) -> None:
    altered(street, "2026-04-01")
    refused = altered(street, "2026-03-20", 50)
    assert isinstance(refused, Refusal) and refused.message.code == "entry_before_last"
    assert refused.message.data["since"] == "2026-04-01" and refused.guard == "register.change"


def test_what_is_out_cannot_be_changed_and_not_ended_twice(street: Shops) -> None:
    assert not isinstance(altered(street, "2026-05-01", what="expel"), Refusal)
    assert areas(street, "2026-04-30", "2026-05-01") == [["20"], []]
    for what in ("alter", "expel"):
        refused = altered(street, "2026-06-01", what=what)
        assert isinstance(refused, Refusal) and refused.message.code == "entry_is_out"
    assert not isinstance(altered(street, "2026-04-01", 30), Refusal)  # before its end it still may
    assert areas(street, "2026-04-30", "2026-05-01") == [["30"], []]


def test_an_unknown_entry_is_refused(street: Shops) -> None:
    refused = altered(street, "2026-04-01", name="没有的")
    assert isinstance(refused, Refusal) and refused.message.code == "entry_not_found"


def test_who_came_and_went_is_not_moved_by_changes(street: Shops) -> None:
    altered(street, "2026-03-02", 25)  # on the very first day
    altered(street, "2026-04-01", 30)
    altered(street, "2026-05-01", what="expel")
    with street.office.db.read() as s:
        found = stored.by_month(s, ["bureau@*"], EntryFilter("shops", date(2026, 5, 31)), 3)
    assert [(m.came, m.went, m.open) for m in found] == [(1, 0, 1), (0, 0, 1), (0, 1, 0)]


def test_declared_again_an_entry_goes_on(street: Shops) -> None:
    street.entered({"店名": "面馆", "面积": 60}, on="2026-06-01")
    with street.office.db.read() as s:
        assert [e.body["面积"] for e in stored.revisions(s, 1)] == [20, 60]
    assert areas(street, "2026-05-31", "2026-06-01") == [["20"], ["60"]]


def test_the_history_of_the_case_tells_what_was_changed(street: Shops) -> None:
    altered(street, "2026-04-01", 30)
    altered(street, "2026-05-01", what="expel")
    with street.office.db.read() as s:
        told = [d.body["entries"] for h, d in s.exec(select(History, HistoryDetail).join(HistoryDetail)) if d.body
                and d.body.get("entries") and h.action != "enter"]  # fmt: skip
    assert [e["changed"] for (e,) in told if "changed" in e] == ["2026-04-01"]
    assert [(e["until"], e["reason"]) for (e,) in told if "until" in e] == [("2026-05-01", "扩大")]


def test_look_ups_and_listed_answer_as_of_today(street: Shops) -> None:
    from workflows.bundle import bundle_of  # noqa: F401
    from workflows.world import About, OfficeWorld

    altered(street, "2026-04-01", 30)
    key = f'["{HERE}","面馆"]'
    for day, area in ((date(2026, 3, 2), 20), (date(2026, 4, 1), 30)):
        with street.office.db.read() as s:
            bundle = street.office.newest(s, "licence")
            assert bundle
            world = OfficeWorld(street.office, s, bundle, About(None, HERE, None, {}), day, frozenset({"bureau@*"}))
            entry = world.entry("shops", key)
            assert entry and entry["面积"] == area and entry["since"] == "2026-03-02"
            assert world.listed("shops", key)
