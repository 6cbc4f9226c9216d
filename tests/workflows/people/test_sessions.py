"""Sessions: slid by use, ended at once, and only their fingerprint is kept."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from data.tables import SignIn
from tests.workflows.people.office import NOW, PASSWORD, Small
from workflows.people.accounts import change_password
from workflows.people.sessions import (
    IDLE,
    LATE,
    LONGEST,
    open_session,
    open_sessions,
    remaining,
    resolve,
    revoke,
)

SECOND = timedelta(seconds=1)


def opened(small: Small, person: int) -> str:
    with small.office.db.write() as session:
        return open_session(session, person, "10.0.0.1", "Test/1", NOW)


def test_the_database_does_not_hold_what_the_browser_holds(small: Small) -> None:
    token = opened(small, small.person("chen"))
    with small.office.db.read() as session:
        row = session.exec(select(SignIn)).one()
    assert token not in vars(row).values()
    assert len(row.id) == 64


def test_nobody_is_signed_in_by_nothing_or_by_a_guess(small: Small) -> None:
    opened(small, small.person("chen"))
    assert [resolve(small.office, t, NOW) for t in (None, "", "guess")] == [None, None, None]


def test_a_session_ends_after_a_time_without_use(small: Small) -> None:
    token = opened(small, small.person("chen"))
    assert resolve(small.office, token, NOW + IDLE) is None


def test_use_slides_the_end_but_not_for_ever(small: Small) -> None:
    token, now = opened(small, small.person("chen")), NOW
    while now + IDLE / 2 < NOW + LONGEST:
        now += IDLE / 2
        assert resolve(small.office, token, now), now
    assert resolve(small.office, token, NOW + LONGEST) is None


def test_asking_how_long_is_left_does_not_slide_the_end(small: Small) -> None:
    token = opened(small, small.person("chen"))
    assert remaining(small.office, token, NOW + IDLE / 2) == IDLE / 2
    assert remaining(small.office, token, NOW + IDLE - SECOND) == SECOND
    assert remaining(small.office, "guess", NOW) == timedelta(0)


def test_a_session_that_ran_out_may_still_save_but_not_act_and_not_for_ever(small: Small) -> None:
    token = opened(small, small.person("chen"))
    assert resolve(small.office, token, NOW + IDLE + SECOND) is None
    assert resolve(small.office, token, NOW + IDLE + SECOND, late=True)
    assert resolve(small.office, token, NOW + IDLE + LATE, late=True) is None


def test_a_revoked_session_is_over_at_once_for_saving_too(small: Small) -> None:
    person = small.person("chen")
    token = opened(small, person)
    signed = resolve(small.office, token, NOW)
    assert signed
    revoke(small.office, signed.session_id, person, NOW)
    assert resolve(small.office, token, NOW) is None
    assert resolve(small.office, token, NOW, late=True) is None


def test_nobody_ends_a_session_of_somebody_else(small: Small) -> None:
    person, other = small.person("chen"), small.person("wang")
    token = opened(small, person)
    signed = resolve(small.office, token, NOW)
    assert signed
    revoke(small.office, signed.session_id, other, NOW)
    assert resolve(small.office, token, NOW)


def test_changing_the_password_ends_every_other_session(small: Small) -> None:
    person = small.person("chen")
    here, elsewhere = opened(small, person), opened(small, person)
    signed = resolve(small.office, here, NOW)
    assert signed
    refusal = change_password(
        small.office, person, PASSWORD, "another long phrase", "another long phrase", NOW, session_id=signed.session_id
    )
    assert refusal is None
    assert resolve(small.office, here, NOW) and not resolve(small.office, elsewhere, NOW)
    assert [s.id for s in open_sessions(small.office, person, NOW)] == [signed.session_id]
