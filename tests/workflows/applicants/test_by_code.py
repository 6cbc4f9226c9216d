"""Whoever the office has confirmed is found by its code, for those who may know of it."""

from __future__ import annotations

from datetime import date

import pytest

from data.tables import Organisation
from forms import feel
from tests.workflows.window import MONDAY, PLACE, Window, window
from workflows.engine.asking import services_for
from workflows.office import Office
from workflows.world import About, OfficeWorld

CODE = "91110400MA0000007U"


@pytest.fixture
def at(office: Office) -> Window:
    found = window(office)
    with office.db.write() as session:
        session.get_one(Organisation, found.organisations["甲公司"]).code = CODE
    return found


def asked(at: Window, who: str, code: str = CODE) -> object:
    actor = at.actor(who)
    with at.office.db.read() as session:
        bundle = at.office.newest(session, "permit")
        assert bundle is not None
        about = About(None, PLACE, None, {})
        world = OfficeWorld(at.office, session, bundle, about, date(2026, 3, 2), actor.tokens)
        return feel.evaluate(f'applicant("{code}").名称', {}, services_for(bundle, {}, world, MONDAY))


@pytest.mark.parametrize(("who", "found"), [("window", "甲公司"), ("first", "甲公司"), ("second", None)])
def test_the_office_and_its_own_people_find_an_applicant_by_its_code(at: Window, who: str, found: str | None) -> None:
    assert asked(at, who) == found
    assert asked(at, who, "91110400MA0000015N") is None


@pytest.mark.parametrize("change", [{"standing": "pending"}, {"active": False}, {"kind": "office"}])
def test_who_is_not_confirmed_or_at_work_is_not_found(at: Window, change: dict[str, object]) -> None:
    with at.office.db.write() as session:
        row = session.get_one(Organisation, at.organisations["甲公司"])
        for name, value in change.items():
            setattr(row, name, value)
    assert asked(at, "window") is None
