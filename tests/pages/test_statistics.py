"""The page of statistics: what can be chosen, a period that is closed and corrected, and nothing for others."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.work import desk, screen, words
from tests.workflows.bureau import HERE, Bureau
from tests.workflows.statistics.quarter import QUARTER, TABLE, quarter, row, seen
from workflows.statistics.closing import close

__all__ = ["desk"]


@pytest.fixture
def declared(desk: Bureau) -> Bureau:
    quarter(desk)
    return desk


def opened(of: Bureau, who: str = "desk", **query: str) -> AbstractContextManager[AppTest]:
    return screen(of, who, "tables", **{"table": TABLE, "period": QUARTER, **query})


def keys(at: AppTest) -> set[str]:
    return {k for b in at.button if (k := b.key or "").startswith("statistics_")}


def pressed(at: AppTest, key: str) -> None:
    at.button(key=key).click().run()


def test_a_period_is_closed_after_being_asked(declared: Bureau) -> None:
    with opened(declared) as at:
        assert "未封存" in words(at) and "应在 2026-04-10 前封存" in words(at)
        pressed(at, "statistics_close")
        assert "原来的数字仍然看得到" in words(at)
        pressed(at, "statistics_close_now")
        assert not at.exception and seen(declared).state == "closed"
        assert "由某desk封存" in words(at) and keys(at) == {"statistics_compare", "statistics_correct"}


def test_a_figure_is_corrected_with_a_reason(declared: Bureau) -> None:
    close(declared.office, declared.actor("desk"), TABLE, QUARTER, "", declared.now)
    with opened(declared) as at:
        pressed(at, "statistics_correct")
        at.selectbox(key="statistics_fix_row").set_value(f"区县/{HERE}").run()
        at.text_input(key="statistics_fix_value").set_value("二").run()
        pressed(at, "statistics_correct_now")
        assert "写一个数" in words(at)
        at.text_input(key="statistics_fix_value").set_value("３").run()
        pressed(at, "statistics_correct_now")
        assert "写明更正的原因" in words(at)
        at.text_input(key="statistics_fix_why").set_value("补登纸质申报").run()
        pressed(at, "statistics_correct_now")
        assert not at.exception and "有更正" in words(at)
        assert row(seen(declared), f"区县/{HERE}")[0] == "3"


def test_who_only_reads_presses_nothing_and_has_only_their_scope(declared: Bureau) -> None:
    with opened(declared, "head", scope="500106") as at:
        assert keys(at) == set() and "由市局企业处封存" in words(at)
        assert [s.label for s in at.selectbox] == ["统计表", "统计期"]


def test_the_page_is_not_for_who_has_no_table(declared: Bureau) -> None:
    with screen(declared, "nobody", "") as at:
        assert "统计报表" not in words(at)


@pytest.mark.parametrize("query", [{"period": "2026-99"}, {"table": "no"}, {"scope": "x"}, {"period": "2999-Q1"}])
def test_no_address_is_an_error(declared: Bureau, query: dict[str, str]) -> None:
    with opened(declared, **query) as at:
        assert "统计报表" in words(at)


def test_the_annual_report_of_the_year_and_scope_is_offered(declared: Bureau) -> None:
    with opened(declared) as at:
        (link,) = [b.proto for b in at.get("link_button") if "annual" in b.proto.url]
        assert link.url == "/annual/region_declaration/yearly/2026?scope=" and link.label == "2026年度报告"
    with opened(declared, "clerk", scope=HERE) as at:
        assert not [b for b in at.get("link_button") if "annual" in b.proto.url]
