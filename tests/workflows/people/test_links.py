"""One-time links: they work once, for a day, and one way."""

from __future__ import annotations

import pytest

from data.reference.load import load_places
from tests.workflows.people.office import CITY, NOW, PASSWORD, Small
from workflows.engine.types import Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people import links
from workflows.people.accounts import Profile
from workflows.people.actors import actor_of
from workflows.people.cities import home
from workflows.people.entrance import TRIES, Visit, sign_in
from workflows.people.organisations import Described
from workflows.people.sessions import resolve

NEW = "a brand new phrase"
HOME = Visit("10.0.0.1", "Test/1")


@pytest.fixture
def empty(office: Office) -> Office:
    with office.db.write() as session:
        load_places(session)
    return office


def first(office: Office, token: str, new: str = NEW, again: str = NEW, city: str = CITY) -> Refusal | None:
    return links.make_first_admin(office, token, Described("某局", city), Profile("boss", "管", 0), new, again, NOW)


def test_the_first_administrator_of_an_empty_office_gets_in(empty: Office) -> None:
    token = links.first_admin_link(empty, NOW)
    assert token and first(empty, token) is None
    entered = sign_in(empty, "boss", NEW, HOME, NOW)
    assert isinstance(entered, str)
    signed = resolve(empty, entered, NOW)
    assert signed
    with empty.db.read() as session:
        assert holds(actor_of(empty, session, signed.person_id, NOW), ADMIN)
    assert links.first_admin_link(empty, NOW) is None


def test_the_first_administrator_works_for_the_city_that_was_named(empty: Office) -> None:
    token = links.first_admin_link(empty, NOW)
    assert token
    nowhere = first(empty, token, city="110112")
    assert nowhere and nowhere.message.code == "people.no_such_city"
    assert first(empty, token, city="110000") is None
    with empty.db.read() as session:
        assert home(session) == "110000"


def test_the_link_works_once_and_a_newer_one_replaces_it(empty: Office) -> None:
    older, token = links.first_admin_link(empty, NOW), links.first_admin_link(empty, NOW)
    assert older and token
    assert not links.alive(empty, older, links.FIRST_ADMIN, NOW)
    assert first(empty, token) is None
    again = first(empty, token)
    assert again and again.message.code == "people.link_dead"


def test_a_weak_password_does_not_spend_the_link_and_stores_nothing(empty: Office) -> None:
    token = links.first_admin_link(empty, NOW)
    assert token
    weak = first(empty, token, "short", "short")
    assert weak and weak.message.code == "people.password_short"
    assert first(empty, token) is None


def test_a_link_sets_the_password_unlocks_and_ends_sessions(small: Small) -> None:
    person = small.person("chen")
    before = sign_in(small.office, "chen", PASSWORD, HOME, NOW)
    for _ in range(TRIES):
        sign_in(small.office, "chen", "wrong", HOME, NOW)
    token = links.password_link(small.office, small.admin, person, NOW)
    assert isinstance(token, str)
    assert links.set_by_link(small.office, token, NEW, NEW, NOW) is None
    assert isinstance(before, str) and resolve(small.office, before, NOW) is None
    assert isinstance(sign_in(small.office, "chen", NEW, HOME, NOW), str)


def test_a_link_runs_out_and_serves_one_purpose(small: Small) -> None:
    person = small.person("chen")
    token = links.password_link(small.office, small.admin, person, NOW)
    assert isinstance(token, str)
    assert not links.alive(small.office, token, links.FIRST_ADMIN, NOW)
    late = links.set_by_link(small.office, token, NEW, NEW, NOW + links.LASTS)
    assert late and late.message.code == "people.link_dead"


def test_only_an_administrator_makes_links(small: Small) -> None:
    person = small.person("chen", "clerk")
    refusal = links.password_link(small.office, small.actor(person), small.admin_id, NOW)
    assert isinstance(refusal, Refusal) and refusal.message.code == "people.not_admin"
