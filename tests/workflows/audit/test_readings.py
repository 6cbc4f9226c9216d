"""Readings of what is confidential are on record, whichever way it is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.workflows.window import PROCEDURE, Window, window
from workflows.audit.readings import readings
from workflows.cases.drafts import Sheet
from workflows.cases.paper import drawn, printed, workbook
from workflows.cases.view import view
from workflows.engine.types import Refusal
from workflows.office import Office


@pytest.fixture
def at(office: Office) -> Window:
    main: dict[str, Any] = {**PROCEDURE["forms"]["main"], "logged": ["秘密"]}
    return window(office, forms={"main": main})


def told(at: Window, case: int) -> list[tuple[str, str, str]]:
    found = readings(at.office, at.actor("auditor"), case)
    assert not isinstance(found, Refusal)
    return [(r.person, r.group, r.how) for r in found]


def test_every_way_of_showing_it_is_on_record(at: Window) -> None:
    case = at.filed()
    at.now += timedelta(hours=1)
    before, actor = len(told(at, case)), at.actor("window")
    view(at.office, actor, case, at.now)
    assert isinstance(at.sheet(case, "window"), Sheet)
    workbook(at.office, actor, case, "zh", at.now)
    printed(at.office, actor, case, "zh", at.now)
    new = told(at, case)[: len(told(at, case)) - before]
    assert sorted(new) == sorted(("某window", "秘密", how) for how in ("page", "form", "sheet", "print"))


def test_a_page_drawn_again_at_once_is_one_reading(at: Window) -> None:
    case, actor = at.filed(), at.actor("window")
    for _ in range(5):
        view(at.office, actor, case, at.now)
        drawn(at.office, actor, case, "zh", at.now)
    assert told(at, case).count(("某window", "秘密", "page")) == 1
    view(at.office, actor, case, at.now + timedelta(minutes=5))
    assert told(at, case).count(("某window", "秘密", "page")) == 2


def test_who_may_not_read_it_and_who_is_shown_nothing_is_not_on_record(at: Window) -> None:
    case = at.filed()
    for who in ("chief", "second"):
        view(at.office, at.actor(who), case, at.now)
    assert told(at, case) == []
    assert isinstance(readings(at.office, at.actor("window"), case), Refusal)


def test_a_case_without_secrets_leaves_no_record(at: Window) -> None:
    case = at.filed(secret="")
    view(at.office, at.actor("window"), case, at.now)
    assert told(at, case) == []
