"""联合审查 of many rows: a matrix of rows and participants, and choices that do not list fifty things."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from forms.fields.uscc import UsccField
from tests.pages.test_round import fill
from tests.pages.work import content, desk, filed, press, screen, tables, words
from tests.workflows.bureau import HERE, Bureau

__all__ = ["desk"]
ROWS = 24
_CODES = UsccField.model_validate({"key": "c", "title": "c"})


def region(number: int) -> dict[str, Any]:
    firm = {"名称": f"第{number}号科技有限公司", "统一社会信用代码": _CODES.sample(None, 5000 + number)}  # type: ignore[arg-type]
    there = {"申报名称": f"第{number}号园", "所属类型": "园区", "注册登记地址": "云汉大道5号"}
    return {**there, "数量": 1, "经营主体": [firm]}


def many(bureau: Bureau) -> int:
    """A case in the round with more regions than one looks at one by one: a district's second."""
    earlier = filed(bureau)
    bureau.done(earlier, "accept", "desk")
    bureau.decided(earlier)
    bureau.later(days=1)
    case = bureau.filed(HERE, {**content(), "区域": [region(n) for n in range(ROWS)]})
    bureau.done(case, "accept", "desk")
    return case


def lines(at: AppTest) -> list[dict[str, Any]]:
    return list(tables(at)[0]["rows"])


def test_many_rows_are_a_matrix_that_shows_the_first_and_the_rest_when_asked(desk: Bureau) -> None:
    case = many(desk)
    with screen(desk, "credit", "case", case=case) as at:
        assert len(lines(at)) == 20 and lines(at)[0]["市局企业处"][0][:2] == ["待出意见", "idle"]
        next(b for b in at.button if str(b.key).endswith("_rest")).click().run()
        assert len(lines(at)) == ROWS


def test_a_row_that_is_opened_asks_for_ones_opinion_on_it(desk: Bureau) -> None:
    case = many(desk)
    with screen(desk, "credit", "case", case=case) as at:
        press(at, opened=lines(at)[2]["id"])
        press(at)  # a press lasts for one run
        fill(at, "不同意", "边界不清")
        at.button(key="opinion_yes").click().run()
        assert "已办理：提出意见" in words(at)
        said = lines(at)[2]["市局信用处"][0]
        assert said[0] == "不同意" and "边界不清" in said[-1]
        kinds = next(g for g in at.get("button_group") if str(g.key).startswith("matrix_of_"))
        assert kinds.options == [f"全部 {ROWS}", f"等您出意见 {ROWS - 1}"]


def test_who_gives_no_opinion_reads_all_that_was_said_of_a_row(desk: Bureau) -> None:
    case = many(desk)
    with screen(desk, "leader", "case", case=case) as at:
        press(at, opened=lines(at)[1]["id"])
        assert "第1号园" in words(at) and not at.exception


def test_all_of_many_are_meant_by_one_tick_or_those_that_are_named(desk: Bureau) -> None:
    case = many(desk)
    with screen(desk, "credit", "case", case=case) as at:
        at.button(key="act_opinion").click().run()
        (tick,) = (c for c in at.checkbox if c.label == f"全部 {ROWS} 项")
        assert tick.value
        tick.uncheck().run()
        fill(at, "同意")
        at.button(key="opinion_yes").click().run()
        assert "先选要出意见的项" in words(at)
        named = next(m for m in at.multiselect)
        named.select(named.options[0]).run()
        at.button(key="opinion_yes").click().run()
        assert f"1/{2 * ROWS} 已出意见" in words(at)
