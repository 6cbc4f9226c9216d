"""Texts taken apart into their points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.pieces import bare, pieces, suggests

MARKS = ["1.", "2、", "（一）", "（二）", "①", "一是", "二是", "第一，", "十二、", "1.5"]
TEXTS = st.lists(st.sampled_from([*"1２a甲乙。；;：:、，（）()“”\n\r \t", *MARKS]), max_size=25).map("".join)


@given(TEXTS | st.text(max_size=60))
def test_points_put_together_are_the_text_again(text: str) -> None:
    assert "".join(pieces(text)) == (text if text.strip() else "")


@given(TEXTS | st.text(max_size=60))
def test_every_point_says_something_and_is_shown_with_something(text: str) -> None:
    assert all(p.strip() and bare(p).strip() for p in pieces(text))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("补充保险。", ["补充保险。"]),
        ("1. 增设护栏；2. 补充保险；3. 限速 1.5 米。", ["增设护栏", "补充保险", "限速 1.5 米。"]),
        ("建议如下：\n1、甲\n2、乙；丙\n续行", ["建议如下：\n1、甲", "乙；丙\n续行"]),
        ("（一）甲。（二）乙。", ["甲。", "乙。"]),
        ("一是加强监测；二是完善应急；三是见第3、4条", ["一是加强监测", "二是完善应急", "三是见第3、4条"]),
        ("第一，甲；第二，乙", ["甲", "乙"]),
        ("① 甲 ② 乙", ["甲", "乙"]),
        ("十、甲\n十一、乙", ["甲", "乙"]),
        ("一、安全：\n1. 甲\n2. 乙", ["安全：\n1. 甲", "乙"]),
        ("甲\n乙\n\n丙", ["甲", "乙", "丙"]),
        ("甲（含丁；戊）；乙“己；庚”", ["甲（含丁；戊）", "乙“己；庚”"]),
        ("见第 3、4 条，限速 15.5 公里", ["见第 3、4 条，限速 15.5 公里"]),
        ("依据（二）办理", ["依据（二）办理"]),
        ("", []),
        (" \n", []),
        ("；；", ["；；"]),
    ],
)
def test_points_are_told_apart_by_numbers_lines_or_semicolons(text: str, points: list[str]) -> None:
    assert [bare(p) for p in pieces(text)] == points


@pytest.mark.parametrize(
    ("piece", "says"), [("无", False), (" 无。\n", False), ("None", False), ("无人值守时停运", True)]
)
def test_nothing_to_suggest_is_no_suggestion(piece: str, says: bool) -> None:
    assert suggests(piece) is says
