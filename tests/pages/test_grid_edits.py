"""From a browser's log to edits of the draft: nothing twice, nothing lost, nothing over somebody else's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import AddRows, Conflict, SetValue, apply, rows_of
from pages.parts import grid_edits
from pages.parts.grid import Report
from pages.parts.grid_rows import table_shown
from tests.forms.examples import OPTIONS, code, entries, form, values
from tests.pages.test_grid_rows import ALL, EVERYTHING, Allow

FORM = form()
DRAFT = values({"_id": "a1", "片名": "东片", "报数": 2, "户": entries(1, 2, 3)})


def typed(
    *log: dict[str, Any], draft: Any = DRAFT, path: str = "片.户", after: int = 0, access: Any = EVERYTHING
) -> Any:
    entries_ = [{"n": i, **e} for i, e in enumerate(log, after + 1)]
    return grid_edits.read(Report("g", entries_), after, FORM, draft, table_shown(FORM, path, access), OPTIONS, "zh")


def put(row: str, field: str, was: str, now: str) -> dict[str, Any]:
    return {"kind": "set", "row": row, "field": field, "was": was, "now": now}


def block(row: str, field: str, text: str, draft: Any = DRAFT) -> dict[str, Any]:
    rows = [r for r, _ in rows_of(FORM, draft, "片.户")]
    over = rows[[r["_id"] for r in rows].index(row) :][: len(text.split("\n"))]
    seen = [[r["_id"], {"户名": r.get("户名", ""), "代码": r.get("代码", "")}] for r in over]
    return {"kind": "paste", "field": field, "text": text, "of": "a1", "over": seen}


def after(*log: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    done = apply(FORM, DRAFT, {}, typed(*log, **more).edits)
    assert not done.conflicts
    return [row for row, _ in rows_of(FORM, done.values, "片.户")]


def test_a_typed_value_is_put_in_its_stored_form_with_what_was_seen() -> None:
    assert typed(put("e1", "代码", code(1), "９１　abc")).edits == (SetValue("代码", "91ABC", "e1", code(1)),)


def test_a_number_that_is_none_is_kept_as_typed() -> None:
    assert typed(put("a1", "报数", "2", "约3"), path="片").edits == (SetValue("报数", "约3", "a1", 2),)


def test_entries_that_were_saved_are_not_saved_again() -> None:
    log = [{"n": 1, **put("e1", "户名", "第1户", "甲")}, {"n": 2, **put("e2", "户名", "第2户", "乙")}]
    found = grid_edits.read(Report("g", log), 1, FORM, DRAFT, table_shown(FORM, "片.户", EVERYTHING), OPTIONS, "zh")
    assert [e.row for e in found.edits] == ["e2"] and found.last == 2


def test_a_second_edit_of_a_cell_stands_on_the_first_although_the_server_had_it_normal() -> None:
    rows = after(put("e1", "代码", code(1), "ａｂ"), put("e1", "代码", "ａｂ", "cd"))
    assert rows[0]["代码"] == "CD"


def test_a_second_edit_that_arrives_before_the_page_was_drawn_again_is_no_conflict() -> None:
    stored = apply(FORM, DRAFT, {}, typed(put("e1", "代码", code(1), "ａｂ")).edits).values
    late = typed(put("e1", "代码", "ａｂ", "cd"), after=1)  # read against the draft as the person saw it
    assert not apply(FORM, stored, {}, late.edits).conflicts


def test_what_somebody_else_changed_meanwhile_is_a_conflict() -> None:
    other = apply(FORM, DRAFT, {}, [SetValue("户名", "别人的", "e1")]).values
    (met,) = apply(FORM, other, {}, typed(put("e1", "户名", "第1户", "我的")).edits).conflicts
    assert isinstance(met, Conflict) and met.now == "别人的"


def test_a_locked_cell_is_left_alone_and_told() -> None:
    found = typed(put("e1", "户名", "第1户", "x"), access=Allow(ALL, ALL - {"片.户.户名"}))
    assert found.edits == () and found.notes[0].code == "form.locked_cell"


def test_a_block_lies_over_the_cells_from_one_on_and_makes_rows_beyond_the_last() -> None:
    rows = after(block("e2", "户名", f"乙\t{code(12)}\n丙\t{code(13)}\n丁\t{code(14)}"))
    assert [(r["户名"], r["代码"]) for r in rows[1:]] == [("乙", code(12)), ("丙", code(13)), ("丁", code(14))]
    assert rows[1]["_id"] == "e2" and rows[2]["_id"] == "e3"


def test_a_block_as_long_as_a_table_takes_is_read_to_its_last_row() -> None:
    lines = [f"第{n}号科技有限责任公司重庆分公司\t{code(n)}" for n in range(10_000)]
    (added,) = [e for e in typed(block("e3", "户名", "\n".join(lines))).edits if isinstance(e, AddRows)]
    assert len(added.rows) == 9_999 and added.rows[-1]["代码"] == code(9_999)


def test_a_block_longer_than_that_is_refused_whole_and_told() -> None:
    found = typed(block("e3", "户名", "长" * (grid_edits.LIMIT + 1)))
    assert found.edits == () and found.notes[0].code == "form.paste_too_long"


def test_a_block_pasted_into_the_second_column_stays_in_it() -> None:
    rows = after(block("e1", "代码", "x\ny"))
    assert [(r["户名"], r["代码"]) for r in rows[:2]] == [("第1户", "X"), ("第2户", "Y")]


def test_a_block_that_arrives_twice_makes_its_rows_once() -> None:
    first = typed(block("e3", "户名", "丙\n丁\n戊"))
    once = apply(FORM, DRAFT, {}, first.edits).values
    again = apply(FORM, once, {}, typed(block("e3", "户名", "丙\n丁\n戊")).edits).values
    assert [r["户名"] for r, _ in rows_of(FORM, again, "片.户")] == ["第1户", "第2户", "丙", "丁", "戊"]


def test_a_block_over_a_cell_that_was_just_typed_into_is_no_conflict_with_oneself() -> None:
    stored = apply(FORM, DRAFT, {}, typed(put("e1", "代码", code(1), "ａｂ")).edits).values
    seen = block("e1", "户名", "甲\tcd\n乙")
    seen["over"][0][1]["代码"] = "ａｂ"  # shown over the row, which was not drawn again yet
    late = typed(seen, after=1)
    done = apply(FORM, stored, {}, late.edits)
    assert not done.conflicts
    assert done.values["片"][0]["户"][0]["代码"] == "CD"


def test_without_the_right_to_add_rows_the_rest_of_a_block_is_told() -> None:
    found = typed(block("e3", "户名", "丙\n丁"), access=Allow(ALL, ALL - {"片.户"}))
    assert [type(e) for e in found.edits] == [SetValue] and found.notes[-1].code == "form.no_new_rows"


@pytest.mark.parametrize("raw", [None, {}, [], "x", {"log": "x"}, {"log": [1, {"n": "x"}], "at": None, "chosen": None}])
def test_what_is_no_report_is_an_empty_one(raw: Any) -> None:
    assert list(Report.of(raw).log) == []


def test_a_copy_has_identities_of_its_own_all_the_way_down() -> None:
    shown = table_shown(FORM, "片", EVERYTHING)
    edits, first = grid_edits.duplicate(shown, "", DRAFT["片"], ["a1"])
    done = apply(FORM, DRAFT, {}, edits).values["片"]
    assert [a["片名"] for a in done] == ["东片", "东片"] and done[1]["_id"] == first
    ids = [r["_id"] for a in done for r in [a, *a["户"]]]
    assert len(set(ids)) == len(ids) == 8


@settings(max_examples=60)
@given(st.sets(st.sampled_from(["e1", "e2", "e3", "e4", "e5", "e6"])))
def test_deleted_rows_come_back_where_they_stood(gone: set[str]) -> None:
    draft = values({"_id": "a1", "片名": "东片", "报数": 2, "户": entries(1, 2, 3, 4, 5, 6)})
    rows, shown = draft["片"][0]["户"], table_shown(FORM, "片.户", EVERYTHING)
    without = apply(FORM, draft, {}, [grid_edits.delete(rows, tuple(gone))]).values
    back = apply(FORM, without, {}, grid_edits.restore(shown, "a1", rows, tuple(gone))).values
    assert back == draft


CELLS = st.tuples(st.sampled_from(["e1", "e2", "e3"]), st.text("甲乙丙 1", max_size=3))


@settings(max_examples=80)
@given(st.lists(CELLS, max_size=12), st.lists(st.integers(0, 12), max_size=4))
def test_however_a_log_is_cut_and_sent_again_the_draft_is_the_same(
    cells: list[tuple[str, str]], cuts: list[int]
) -> None:
    seen = {r["_id"]: r["户名"] for r in entries(1, 2, 3)}
    log = []
    for number, (row, now) in enumerate(cells, 1):
        log.append({"n": number, **put(row, "户名", seen[row], now)})
        seen[row] = now
    shown, draft, applied = table_shown(FORM, "片.户", EVERYTHING), DRAFT, 0
    for cut in [*sorted(cuts), len(log)]:
        found = grid_edits.read(Report("g", log[: max(cut, applied)]), applied, FORM, draft, shown, OPTIONS, "zh")
        done = apply(FORM, draft, {}, found.edits)
        assert not done.conflicts
        draft, applied = done.values, found.last
    stored = {r["_id"]: r.get("户名", "") for r, _ in rows_of(FORM, draft, "片.户")}
    assert stored == {k: " ".join(v.split()) for k, v in seen.items()}


def test_new_rows_go_behind_the_row_that_is_named() -> None:
    edit, new = grid_edits.insert(table_shown(FORM, "片.户", EVERYTHING), "a1", "e1", {"户名": "新"})
    assert isinstance(edit, AddRows)
    rows = [r["_id"] for r, _ in rows_of(FORM, apply(FORM, DRAFT, {}, [edit]).values, "片.户")]
    assert rows == ["e1", new, "e2", "e3"]
