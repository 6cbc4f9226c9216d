"""Drafts under edits: nothing is lost, nobody is overwritten unseen."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import (
    AddRows,
    Answer,
    Conflict,
    DeleteRows,
    Edit,
    SetValue,
    all_rows,
    apply,
    edits_between,
    find_row,
    rows_of,
    writes,
)
from tests.forms.examples import code, form, rows_strategy, values

FORM = form()


def ids(found: dict[str, Any]) -> list[str]:
    return [row["_id"] for _, row, _ in all_rows(FORM, found)]


def test_a_value_is_set_in_its_row_whatever_moved() -> None:
    draft = values()
    moved = apply(FORM, draft, {}, [AddRows("片.户", ({"户名": "新"},), "a1", "")]).values
    done = apply(FORM, moved, {}, [SetValue("户名", "改", "e1", was="第1户")])
    assert [r["户名"] for r in done.values["片"][0]["户"]] == ["新", "改", "第2户"]
    assert done.touched == {"e1"}


def test_what_is_given_stays_as_it_is() -> None:
    draft = values()
    before = copy.deepcopy(draft)
    apply(FORM, draft, {}, [SetValue("户名", "改", "e1"), DeleteRows(("e2",)), AddRows("片", ({"片名": "x"},))])
    assert draft == before


CONFLICTS = [
    ("seen as it is", SetValue("户名", "改", "e1", was="第1户"), None, "改"),
    ("not seen before", SetValue("户名", "改", "e1"), None, "改"),
    ("changed meanwhile", SetValue("户名", "改", "e1", was="旧"), "第1户", "第1户"),
    ("changed meanwhile to the same", SetValue("户名", "第1户", "e1", was="旧"), None, "第1户"),
    ("emptied and seen", SetValue("户名", None, "e1", was="第1户"), None, None),
    ("filled and seen empty", SetValue("户名", "改", "e1", was=None), "第1户", "第1户"),
]


@pytest.mark.parametrize(("edit", "now", "stored"), [c[1:] for c in CONFLICTS], ids=[c[0] for c in CONFLICTS])
def test_a_change_that_meets_another_is_a_conflict_and_not_made(edit: SetValue, now: Any, stored: Any) -> None:
    done = apply(FORM, values(), {}, [edit, SetValue("辖区", "500103")])
    assert done.conflicts == ((Conflict(edit, now),) if now else ())
    found = find_row(FORM, done.values, "e1")
    assert found and found.row.get("户名") == stored
    assert done.values["辖区"] == "500103", "the other edits are made"


def test_a_change_to_a_row_that_is_gone_says_so() -> None:
    edits: list[Edit] = [DeleteRows(("a1",)), SetValue("户名", "改", "e1", was="第1户"), AddRows("片.户", ({},), "a1")]
    done = apply(FORM, values(), {}, edits)
    assert [c.gone for c in done.conflicts] == [True, True]
    assert done.deleted == {"a1", "e1", "e2"}
    assert "片" not in done.values


def test_adding_the_same_rows_again_is_harmless() -> None:
    add = AddRows("片.户", ({"_id": "n1", "户名": "新"},), "a1")
    once = apply(FORM, values(), {}, [add]).values
    again = apply(FORM, once, {}, [SetValue("户名", "改了", "n1"), add]).values
    assert ids(again) == ids(once)


def test_a_copied_row_gets_identities_of_its_own() -> None:
    draft = values()
    done = apply(FORM, draft, {}, [AddRows("片", ({**draft["片"][0], "_id": ""},))])
    assert len(set(ids(done.values))) == len(ids(done.values)) == 6


def test_added_rows_hold_only_what_the_table_knows() -> None:
    new = {"片名": "x", "实数": 7, "别的": 1, "户": [{"户名": "", "x": 1}]}
    done = apply(FORM, values(), {}, [AddRows("片", (new,))])
    row = done.values["片"][1]
    assert set(row) == {"_id", "片名", "户"}
    assert set(row["户"][0]) == {"_id"}


IMPOSSIBLE = [SetValue("没有", 1), SetValue("片", []), SetValue("实数", 1, "a1"), AddRows("没有", ())]


@pytest.mark.parametrize("edit", IMPOSSIBLE)
def test_no_screen_can_set_what_the_form_does_not_have(edit: Edit) -> None:
    with pytest.raises(ValueError, match="no "):
        apply(FORM, values(), {}, [edit])


def test_answers_are_kept_and_taken_back() -> None:
    done = apply(FORM, values(), {"a": "旧"}, [Answer("b", "新"), Answer("a", None)])
    assert done.answers == {"b": "新"}


def test_the_paths_an_edit_writes_are_known_before_it_is_made() -> None:
    edits: list[Edit] = [
        SetValue("辖区", "500103"), SetValue("户名", "x", "e1"), SetValue("户名", "x", "gone"),
        DeleteRows(("a1", "e1")),
        AddRows("片", ({"_id": "n", "片名": "x", "户": [{"户名": "y"}]},)), SetValue("报数", 1, "n"), Answer("k", "t"),
    ]  # fmt: skip
    assert writes(FORM, values(), edits) == [
        {"辖区"}, {"片.户.户名"}, set(), {"片", "片.户"}, {"片", "片.片名", "片.户", "片.户.户名"}, {"片.报数"}, set(),
    ]  # fmt: skip


@st.composite
def drafts_with_edits(draw: st.DrawFn) -> tuple[dict[str, Any], list[Edit]]:
    draft = {"辖区": "500112", "片": draw(rows_strategy())}
    known = ids(draft)
    outer = [r["_id"] for r in draft["片"]]
    some = st.sampled_from([*known, "gone"])
    edit = st.one_of(
        st.builds(lambda r, v: SetValue("片名" if r in outer else "户名", v, r), some, st.sampled_from(["改", None])),
        st.builds(lambda v: AddRows("片", ({"片名": v},)), st.sampled_from(["新", "又"])),
        st.builds(lambda p, a: AddRows("片.户", ({"户名": "新"}, {"户名": "又"}), p, a),
                  st.sampled_from([*outer, "gone"]), st.one_of(some, st.sampled_from(["", None]))),
        st.builds(lambda r: DeleteRows((r,)), some),
    )  # fmt: skip
    return draft, draw(st.lists(edit, max_size=8))


@given(drafts_with_edits())
def test_random_edits_lose_no_row(case: tuple[dict[str, Any], list[Edit]]) -> None:
    draft, edits = case
    done = apply(FORM, draft, {}, edits)
    kept = ids(done.values)
    assert len(kept) == len(set(kept))
    assert set(ids(draft)) - done.deleted <= set(kept)
    assert not done.deleted & set(kept)
    assert set(kept) - set(ids(draft)) <= done.touched


@given(drafts_with_edits())
def test_rows_that_stay_keep_their_order(case: tuple[dict[str, Any], list[Edit]]) -> None:
    draft, edits = case
    after = apply(FORM, draft, {}, edits).values
    for table in FORM.tables:
        before = [r["_id"] for r, _ in rows_of(FORM, draft, table)]
        kept = [r["_id"] for r, _ in rows_of(FORM, after, table)]
        assert [r for r in before if r in kept] == [r for r in kept if r in before]


@given(rows_strategy(), st.permutations(range(6)))
def test_changes_to_different_rows_may_come_in_any_order(rows: list[dict[str, Any]], order: list[int]) -> None:
    draft = {"片": rows}
    outer = {r["_id"] for r in rows}
    edits = [SetValue("片名" if r in outer else "户名", f"新{n}", r) for n, r in enumerate(ids(draft)[:6])]
    shuffled = [edits[n] for n in order if n < len(edits)]
    assert apply(FORM, draft, {}, edits).values == apply(FORM, draft, {}, shuffled).values


@given(drafts_with_edits())
def test_edits_between_two_states_lead_from_one_to_the_other(case: tuple[dict[str, Any], list[Edit]]) -> None:
    draft, edits = case
    before = apply(FORM, draft, {}, []).values
    after = apply(FORM, draft, {}, edits).values
    assert apply(FORM, before, {}, edits_between(FORM, before, after)).values == after


def test_an_edit_among_ten_thousand_rows_is_quick_and_touches_one() -> None:
    rows = [[{"_id": f"{n}-{m}", "代码": code(m)} for m in range(5000)] for n in range(2)]
    draft = {"片": [{"_id": f"a{n}", "户": found} for n, found in enumerate(rows)]}
    done = apply(FORM, draft, {}, [SetValue("户名", "x", "1-4999")])
    assert done.touched == {"1-4999"}
