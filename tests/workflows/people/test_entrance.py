"""Signing in: right, wrong, locked, and the same words for accounts that do not exist."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from argon2 import PasswordHasher
from sqlmodel import select

from data.tables import Attempt, Person
from forms.text import Message
from tests.workflows.people.office import NOW, PASSWORD, Small
from workflows.people.entrance import TRIES, TRIES_FROM_ADDRESS, WINDOW, Visit, sign_in
from workflows.people.sessions import resolve

HOME = Visit("10.0.0.1", "Test/1")


def enter(small: Small, login: str, password: str = PASSWORD, now=NOW, visit: Visit = HOME) -> str | Message:
    return sign_in(small.office, login, password, visit, now)


def test_the_right_password_opens_a_session(small: Small) -> None:
    person = small.person("chen")
    token = enter(small, "  Chen ")
    assert isinstance(token, str)
    signed = resolve(small.office, token, NOW)
    assert signed is not None and signed.person_id == person


def test_a_wrong_password_says_how_many_tries_are_left(small: Small) -> None:
    small.person("chen")
    left = [enter(small, "chen", "wrong").data["left"] for _ in range(TRIES - 1)]
    assert left == [4, 3, 2, 1]


def test_an_account_that_does_not_exist_gets_the_same_words(small: Small) -> None:
    small.person("chen")
    told = [[enter(small, login, "wrong") for _ in range(TRIES + 1)] for login in ("chen", "nobody")]
    assert told[0] == told[1]
    assert told[0][-1].code == "people.locked"


def test_a_locked_account_refuses_the_right_password_until_the_window_has_passed(small: Small) -> None:
    small.person("chen")
    for _ in range(TRIES):
        enter(small, "chen", "wrong")
    locked = enter(small, "chen", now=NOW + timedelta(minutes=5))
    assert locked == Message("people.locked", {"minutes": 10})
    assert isinstance(enter(small, "chen", now=NOW + WINDOW), str)


def test_signing_in_forgets_the_failed_tries(small: Small) -> None:
    small.person("chen")
    for _ in range(TRIES - 1):
        enter(small, "chen", "wrong")
    assert isinstance(enter(small, "chen"), str)
    assert enter(small, "chen", "wrong").data["left"] == TRIES - 1


def test_many_accounts_tried_from_one_address_are_held_back(small: Small) -> None:
    small.person("chen")
    with small.office.db.write() as session:
        session.add_all(Attempt(login=f"x{n}", address=HOME.address, at=NOW) for n in range(TRIES_FROM_ADDRESS))
    assert enter(small, "chen").code == "people.address_throttled"
    assert isinstance(enter(small, "chen", visit=Visit("10.0.0.2", "")), str)


def test_guesses_at_the_same_time_are_counted_one_by_one(small: Small) -> None:
    small.person("chen")
    with ThreadPoolExecutor(8) as pool:
        told = [m.code for m in pool.map(lambda _: enter(small, "chen", "wrong"), range(12))]
    assert told.count("people.wrong_password") == TRIES - 1
    with small.office.db.read() as session:
        assert len(session.exec(select(Attempt)).all()) == TRIES


def test_somebody_inactive_does_not_get_in(small: Small) -> None:
    small.person("chen", active=False)
    assert enter(small, "chen").code == "people.wrong_password"


def test_a_hash_with_old_settings_is_renewed_at_sign_in(small: Small) -> None:
    person = small.person("chen")
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with small.office.db.write() as session:
        session.get_one(Person, person).password = weak
    assert isinstance(enter(small, "chen"), str)
    with small.office.db.read() as session:
        assert "m=19456" in (session.get_one(Person, person).password or "")


def test_a_name_no_database_likes_is_only_a_wrong_name(small: Small) -> None:
    for login in ("", "' or 1=1 --", "a" * 10_000, "chen\x00"):
        told = enter(small, login, "x")
        assert isinstance(told, Message), login
