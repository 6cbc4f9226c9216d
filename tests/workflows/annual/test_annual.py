"""The annual report in Word: words with figures in them, tables, bars, and what was counted how."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read

from tests.workflows.bureau import Bureau
from tests.workflows.statistics.quarter import quarter
from workflows.annual.lines import used
from workflows.annual.paths import wrong
from workflows.annual.service import Document, report, reports
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.model.annual import AnnualReport
from workflows.statistics.closing import close
from workflows.statistics.known import every

PROCEDURE, KEY = "region_declaration", "yearly"


def made(desk: Bureau, who: str = "leader", lang: str = "zh", scope: str = "", year: int = 2026) -> Document | Refusal:
    return report(desk.office, desk.actor(who), PROCEDURE, KEY, year, desk.now, lang, scope)


def words(found: Document | Refusal) -> str:
    assert isinstance(found, Document), found
    docx = read(BytesIO(found.content))
    cells = (c.text for table in docx.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in docx.paragraphs), *cells])


def charts(found: Document | Refusal) -> list[bytes]:
    """The charts of a report as Word reads them."""
    assert isinstance(found, Document), found
    with ZipFile(BytesIO(found.content)) as archive:
        return [archive.read(n) for n in archive.namelist() if n.startswith("word/charts/chart")]


def test_the_report_says_what_its_tables_say(desk: Bureau) -> None:
    quarter(desk)
    found = words(made(desk))
    assert "累计申报2件，涉及区域3个、经营主体19户" in found
    assert "各月在盒区域（个）" in found and "2026年第一季度" in found and "渝中区" in found
    assert [c.count(b"<c:ser>") for c in charts(made(desk))] == [1, 1, 1, 2], "bars, months, a board's bars, in and out"
    assert "统计范围、时期和口径" in found and "尚未封存" in found and "{{" not in found


def test_a_closed_period_says_so_and_english_says_the_same(desk: Bureau) -> None:
    quarter(desk)
    assert close(desk.office, desk.actor("desk"), "region_quarter", "2026-Q1", "", desk.now) is None
    assert "2026-04-03封存" in words(made(desk)) and "declared 2 times, 3 regions" in words(made(desk, lang="en"))


def test_who_has_no_role_in_it_gets_none(desk: Bureau) -> None:
    quarter(desk)
    assert [r.key for r in reports(desk.office, desk.actor("leader"), desk.now)] == [KEY]
    for who in ("clerk", "nobody"):
        refused = made(desk, who)
        assert isinstance(refused, Refusal) and refused.message.code == "annual.none"
        assert reports(desk.office, desk.actor(who), desk.now) == []
    early = made(desk, year=2027)
    assert isinstance(early, Refusal) and early.message.code == "annual.no_year"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"text": "{{ region_quarter.total.没有 }}"}, "annual.no_column"),
        ({"text": "{{ region_quarter.没有.件_本期 }}"}, "annual.no_row"),
        ({"text": "{{ 没有.total.件_本期 }}"}, "annual.no_table"),
        ({"text": "{{ region_quarter.total }}"}, "annual.path"),
        ({"text": "{% for a in b %}"}, "annual.not_a_path"),
        ({"table": "没有"}, "annual.no_table"),
        ({"bars": {"title": "条", "table": "region_quarter", "column": "没有"}}, "annual.no_column"),
        ({"chart": {"board": "没有", "chart": "a"}}, "annual.no_board"),
        ({"chart": {"board": "declarations", "chart": "没有"}}, "annual.no_chart"),
        ({"text": "甲", "heading": "乙"}, "annual.one_of"),
        ({}, "annual.one_of"),
    ],
)
def test_what_is_not_in_the_tables_is_found_before_publishing(desk: Bureau, part: dict[str, object], code: str) -> None:
    with desk.office.db.read() as session:
        tables = {k.id: k.table for k in every(desk.office, session, desk.office.today(desk.now))}
        bundle = desk.office.newest(session, PROCEDURE)
    assert bundle is not None
    drawn = AnnualReport.model_validate({"zh": "报告", "readers": ["desk"], "parts": [part]})
    found = [m for _, m in wrong(drawn, tables, bundle.boards)]
    assert [m.code for m in found] == [code] and say(found[0], "en") != say(found[0], "zh")


def test_the_tables_of_a_report_are_those_it_speaks_of() -> None:
    bars = {"title": "条", "table": "甲", "column": "二"}
    parts = [{"text": "{{ 甲.一.二 }} {{ year }}"}, {"table": "乙"}, {"bars": bars}]
    assert used(AnnualReport.model_validate({"zh": "报告", "readers": [], "parts": parts})) == ["甲", "乙"]
