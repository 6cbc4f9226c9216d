"""What is owed in the whole office: narrowed, by right, as a workbook, and opened from the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from data.tables import Entry, Person
from tests.pages.shell import open_page
from tests.pages.work import going, press, tables, words
from tests.workflows.clocks.permit import HANDLING, played
from tests.workflows.clocks.test_reports import CHILD, DECIDED, DUTY, OF_ENTRY, OF_REGISTER
from workflows.clocks.owed import Asked, owed, own
from workflows.engine.types import Actor
from workflows.exports import asked as exports
from workflows.exports.make import make
from workflows.office import Office
from workflows.people.actors import actor_of

NOW = datetime(2026, 4, 20, 4, tzinfo=UTC)
DUE = ["2026-04-07", "2026-04-13"]


def of_entry(office: Office) -> int:
    """An entry that came in on 1 April and owes weekly reports, with a case that owes nothing any more."""
    played(
        office, {"handling": HANDLING}, {"who": "丙", "does": "save", "fill": DECIDED}, {"does": "close"},
        duties={"weekly": OF_ENTRY}, children={"report": OF_REGISTER},
    )  # fmt: skip
    with office.db.read() as session:
        return session.exec(select(Entry.id)).one() or 0


def of_case(office: Office) -> int:
    return played(office, {"handling": HANDLING}, duties={"weekly": DUTY}, children={"report": CHILD}).cases["1"]


def somebody(office: Office, name: str = "丙") -> Actor:
    with office.db.read() as session:
        return actor_of(office, session, session.exec(select(Person.id).where(Person.name == name)).one() or 0, NOW)


def test_what_an_entry_owes_is_listed_for_those_who_may_read_it(office: Office) -> None:
    entry = of_entry(office)
    found = owed(office, somebody(office), Asked(), NOW)
    assert [r.period.due.isoformat() for r in found.reports] == DUE and {r.entry for r in found.reports} == {entry}
    assert found.counts == {"missing": 2, "soon": 1, "open": 4} and [r.late for r in found.reports] == [9, 5]
    assert owed(office, somebody(office, "乙"), Asked(), NOW).reports == ()


def test_what_a_case_owes_is_listed_with_its_organisation(office: Office) -> None:
    case = of_case(office)
    found = owed(office, somebody(office), Asked(), datetime(2026, 3, 18, 4, tzinfo=UTC))
    assert [(r.case, r.period.due.isoformat()) for r in found.reports] == [(case, "2026-03-09"), (case, "2026-03-16")]
    assert list(found.organisations) == [found.reports[0].organisation]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (Asked(district="500103"), 2), (Asked(district="500000"), 2), (Asked(district="500112"), 0),
        (Asked(procedure="stall_permit"), 2), (Asked(procedure="other"), 0), (Asked(organisation=999), 0),
        (Asked(only="soon"), 1), (Asked(only="open"), 4),
    ],
    ids=["its district", "its city", "another", "its procedure", "another one", "nobody's", "soon", "all to come"],
)  # fmt: skip
def test_it_can_be_narrowed(office: Office, asked: Asked, count: int) -> None:
    of_entry(office)
    assert len(owed(office, somebody(office), asked, NOW).reports) == count


@pytest.mark.parametrize(
    ("on", "asked", "only", "count"),
    [
        (NOW, Asked(), "missing", 2), (datetime(2026, 4, 1, 4, tzinfo=UTC), Asked(), "soon", 1),
        (NOW, Asked(organisation=999), "missing", 0),
        (datetime(2026, 4, 1, 4, tzinfo=UTC), Asked(only="missing"), "missing", 0),
    ],
    ids=["missing first", "nothing missing yet", "nothing at all", "asked for though empty"],
)  # fmt: skip
def test_without_a_wish_the_first_that_is_not_empty_is_listed(
    office: Office, on: datetime, asked: Asked, only: str, count: int
) -> None:
    of_entry(office)
    found = owed(office, somebody(office), asked, on)
    assert (found.only, len(found.reports)) == (only, count)


def test_the_workbook_has_the_same_lines(office: Office) -> None:
    of_entry(office)
    path = make(office, somebody(office), exports.Asked("owed"), NOW)
    assert isinstance(path, Path)
    sheet = load_workbook(path).active
    path.unlink()
    assert sheet is not None
    lines = list(sheet.iter_rows(values_only=True))
    assert [str(x[8])[:10] for x in lines[2:]] == DUE and {x[9] for x in lines[2:]} == {"缺报"}


def test_an_address_is_read_back_and_nonsense_in_it_is_nothing() -> None:
    asked = Asked("p", "500103", 7, "soon")
    assert Asked.read(asked.params()) == asked
    assert Asked.read({"organisation": "x", "only": "y"}) == Asked()


def test_the_page_lists_them_and_leads_to_the_entry(office: Office, tmp_path: Path) -> None:
    entry, who = of_entry(office), somebody(office)
    with open_page(office, who.id, "owed", tmp_path, now=NOW) as at:
        assert not at.exception and "共 2 期" in words(at)
        rows = tables(at)[0]["rows"]
        assert [r["light"][1:] for r in rows] == [["缺报", "超 9 个工作日"], ["缺报", "超 5 个工作日"]]
        press(at, opened=rows[0]["id"])
        assert going(at) == f"/register?entry={entry}"
    with open_page(office, who.id, "owed", tmp_path, now=NOW, district="500112") as at:
        assert not at.exception and "没有缺报" in words(at)
    begun = datetime(2026, 4, 1, 4, tzinfo=UTC)
    with open_page(office, who.id, "owed", tmp_path, now=begun) as at:
        assert not at.exception and "共 1 期" in words(at)
    with open_page(office, who.id, "owed", tmp_path, now=begun, only="missing") as at:
        assert "没有缺报" in words(at) and "全部待报 1 期" in words(at)


def test_the_desk_of_whoever_hands_them_in_says_how_many_and_leads_there(office: Office, tmp_path: Path) -> None:
    of_entry(office)
    who = somebody(office)
    assert own(office, who, NOW) == {"missing": 2, "soon": 1}
    with open_page(office, who.id, "home", tmp_path, now=NOW) as at:
        assert not at.exception
        at.button(key="go_owed_missing").click().run()
        assert going(at) == "/owed?only=missing"


def test_what_others_hand_in_is_not_on_the_desk(office: Office, tmp_path: Path) -> None:
    of_entry(office)
    who = somebody(office)
    reader = replace(who, tokens=frozenset(t for t in who.tokens if not t.startswith("bureau@")))
    assert own(office, reader, NOW) == {"missing": 0, "soon": 0}
    with open_page(office, somebody(office, "乙").id, "home", tmp_path, now=NOW) as at:
        assert not at.exception and not [b for b in at.button if (b.key or "").startswith("go_owed_")]


def test_a_guest_sees_nothing_of_it(office: Office) -> None:
    of_entry(office)
    assert owed(office, replace(somebody(office), task=1), Asked(only="open"), NOW).reports == ()
