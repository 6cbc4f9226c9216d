"""Leavers: their tasks and roles go to somebody else, and nobody is deactivated over open tasks unasked."""

from __future__ import annotations

import pytest

from data.tables import Person
from tests.workflows.bureau import Bureau, bureau
from tests.workflows.cases.test_verbs import code, did, task
from workflows.cases.once import Done
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.people.accounts import Profile, change_person
from workflows.people.leaving import hand_over, left


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office)


def over(desk: Bureau, who: str, to: str, by: str = "admin", **more: bool) -> list[tuple[int, Done | Refusal]]:
    found = hand_over(
        desk.office, desk.actor(by), desk.people[who], desk.people[to], desk.now, key=f"k{desk.now}", **more
    )
    assert isinstance(found, list), found
    return found


def gone(desk: Bureau, who: str, **more: bool) -> Refusal | None:
    with desk.office.db.read() as session:
        them = session.get_one(Person, desk.people[who])
    profile = Profile(them.login, them.name, them.organisation_id, active=False)
    return change_person(desk.office, desk.actor("admin"), desk.people[who], profile, desk.now, **more)


def test_open_tasks_go_to_somebody_else_and_the_case_tells(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    assert code(gone(desk, "desk")) == "people.open_tasks"
    assert [(i, type(a)) for i, a in over(desk, "desk", "nobody")] == [(task(desk, case), Done)]
    assert gone(desk, "desk") is None
    desk.done(case, "accept", "nobody")
    actions = [(s.action, s.name) for s in desk.view(case, "head").steps]
    assert ("hand_over", "某admin") in actions


def test_with_the_roles_what_was_claimed_stays_one_of_the_role(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    over(desk, "desk", "nobody", grants=True)
    assert "desk@*" in desk.actor("nobody").tokens and "desk@*" not in desk.actor("desk").tokens
    did(desk, case, "nobody", "release", task(desk, case))
    desk.done(case, "accept", "nobody")


def test_the_same_key_again_changes_nothing(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    first = over(desk, "desk", "nobody")
    again = hand_over(
        desk.office, desk.actor("admin"), desk.people["desk"], desk.people["nobody"], desk.now, key=f"k{desk.now}",
        tasks=[t for t, _ in first],
    )  # fmt: skip
    assert again == first


def test_refused_with_reasons(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    people, admin = desk.people, desk.actor("admin")
    by_clerk = hand_over(desk.office, desk.actor("clerk"), people["desk"], people["nobody"], desk.now, key="k")
    to_self = hand_over(desk.office, admin, people["desk"], people["desk"], desk.now, key="k")
    assert [code(by_clerk), code(to_self)] == ["people.not_admin", "hand_over.same"]
    assert left(desk.office, desk.actor("clerk"), people["desk"]) == []
    assert [each.case for each in left(desk.office, admin, people["desk"])] == [case]
    unknown = hand_over(desk.office, admin, people["desk"], 10**9, desk.now, key="k")
    assert isinstance(unknown, list) and [code(a) for _, a in unknown] == ["verb_no_such_person"]


def test_deactivated_all_the_same_if_it_is_said(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    assert gone(desk, "desk", leave_tasks=True) is None
    assert isinstance(over(desk, "desk", "nobody")[0][1], Done)
