"""Accounts, grants and organisations: what an administrator may do, and what is refused with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from forms.text import Message
from tests.workflows.people.office import CITY, HERE, NOW, PASSWORD, THERE, Small, granted
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import ADMIN
from workflows.people import grants
from workflows.people.accounts import Profile, add_person, change_password, change_person, set_language
from workflows.people.entrance import Visit, sign_in
from workflows.people.grants import Wanted
from workflows.people.listing import myself, organisations, people
from workflows.people.organisations import Described, add_organisation, change_organisation
from workflows.people.sessions import resolve

DAY = date(2026, 3, 2)
BAD_PROFILES: list[tuple[dict[str, Any], str]] = [
    ({"name": "  "}, "people.name_empty"),
    ({"login": "a"}, "people.login_form"),
    ({"login": "Has Space"}, "people.login_form"),
    ({"login": "陈立军"}, "people.login_form"),
    ({"login": "ADMIN"}, "people.login_taken"),
    ({"organisation_id": 999}, "people.no_such_organisation"),
    ({"subject": "u-1"}, "people.subject_taken"),
    ({"email": "zhang@"}, "not_an_email"),
]


def refused(outcome: object) -> str:
    """The code of a refusal, after its sentence was said in both languages."""
    assert isinstance(outcome, Refusal), outcome
    assert say(outcome.message, "zh") and say(outcome.message, "en")
    return outcome.message.code


@pytest.mark.parametrize(("wrong", "code"), BAD_PROFILES)
def test_a_wrong_account_is_refused_with_its_reason(small: Small, wrong: dict[str, Any], code: str) -> None:
    small.person("taken", subject="u-1")
    profile = Profile(**({"login": "newone", "name": "新人", "organisation_id": small.here} | wrong))
    assert refused(add_person(small.office, small.admin, profile, NOW)) == code


def test_only_an_administrator_manages(small: Small) -> None:
    clerk = small.actor(small.person("chen", "clerk"))
    profile = Profile("newone", "新人", small.here)
    tries: list[Callable[[], object]] = [
        lambda: add_person(small.office, clerk, profile, NOW),
        lambda: change_person(small.office, clerk, clerk.id, profile, NOW),
        lambda: grants.give(small.office, clerk, clerk.id, Wanted(ADMIN, small.bureau, CITY, DAY), NOW),
        lambda: grants.end(small.office, clerk, 1, NOW),
        lambda: add_organisation(small.office, clerk, Described("新局", HERE)),
        lambda: change_organisation(small.office, clerk, small.here, Described("新局", HERE), NOW),
    ]
    assert [refused(t()) for t in tries] == ["people.not_admin"] * len(tries)


def test_only_an_administrator_reads_who_everybody_is(small: Small) -> None:
    clerk = small.actor(small.person("chen", "clerk"))
    assert people(small.office, clerk, "", NOW) == [] and organisations(small.office, clerk) == []
    assert myself(small.office, clerk, NOW).person.login == "chen"
    assert {p.person.login for p in people(small.office, small.admin, "", NOW)} == {"admin", "chen"}
    assert {o.id for o in organisations(small.office, small.admin)} == {small.bureau, small.here, small.there}


def test_deactivating_somebody_ends_their_sessions_and_their_roles(small: Small) -> None:
    person = small.person("chen", "clerk")
    token = sign_in(small.office, "chen", PASSWORD, Visit("", ""), NOW)
    assert isinstance(token, str) and granted(small.actor(person))
    profile = Profile("chen", "陈", small.here, active=False)
    assert change_person(small.office, small.admin, person, profile, NOW) is None
    assert resolve(small.office, token, NOW) is None
    assert not granted(small.actor(person))


def test_the_last_administrator_stays(small: Small) -> None:
    me = small.admin_id
    profile = Profile("admin", "管", small.bureau, active=False)
    assert refused(change_person(small.office, small.admin, me, profile, NOW)) == "people.last_admin"
    grant = next(p for p in people(small.office, small.admin, "admin", NOW)).grants[0].grant
    assert refused(grants.end(small.office, small.admin, grant.id or 0, NOW)) == "people.last_admin"
    assert small.admin.tokens


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        ("wrong", "another long phrase", "another long phrase", "people.password_wrong_old"),
        (PASSWORD, PASSWORD, PASSWORD, "people.password_same"),
        (PASSWORD, "short", "short", "people.password_short"),
        (PASSWORD, "another long phrase", "another long phrasE", "people.password_differs"),
    ],
)
def test_a_password_is_not_changed_carelessly(small: Small, old: str, new: str, again: str, code: str) -> None:
    person = small.person("chen")
    assert refused(change_password(small.office, person, old, new, again, NOW)) == code
    assert isinstance(sign_in(small.office, "chen", PASSWORD, Visit("", ""), NOW), str)


def test_the_language_is_kept(small: Small) -> None:
    person = small.person("chen")
    set_language(small.office, person, "en")
    assert small.actor(person).language == "en"


def wanted(small: Small, **more: Any) -> Wanted:
    return Wanted(**({"role": "clerk", "organisation_id": small.here, "district": HERE, "since": DAY} | more))


@pytest.fixture
def published(office: Any) -> Small:
    return Small(office, published=True)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"role": "king"}, "people.no_such_role"),
        ({"district": "999999"}, "people.no_such_district"),
        ({"organisation_id": 999}, "people.no_such_organisation"),
        ({"until": DAY - timedelta(days=1)}, "people.grant_dates"),
        ({"role": "desk"}, "people.city_only"),
        ({"role": ADMIN}, "people.city_only"),
    ],
)
def test_a_wrong_grant_is_refused_with_its_reason(published: Small, wrong: dict[str, Any], code: str) -> None:
    person = published.person("chen")
    given = grants.give(published.office, published.admin, person, wanted(published, **wrong), NOW)
    assert refused(given) == code


def test_the_same_grant_twice_at_the_same_time_is_refused(published: Small) -> None:
    person = published.person("chen")

    def give(**more: Any) -> object:
        return grants.give(published.office, published.admin, person, wanted(published, **more), NOW)

    assert isinstance(give(until=DAY), int)
    assert refused(give()) == "people.grant_doubled"
    assert isinstance(give(since=DAY + timedelta(days=1)), int)
    assert isinstance(give(district=THERE), int)


def test_a_grant_taken_back_counts_until_yesterday(published: Small) -> None:
    person = published.person("chen", "clerk")
    held = people(published.office, published.admin, "chen", NOW)[0].grants[0]
    assert held.now
    grants.end(published.office, published.admin, held.grant.id or 0, NOW)
    assert not granted(published.actor(person))
    assert granted(published.actor(person, NOW - timedelta(days=1)))


def test_an_organisation_is_refused_with_its_reason(small: Small) -> None:
    admin = small.admin

    def change(described: Described) -> object:
        return change_organisation(small.office, admin, small.bureau, described, NOW)

    assert refused(add_organisation(small.office, admin, Described("市局", CITY))) == "people.organisation_taken"
    assert refused(add_organisation(small.office, admin, Described(" ", CITY))) == "people.organisation_name"
    assert refused(add_organisation(small.office, admin, Described("新", "1"))) == "people.no_such_district"
    assert refused(change(Described("市局", CITY, parent_id=small.here))) == "people.organisation_circle"
    assert refused(change(Described("市局", CITY, active=False))) == "people.organisation_in_use"
    assert isinstance(add_organisation(small.office, admin, Described("新局", HERE)), int)


def test_people_are_found_by_name_account_and_organisation(small: Small) -> None:
    small.person("chen")
    assert [p.person.login for p in people(small.office, small.admin, "CHEN", NOW)] == ["chen"]
    assert [p.person.login for p in people(small.office, small.admin, "此区", NOW)] == ["chen"]
    assert people(small.office, small.admin, "100%_", NOW) == []


def test_every_sentence_can_be_said_without_data_left_over() -> None:
    assert "{" not in say(Message("people.wrong_password", {"left": 1, "tries": 5, "minutes": 15}), "en")
