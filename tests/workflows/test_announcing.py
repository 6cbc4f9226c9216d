"""Campaigns are announced by administrators, no two of a procedure under one name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflows.bureau import PROCEDURE, Bureau
from workflows.announcing import Described, announce
from workflows.campaigns import entered
from workflows.engine.types import Refusal

SECOND = Described("2026年第二批", "Second 2026", date(2026, 9, 1), date(2026, 9, 30))


def make(desk: Bureau, who: str = "admin", **changes: Any) -> int | Refusal:
    described = Described(**{**vars(SECOND), **changes})
    return announce(desk.office, desk.actor(who), PROCEDURE, described, desk.now)


def code(found: object) -> str:
    return found.message.code if isinstance(found, Refusal) else ""


def titles(desk: Bureau) -> list[str]:
    with desk.office.db.read() as session:
        return [c.title.zh for c in entered(session, PROCEDURE)]


WRONG = [
    ({"title": " "}, "campaign_title_needed"), ({"closes": date(2026, 8, 31)}, "campaign_dates"),
    ({"title": "2026年第一批"}, "campaign_title_taken"), ({"title": " 2026年第一批　"}, "campaign_title_taken"),
    ({"title_en": "first 2026"}, "campaign_title_taken"),
    ({"title": "First 2026", "title_en": ""}, "campaign_title_taken"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "why"), WRONG, ids=[str(c) for c, _ in WRONG])
def test_what_cannot_be_announced_is_refused_in_words(desk: Bureau, changes: dict[str, Any], why: str) -> None:
    assert code(make(desk, **changes)) == why
    assert titles(desk) == ["2026年第一批"]


def test_only_administrators_announce(desk: Bureau) -> None:
    assert code(make(desk, "desk")) == "not_admin"


def test_one_more_campaign_is_announced(desk: Bureau) -> None:
    assert isinstance(make(desk), int) and titles(desk) == ["2026年第二批", "2026年第一批"]
