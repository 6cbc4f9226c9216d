"""Opening a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.engine.toy import BUREAU, CHIEF, HERE, NOON, STRANGER, THERE, WRITER, FakeWorld, bundle, person
from workflows.engine.start import decide_start
from workflows.engine.types import Opening, Refusal
from workflows.messages import say
from workflows.rights import Subject, startable

EARLY, PAST = datetime.fromisoformat("2023-05-01T12:00:00+08:00"), datetime.fromisoformat("2031-01-01T12:00:00+08:00")


def test_the_declarant_opens_a_case_with_its_subject_and_defaults() -> None:
    made = bundle()
    found = decide_start(made, WRITER, HERE, 7, False, FakeWorld(made), NOON)
    assert isinstance(found, Opening)
    assert found.values == {"辖区": HERE, "天数": 7}
    assert (found.state, found.stage, found.role, found.holder) == ("draft", "fill", "writer", f"writer@{HERE}")
    assert (found.organisation, found.for_organisation, found.district) == (20, None, HERE)
    assert found.tokens == {"申请": {f"writer@{HERE}"}, "结果": frozenset()}
    assert found.due is not None and found.due.isoformat() == "2026-03-13"


def test_a_title_that_cannot_be_made_yet_is_the_procedures() -> None:
    found = decide_start(bundle(), WRITER, HERE, 7, False, FakeWorld(), NOON)
    assert isinstance(found, Opening) and found.title == "摆摊许可"


def test_the_bureau_opens_one_for_a_district_and_holds_it_itself() -> None:
    found = decide_start(bundle(), BUREAU, HERE, 7, True, FakeWorld(), NOON)
    assert isinstance(found, Opening)
    assert (found.role, found.organisation, found.for_organisation) == ("bureau", 20, 20)
    assert found.holder == "bureau@*"
    assert found.tokens["申请"] == {f"writer@{HERE}", "bureau@*"}


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("valid", "not_offered_yet", {"now": EARLY}),
    ("valid", "not_offered_any_more", {"now": PAST}),
    ("subject", "start_subject", {"subject": "999999"}),
    ("role", "start_role", {"actor": CHIEF}),
    ("role", "start_role", {"actor": STRANGER}),
    ("role", "start_role", {"actor": BUREAU}),
    ("role", "start_on_behalf", {"actor": WRITER, "on_behalf": True}),
    ("campaign", "campaign_needed", {"world": {"now_campaign": None}}),
    ("one_open", "open_already", {"world": {"other": "摊2026-500112-001"}}),
    ("organisation", "no_organisation", {"actor": BUREAU, "on_behalf": True, "world": {"organisation": None}}),
]


@pytest.mark.parametrize(("guard", "code", "around"), REFUSED)
def test_what_stands_against_opening_a_case_is_said(guard: str, code: str, around: dict[str, Any]) -> None:
    given = {"actor": WRITER, "subject": HERE, "on_behalf": False, "now": NOON, "world": {}, **around}
    world = FakeWorld(**given["world"])
    found = decide_start(bundle(), given["actor"], given["subject"], 7, given["on_behalf"], world, given["now"])
    assert isinstance(found, Refusal)
    assert (found.guard, found.message.code) == (guard, code)
    assert all(say(found.message, lang) for lang in LANGUAGES)


def test_where_one_may_start_is_known_beforehand() -> None:
    procedure = bundle().procedure
    both = [Subject(d, d) for d in (HERE, THERE)]
    assert startable(procedure, WRITER, both).own == (HERE,)
    assert startable(procedure, BUREAU, both).on_behalf == (HERE, THERE)
    assert not startable(procedure, CHIEF, both)
    assert startable(procedure, person(9, "writer"), both).own == (HERE, THERE)
