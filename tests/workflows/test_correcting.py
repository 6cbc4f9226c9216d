"""Campaigns are corrected by administrators; what cases stand on stays, and every correction is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflows.bureau import Bureau
from tests.workflows.test_announcing import code, make, titles
from workflows.announcing import Described
from workflows.correcting import Correctable, StandingOn, correct, correctable
from workflows.engine.types import Refusal

FIRST = Described("2026年第一批", "First 2026", date(2026, 2, 1), date(2026, 3, 13))  # as the bureau has it


def mend(desk: Bureau, who: str = "admin", why: str = "打错了", which: int = 0, **changes: Any) -> Refusal | None:
    described = Described(**{**vars(FIRST), **changes})
    return correct(desk.office, desk.actor(who), which or desk.campaign, described, why, desk.now)


def kept(desk: Bureau) -> Correctable:
    found = correctable(desk.office, desk.actor("admin"), desk.campaign)
    assert found is not None
    return found


def test_only_administrators_correct(desk: Bureau) -> None:
    assert code(mend(desk, "desk", title="第一批")) == "not_admin"
    assert correctable(desk.office, desk.actor("desk"), desk.campaign) is None


def test_a_campaign_cannot_take_the_name_of_another(desk: Bureau) -> None:
    assert isinstance(make(desk), int)
    assert code(mend(desk, title="2026年第二批")) == "campaign_title_taken"
    assert mend(desk, title="2026年首批") is None
    assert titles(desk) == ["2026年第二批", "2026年首批"]


@pytest.mark.parametrize(
    ("changes", "why", "expected"),
    [
        ({"title": ""}, "因", "campaign_title_needed"), ({"closes": date(2026, 1, 1)}, "因", "campaign_dates"),
        ({"closes": date(2026, 4, 1)}, " ", "campaign_reason"), ({}, "因", "campaign_unchanged"),
        ({"which": 99}, "因", "no_such_campaign"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_refused_in_words(
    desk: Bureau, changes: dict[str, Any], why: str, expected: str
) -> None:
    assert code(mend(desk, why=why, **changes)) == expected
    assert titles(desk) == ["2026年第一批"]


def test_while_no_case_stands_on_it_everything_may_be_corrected_and_is_kept(desk: Bureau) -> None:
    assert mend(desk, title="首批", title_en="", opens=date(2026, 2, 9), closes=date(2026, 3, 20)) is None
    desk.later(days=1)
    assert mend(desk, title="第一批", why="名称要统一") is None
    newest, oldest = kept(desk).corrections
    assert (newest.by, newest.why, newest.changed) == ("某admin", "名称要统一", (
        ("title", "首批", "第一批"), ("title_en", "", "First 2026"), ("opens", "2026-02-09", "2026-02-01"),
        ("closes", "2026-03-20", "2026-03-13"),
    ))  # fmt: skip
    assert [c[0] for c in oldest.changed] == ["title", "title_en", "opens", "closes"]
    assert oldest.at < newest.at


@pytest.mark.parametrize("changes", [{"title": "首批"}, {"title_en": "One"}, {"opens": date(2026, 2, 2)}])
def test_once_a_case_stands_on_it_name_and_first_day_stay(desk: Bureau, changes: dict[str, Any]) -> None:
    desk.start()
    refused = mend(desk, **changes)
    assert code(refused) == "campaign_fixed" and isinstance(refused, Refusal) and refused.message.data["count"] == 1


def test_the_last_day_moves_but_never_before_what_came_in_time(desk: Bureau) -> None:
    desk.filed()  # on 2 March, in time
    assert code(mend(desk, closes=date(2026, 3, 1))) == "campaign_closes_before"
    assert mend(desk, closes=date(2026, 3, 2), why="提前截止") is None
    assert [c.changed for c in kept(desk).corrections] == [(("closes", "2026-03-13", "2026-03-02"),)]
    assert kept(desk).cases == StandingOn(1, date(2026, 3, 2))
