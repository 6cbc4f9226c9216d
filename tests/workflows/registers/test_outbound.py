"""Lists in another system's layout: as of a day, in its encoding, the same bytes for the same day."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.workflows.shops import Shops, shops
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.registers.outbound import Outbound, outbound


@pytest.fixture
def street(office: Office) -> Shops:
    found = shops(office)
    found.entered({"店名": "=面馆", "面积": 20, "员": ("张三", "李四")}, {"店名": "小店", "面积": 3, "员": ("王五",)})
    found.later(days=60)
    return found


def taken(street: Shops, key: str, on: str | None = None, who: str = "bureau") -> Outbound:
    day = date.fromisoformat(on) if on else None
    found = outbound(street.office, street.actor(who), "shops", key, day, street.now)
    assert isinstance(found, Outbound), found
    return found


def test_a_line_per_row_in_the_encoding_and_under_the_headings_of_the_other_system(street: Shops) -> None:
    found = taken(street, "staff")
    lines = found.content.decode("gb18030").split("\r\n")
    rows = ["=面馆,张三,渝中区,2026-03-02,张三1", "=面馆,李四,渝中区,2026-03-02,李四1"]
    assert lines == ["店,姓名,区,列入,证", *rows, ""]
    assert found.name == "人员上报 2026-05-01.csv"


def test_a_workbook_holds_no_formula_and_the_same_day_gives_the_same_bytes(street: Shops) -> None:
    first = taken(street, "plain", "2026-04-01")
    case = street.licence({"店名": "=面馆", "面积": 99}, on="2026-04-15")
    street.done(case, "bureau", "alter")
    street.later(days=3)
    assert taken(street, "plain", "2026-04-01").content == first.content
    cells = [c for row in load_workbook(io.BytesIO(taken(street, "plain").content)).active for c in row]
    assert [c.value for c in cells[:4]] == ["店", "=面积", "=面馆", "99"] and all(c.data_type == "s" for c in cells)


def test_only_what_somebody_may_read_is_in_it(street: Shops) -> None:
    assert taken(street, "staff", who="other").content.decode("gb18030").count("\r\n") == 1
    assert isinstance(outbound(street.office, street.actor("admin"), "shops", "staff", None, street.now), Refusal)
    assert isinstance(outbound(street.office, street.actor("bureau"), "shops", "none", None, street.now), Refusal)
