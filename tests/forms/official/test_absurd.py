"""Whatever is uploaded, the answer is a sentence or a form that passes every check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import check_form, say
from forms.official import OfficialRefused, assemble, read_official
from tests.forms.official.absurd import cases
from tests.forms.official.drawing import C, Table, Text, docx, title, xlsx

ROOT = Path(__file__).resolve().parents[3]
CASES = dict(cases())
TAKEN = {
    "merged_everything.docx": {"全部合并"},
    "tracked.docx": {"姓名"},
    "text_box.docx": {"联系电话"},
    "controls.docx": {"性质", "日期"},
    "right_to_left.docx": {"姓名", "电话"},
    "repeated_heads.docx": {"明细", "明细.企业名称", "明细.联系电话"},
    "nested_six.docx": {"最里"},
    "hidden.xlsx": {"姓名", "电话"},
    "drop_down.xlsx": {"企业性质", "联系人"},
    "no_borders.xlsx": {"姓名", "电话", "住址"},
    "head_only.docx": {"明细", "明细.名称", "明细.数量"},
    "head_and_total.docx": {"明细", "明细.名称", "明细.数量"},
}
"""What comes of those of which something can come."""
BOUNDED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
from forms.official import OfficialRefused, assemble, read_official
from tests.forms.official.absurd import cases
for name, data in cases():
    try:
        assemble(read_official(data, name), {})
    except OfficialRefused:
        pass
print("whole")
"""


def sound(data: bytes, name: str) -> set[str]:
    """The paths of the form, after a look at it; raises `OfficialRefused`."""
    reading = read_official(data, name)
    made = assemble(reading, {})
    assert [f.say() for f in check_form(made.form, made.lists) if f.level == "error"] == []
    assert all(say(reading.document.where(s)) for g in reading.guesses for s in g.spots)
    return set(made.form.by_path)


@pytest.mark.parametrize("name", list(CASES))
def test_a_file_is_answered_with_a_sentence_or_with_something_sensible(name: str) -> None:
    try:
        found = sound(CASES[name], name)
    except OfficialRefused as refused:
        assert name not in TAKEN
        assert all(len(say(refused.message, lang)) > 8 for lang in ("zh", "en"))
    else:
        assert found >= TAKEN.get(name, set())


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60


def test_all_of_them_together_stay_within_bounds() -> None:
    done = subprocess.run([sys.executable, "-c", BOUNDED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "whole", done.stderr[-800:]


TEXTS = st.sampled_from([
    "",
    "",
    "",
    "姓名",
    "联系电话",
    "年 月 日",
    "□是 □否",
    "□甲 □乙 □丙",
    "序号",
    "1",
    "2",
    "合计",
    "备注",
    "……",
    "审核意见",
    "（盖章）",
    "注册资本（万元）",
    "一、基本情况",
    "说明：无。",
    "____",
    "见附表",
    "附表（名称、电话）",
    "是",
    "否",
    "其他____",
    "A：",
    "x" * 90,
])


@st.composite
def grids(draw: st.DrawFn) -> Table:
    """Any table: cells that span what they like, as far as there is room."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    made: list[list[C]] = []
    for r in range(rows):
        line: list[C] = []
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = 1
            while c + wide < columns and (r, c + wide) not in taken and draw(st.integers(0, 3)) == 0:
                wide += 1
            high = draw(st.integers(1, 2)) if r + 1 < rows else 1
            high = high if all((r + 1, c + j) not in taken for j in range(wide)) else 1
            taken |= {(r + i, c + j) for i in range(high) for j in range(wide)}
            line.append(C(draw(TEXTS), wide, high))
        made.append(line)
    return Table(made, columns)


@settings(max_examples=40)
@given(st.lists(st.one_of(grids(), TEXTS.map(Text)), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_any_table_becomes_a_sound_form_or_a_sentence(blocks: list, word: bool, borders: bool) -> None:
    try:
        sound(docx(blocks) if word else xlsx(blocks, borders), "any")
    except OfficialRefused as refused:
        assert say(refused.message)


NAMES = (
    "企业名称",
    "联系人",
    "注册地址",
    "电子邮箱",
    "成立日期",
    "职工人数",
    "项目名称",
    "所属区县",
    "法定代表人",
    "主要产品",
)


@settings(max_examples=25)
@given(st.permutations(NAMES), st.integers(1, 3), st.sampled_from(["right", "below", "colon", "line"]), st.booleans())
def test_plain_labels_are_found_wherever_their_blanks_are(
    names: list[str], beside: int, where: str, word: bool
) -> None:
    groups = [names[n : n + beside] for n in range(0, len(names) - len(names) % beside, beside)]
    if where == "right":
        block = [Table([[x for n in g for x in (n, "")] for g in groups], beside * 2)]
    elif where == "below":
        beside = max(beside, 2)
        groups = [names[n : n + beside] for n in range(0, len(names) - len(names) % beside, beside)]
        block = [Table([row for g in groups for row in (g, [""] * beside)], beside)]
    elif where == "colon":
        block = [Table([[f"{n}：          " for n in g] for g in groups], beside)]
    else:
        block = [Text("      ".join(f"{n}：____" for n in g)) for g in groups]
    drawn = [title("登记表"), *block]
    found = sound(docx(drawn) if word else xlsx(drawn), "labels")
    assert found == {n for g in groups for n in g}
