"""The practice office: always the same for the same day, valid, and made anew when filling was broken off."""

from __future__ import annotations

import importlib
import itertools
import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import func, select
from stdnum.cn import uscc

from data import FileStore, open_database
from data.tables import Case, Entry, Grant, Job, Person
from workflows.audit.verify import verify
from workflows.office import Office
from workflows.practice import fill, half_filled
from workflows.practice.fill import people_only
from workflows.practice.model import PlannedCampaign, PracticeOffice
from workflows.practice.names import Names
from workflows.practice.recast import Days, weekday
from workflows.practice.stage import Stage
from workflows.publishing import DEFINITIONS
from workflows.rehearsal.model import Step
from workflows.setup import set_up

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WORDS = PracticeOffice.model_validate_json(
    (DEFINITIONS / "shared" / "practice_office.json").read_text(encoding="utf-8")
).words


def empty(folder: Path) -> Office:
    return Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few districts a campaign are enough to see how it goes."""
    whole = Stage._campaign

    def few(self: Stage, planned: PlannedCampaign) -> int:
        return whole(self, planned.model_copy(update={"share": planned.share / 8, "drafts": 1}))

    monkeypatch.setattr(Stage, "_campaign", few)
    monkeypatch.setattr(importlib.import_module("workflows.practice.fill"), "run", lambda stage: [])


@pytest.mark.usefixtures("small")
def test_an_empty_office_becomes_one_at_work_with_a_history_that_holds(tmp_path: Path) -> None:
    office = empty(tmp_path)
    set_up(office, NOW, practice=True)
    with office.db.read() as session:
        states = Counter(session.exec(select(Case.stage)))
        assert sum(states.values()) >= 8 and len(states) >= 2
        assert session.exec(select(func.count()).select_from(Entry)).one() > 0
        roles = set(session.exec(select(Grant.role)))
        assert office.practice(session)
        assert session.exec(select(Job.id).where(Job.attempts > 1)).all() == [], "no timer looked with a clock behind"
    assert {"admin", "auditor", "leader"} <= roles
    with office.db.read() as session:
        steps, broken = verify(office, session)
    assert steps > 8 and broken == []


@pytest.mark.usefixtures("small")
def test_filling_that_was_broken_off_is_done_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = empty(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(Stage, "perform", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            set_up(office, NOW, practice=True)
    assert half_filled(office)
    set_up(office, NOW, practice=True)
    with office.db.read() as session:
        assert office.practice(session) and session.exec(select(func.count()).select_from(Case)).one() > 0


def test_an_office_with_people_is_left_as_it_is(tmp_path: Path) -> None:
    office = empty(tmp_path)
    set_up(office, NOW, practice=False)
    assert people_only(office, NOW) is not None
    with office.db.read() as session:
        before = session.exec(select(func.count()).select_from(Person)).one()
    assert not fill(office, NOW)
    with office.db.read() as session:
        assert session.exec(select(func.count()).select_from(Person)).one() == before


def test_made_up_credit_codes_are_valid_and_differ() -> None:
    names = Names(WORDS, random.Random(1), "500103", "渝中", itertools.count(1))
    codes = [names.make("uscc") for _ in range(500)]
    assert all(uscc.is_valid(c) for c in codes) and len(set(codes)) == 500


def test_the_same_seed_makes_the_same_names() -> None:
    def some() -> list[str]:
        names = Names(WORDS, random.Random(7), "500103", "渝中", itertools.count(1))
        return [names.make(kind) for kind in ("company", "park", "address", "person", "phone", "uscc")]

    assert some() == some()


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(day=days)
def test_things_happen_on_weekdays(day: date) -> None:
    found = weekday(day)
    assert found.weekday() < 5 and 0 <= (found - day).days <= 2


@given(start=days, last=days, told=st.lists(st.dates(date(2024, 8, 1), date(2024, 9, 30)), min_size=1, max_size=8))
def test_a_story_keeps_its_order_and_ends_with_the_last_day(start: date, last: date, told: list[date]) -> None:
    steps = [Step(on=d.isoformat(), who="甲", does="save") for d in sorted(told)]
    put = [date.fromisoformat(s.on or "") for s, _ in Days(start, last, 2).put(steps)]
    assert put == sorted(put) and all(weekday(start) <= d <= last for d in put)
