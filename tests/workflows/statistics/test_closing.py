"""A period is closed once it is over, in order; what changes later is a difference, and only a correction takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from data.tables import CaseSpan, StatisticVersion
from tests.workflows.bureau import HERE, THERE, Bureau
from tests.workflows.statistics.quarter import QUARTER, TABLE, code, quarter, row, seen
from workflows.engine.types import Refusal
from workflows.statistics.closing import close, compare, correct, take
from workflows.statistics.sheet import sheet
from workflows.statistics.stored import verify

HEREABOUTS, THEREABOUTS = f"区县/{HERE}", f"区县/{THERE}"


def closed(desk: Bureau, period: str = QUARTER, scope: str = "", who: str = "desk") -> Any:
    return close(desk.office, desk.actor(who), TABLE, period, scope, desk.now)


def refiled(desk: Bureau, case: int) -> None:
    """History is mended: the case had been filed in April."""
    with desk.office.db.write() as session:
        session.execute(update(CaseSpan).where(col(CaseSpan.case_id) == case).values(filed_on=date(2026, 4, 1)))


def test_the_figures_are_those_that_were_reckoned_by_hand(desk: Bureau) -> None:
    quarter(desk)
    found = seen(desk)
    #  件: 本期 累计 同期 增减; 区域: 本期 园区 孵化园 创业园 自贸 其他 累计; 主体: 本期 累计; 在盒: 区域 主体
    assert row(found, "total") == ["2", "2", "0", "-", "3", "1", "1", "1", "0", "0", "3", "19", "19", "0", "0"]
    assert row(found, HEREABOUTS) == ["1", "1", "0", "-", "2", "1", "0", "1", "0", "0", "2", "13", "13", "0", "0"]
    assert row(found, THEREABOUTS) == ["1", "1", "0", "-", "1", "0", "1", "0", "0", "0", "1", "6", "6", "0", "0"]
    assert row(found, "区县/500101") == ["0", "0", "0", "-", *"00000000000"]
    assert found.state == "open" and not found.broken and found.why_not is None


def test_a_district_sees_its_own_scope_and_no_other(desk: Bureau) -> None:
    quarter(desk)
    found = seen(desk, "head", HERE)
    assert [h.key for h in found.figures.heads] == ["total", HEREABOUTS]
    assert row(found, "total")[0] == "1"
    assert code(sheet(desk.office, desk.actor("head"), TABLE, QUARTER, "", desk.now)) == "statistics.not_yours"
    assert code(sheet(desk.office, desk.actor("head"), TABLE, QUARTER, THERE, desk.now)) == "statistics.not_yours"
    assert code(sheet(desk.office, desk.actor("nobody"), TABLE, QUARTER, "", desk.now)) == "statistics.not_yours"
    assert code(closed(desk, scope=HERE, who="head")) == "statistics.not_by_you.close_by"


def test_a_period_is_closed_when_it_is_over_and_in_order(desk: Bureau) -> None:
    quarter(desk)
    assert code(closed(desk, "2026-Q2")) == "statistics.not_over"
    assert code(closed(desk, "2026-13")) == "statistics.none"
    assert closed(desk) is None
    assert code(closed(desk)) == "statistics.is_closed"
    desk.later(days=200)
    assert code(closed(desk, "2026-Q3")) == "statistics.in_order"
    assert closed(desk, "2026-Q2") is None
    assert closed(desk, "2026-Q3") is None


def test_what_changes_after_closing_is_a_difference_with_its_cause(desk: Bureau) -> None:
    _, two = quarter(desk)
    assert compare(desk.office, desk.actor("desk"), TABLE, QUARTER, "", desk.now) == ()
    closed(desk)
    refiled(desk, two)
    assert row(seen(desk), "total")[0] == "2"  # as it was closed
    found = compare(desk.office, desk.actor("desk"), TABLE, QUARTER, "", desk.now)
    assert not isinstance(found, Refusal)
    first = next(d for d in found if d.place == (THEREABOUTS, "件_本期"))
    assert (first.kept, first.now, [c.id for c in first.gone], first.came) == (1, 0, [two], ())


def test_a_correction_is_a_version_more_with_its_reason_and_the_old_figure(desk: Bureau) -> None:
    _, two = quarter(desk)
    closed(desk)
    refiled(desk, two)
    who = desk.actor("desk")
    assert code(take(desk.office, who, TABLE, QUARTER, "", " ", desk.now)) == "statistics.no_reason"
    assert take(desk.office, who, TABLE, QUARTER, "", "渝中报送日期登记错误", desk.now) is None
    found = seen(desk)
    assert found.state == "corrected" and row(found, "total")[:2] == ["1", "1"] and row(found, THEREABOUTS)[0] == "0"
    version, before = found.changed[THEREABOUTS, "件_本期"][0]
    assert (version.number, version.reason, before) == (2, "渝中报送日期登记错误", 1)
    assert compare(desk.office, who, TABLE, QUARTER, "", desk.now) == ()
    assert code(take(desk.office, who, TABLE, QUARTER, "", "再来", desk.now)) == "statistics.same"


def test_a_corrected_cell_takes_totals_and_formulas_along(desk: Bureau) -> None:
    quarter(desk)
    closed(desk)
    who, cell = desk.actor("desk"), (HEREABOUTS, "件_本期")
    given = {cell: 3, (HEREABOUTS, "件_同期"): 2}
    assert correct(desk.office, who, TABLE, QUARTER, "", given, "补登纸质申报", desk.now) is None
    found = seen(desk)
    assert row(found, HEREABOUTS)[:4] == ["3", "1", "2", "50.0"]
    assert row(found, "total")[:4] == ["4", "2", "2", "100.0"]
    assert found.broken  # since January there are fewer than this quarter
    assert set(found.changed) == {(k, c) for k in (HEREABOUTS, "total") for c in ("件_本期", "件_同期", "件_增减")}
    wrong = correct(desk.office, who, TABLE, QUARTER, "", {(HEREABOUTS, "件_增减"): 1}, "为何", desk.now)
    assert code(wrong) == "statistics.no_such_cell"


def test_what_was_closed_a_year_or_a_period_ago_is_compared_with(desk: Bureau) -> None:
    quarter(desk)
    who, at = desk.actor("desk"), "2026-03"
    assert close(desk.office, who, "region_register", at, "", desk.now) is None
    given = {(HEREABOUTS, "期末"): 5}
    assert correct(desk.office, who, "region_register", at, "", given, "漏登", desk.now) is None
    desk.later(days=30)
    found = seen(desk, period="2026-04", table="region_register")
    assert row(found, HEREABOUTS)[0] == "5" and row(found, "total")[0] == "5"


def test_a_version_that_is_changed_breaks_the_chain(desk: Bureau) -> None:
    quarter(desk)
    closed(desk)
    correct(desk.office, desk.actor("desk"), TABLE, QUARTER, "", {(HEREABOUTS, "件_本期"): 2}, "补登", desk.now)
    with desk.office.db.write() as session:
        assert not list(verify(session))
        first = session.exec(select(StatisticVersion).where(StatisticVersion.version == 1)).one()
        first.figures = {**first.figures, "values": {**first.figures["values"], f"{HEREABOUTS}|件_本期": "9"}}
    with desk.office.db.read() as session:
        assert [v.version for v in verify(session)] == [1]


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor"])
def test_only_who_is_named_closes_and_corrects(desk: Bureau, who: str) -> None:
    quarter(desk)
    assert code(closed(desk, who=who)) == "statistics.not_by_you.close_by"
    closed(desk)
    wrong = correct(desk.office, desk.actor(who), TABLE, QUARTER, "", {(HEREABOUTS, "件_本期"): 2}, "想改", desk.now)
    assert code(wrong) == "statistics.not_by_you.correctors"


def test_a_period_closed_in_english_is_named_in_both_languages(desk: Bureau) -> None:
    quarter(desk)
    closed(desk)
    found = seen(desk).figures
    assert (found.called.zh, found.titles[HEREABOUTS].say("en")) == ("重庆市", "Yuzhong District")


def test_what_was_corrected_by_hand_stays_when_the_rest_is_counted_again(desk: Bureau) -> None:
    _, two = quarter(desk)
    closed(desk)
    who = desk.actor("desk")
    correct(desk.office, who, TABLE, QUARTER, "", {(HEREABOUTS, "件_本期"): 3}, "补登", desk.now)
    refiled(desk, two)
    found = compare(desk.office, who, TABLE, QUARTER, "", desk.now)
    assert not isinstance(found, Refusal)
    assert {d.place for d in found if d.by_hand} == {(HEREABOUTS, "件_本期"), ("total", "件_本期")}
    assert take(desk.office, who, TABLE, QUARTER, "", "报送日期登记错误", desk.now) is None
    assert [row(seen(desk), key)[0] for key in ("total", HEREABOUTS, THEREABOUTS)] == ["3", "3", "0"]
    assert [row(seen(desk), key)[1] for key in ("total", HEREABOUTS, THEREABOUTS)] == ["1", "1", "0"]
    assert code(take(desk.office, who, TABLE, QUARTER, "", "再来", desk.now)) == "statistics.same"
