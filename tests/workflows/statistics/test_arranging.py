"""A table is put together part by part: rows and columns at every depth, formulas that are read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.reading import load
from forms.text import Text
from tests.workflows.bureau import Bureau
from workflows import editing, releasing
from workflows.model.statistics import Column, Statistic
from workflows.statistics import arranging, drafting
from workflows.statistics.arranging import SHAPES, formula, shape_of
from workflows.statistics.drafting import Desk

TABLE = load(Statistic, {
    "id": "t", "title": "表", "number": "1", "maker": "某局", "unit": "件", "period": "month", "source": "cases",
    "head": "指标", "readers": ["desk"], "close_by": ["desk"], "rows": [{"id": "行", "title": "行"}],
    "columns": [{"id": "甲", "title": "甲"}, {"id": "乙", "title": "乙"}],
})  # fmt: skip


def ids(table: Statistic, part: arranging.Part = "columns") -> list[str]:
    return [f"{level}{n.id}" for level, n in arranging.nodes(table, part)]


def test_columns_are_added_below_others_moved_changed_and_taken_away() -> None:
    one, new = arranging.added(TABLE, "columns", Text(zh="甲"), inside="甲")
    assert new == "甲2" and ids(one) == ["0甲", "1甲2", "0乙"]
    assert ids(arranging.moved(one, "columns", "乙", -1)) == ["0乙", "0甲", "1甲2"]
    assert arranging.moved(one, "columns", "甲2", 1) == one and arranging.moved(one, "columns", "没有", 1) == one
    changed = arranging.replaced(one, "columns", Column(id="甲2", title=Text(zh="新")))
    found = arranging.find(changed, "columns", "甲2")
    assert found is not None and found.title == Text(zh="新") and ids(changed) == ids(one)
    assert ids(arranging.removed(one, "columns", "甲")) == ["0乙"]
    assert ids(arranging.added(TABLE, "rows", Text(zh="合计"))[0], "rows") == ["0行", "0合计"]


@given(st.sampled_from(SHAPES), st.lists(st.sampled_from(["甲", "乙", "件_本期", "a1"]), min_size=2, unique=True))
def test_a_formula_made_by_clicking_is_read_back(shape: str, names: list[str]) -> None:
    some = names if shape == "sum" else names[:2]
    assert shape_of(formula(shape, some)) == (shape, some)


@pytest.mark.parametrize("text", ["甲 * 2", "max(甲, 乙)", "0", "甲 - 乙 - 丙"])
def test_any_other_formula_is_none_of_the_shapes(text: str) -> None:
    assert shape_of(text) is None


def test_a_new_table_is_drafted_with_its_procedure_previewed_and_published(desk: Bureau) -> None:
    admin = desk.actor("admin")
    made = drafting.begin(desk.office, admin, "region_declaration", Text(zh="受理情况表"), desk.now)
    assert made == "受理情况表"
    found = drafting.desk(desk.office, admin, made, desk.now)
    assert isinstance(found, Desk) and not found.checked.errors, found
    assert found.procedures == ("region_declaration",)
    desk.filed()
    desk.later(days=40)
    shown = drafting.preview(desk.office, admin, found, desk.now)
    assert list(shown.figures.values.values()) == [1]
    changed, _ = arranging.added(found.table, "columns", Text(zh="累计"))
    assert drafting.put(desk.office, admin, found, changed, desk.now) is None
    stale = drafting.put(desk.office, admin, found, found.table, desk.now)
    assert stale is not None and stale.guard == "design", "another tab was there first"
    again = drafting.desk(desk.office, admin, made, desk.now)
    assert isinstance(again, Desk) and [c.id for c in again.table.leaves] == ["本期", "累计"] and again.reach.back == 2
    done = releasing.publish_part(desk.office, admin, again.name, again.draft.text, "新表", desk.now)
    assert done, done
    assert f"statistics/{made}" in {p.name for p in editing.parts(desk.office, admin) if p.used_by}
