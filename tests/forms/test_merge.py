"""An upload meets a draft that moved on: what one side changed stands, what both changed is asked, no row is lost."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import apply, with_ids
from forms.merge import Merge, three_way
from forms.sheet import Read
from forms.sheet.recognise import recognised
from forms.values import all_rows
from tests.forms.shipped import form, sample

FORM = form()
EVERY = set(FORM.by_path)


def read(values: dict[str, Any], **more: Any) -> Read:
    return Read(copy.deepcopy(values), covered=set(EVERY), **more)


def base() -> dict[str, Any]:
    return sample("two_regions")


def merged(file: dict[str, Any], draft: dict[str, Any] | None = None, was: dict[str, Any] | None = None) -> Merge:
    start = base()
    return three_way(FORM, start if was is None else was, start if draft is None else draft, read(file))


def changed(values: dict[str, Any], *cells: tuple[int, str, Any]) -> dict[str, Any]:
    for row, key, value in cells:
        if row < 0:
            values[key] = value
        else:
            values["区域"][row][key] = value
    return values


def test_what_only_the_file_changed_is_taken() -> None:
    made = merged(changed(base(), (-1, "联系人", "新人"), (0, "数量", 9)))
    assert made.values() == changed(base(), (-1, "联系人", "新人"), (0, "数量", 9))
    assert (made.clashes, made.missing, made.kept) == ((), (), 0)


def test_what_only_the_draft_changed_stays_and_is_told() -> None:
    draft = changed(base(), (1, "数量", 9))
    made = merged(base(), draft)
    assert (made.values(), made.kept) == (draft, 1)


def test_a_cell_that_could_not_be_read_is_none_that_was_emptied() -> None:
    start = base()
    identity = start["区域"][0]["_id"]
    file = changed(base(), (-1, "联系人", "新人"))
    del file["区域"][0]["数量"]
    made = three_way(FORM, start, start, read(file, unread={(identity, "数量")}))
    assert made.values() == changed(base(), (-1, "联系人", "新人"))


def test_what_both_changed_alike_is_nothing_to_ask() -> None:
    both = changed(base(), (0, "数量", 9))
    made = merged(both, copy.deepcopy(both))
    assert (made.values(), made.clashes, made.kept) == (both, (), 0)


def test_what_both_changed_differently_is_asked_and_the_draft_is_the_default() -> None:
    draft, file = changed(base(), (0, "数量", 8)), changed(base(), (0, "数量", 9))
    made = merged(file, draft)
    [clash] = made.clashes
    assert (clash.draft, clash.file, clash.label.zh) == (8, 9, "区域 1　区域内经营主体数量（户）")
    assert made.values() == draft
    assert made.values(file=[clash.key]) == file


def test_an_emptied_cell_is_a_change_like_any_other() -> None:
    file = base()
    del file["区域"][0]["注册登记地址"]
    assert "注册登记地址" not in merged(file).values()["区域"][0]
    draft = changed(base(), (0, "注册登记地址", "别处"))
    assert [c.file for c in merged(file, draft).clashes] == [None]


def test_a_row_the_file_lacks_is_asked_about_and_stays_unless_somebody_says_so() -> None:
    file = base()
    del file["区域"][0]["经营主体"][0]
    made = merged(file)
    assert [m.row for m in made.missing] == ["A1"]
    assert made.values() == base()
    assert made.values(delete=["A1"]) == file


def test_a_lacking_outer_row_stands_for_what_is_in_it() -> None:
    file = base()
    del file["区域"][0]
    made = merged(file)
    assert [m.label.zh for m in made.missing] == ["区域 1"]
    assert made.values(delete=["A"]) == file


def test_rows_that_the_draft_got_since_the_download_stay_without_asking() -> None:
    draft = base()
    draft["区域"].append({"_id": "N", "申报名称": "后来加的"})
    made = merged(base(), draft)
    assert (made.values(), made.missing, made.kept) == (draft, (), 1)


def test_new_rows_of_the_file_stand_where_the_file_has_them() -> None:
    file = base()
    file["区域"].insert(1, {"_id": "N", "申报名称": "新的", "经营主体": [{"_id": "N1", "名称": "户"}]})
    assert merged(file).values() == file


def test_a_row_the_draft_deleted_comes_back_only_if_the_file_changed_it_and_somebody_says_so() -> None:
    draft = base()
    del draft["区域"][1]
    assert merged(base(), draft).gone == ()
    made = merged(changed(base(), (1, "数量", 99)), draft)
    assert [g.row for g in made.gone] == ["B"]
    assert made.values() == draft
    assert made.values(restore=["B"]) == changed(base(), (1, "数量", 99))


def test_a_new_row_inside_a_row_that_the_draft_deleted_is_not_lost_without_asking() -> None:
    draft, file = base(), base()
    del draft["区域"][1]
    file["区域"][1]["经营主体"].append({"_id": "N", "名称": "新企业"})
    made = merged(file, draft)
    assert [g.row for g in made.gone] == ["B"]
    assert made.values(restore=["B"]) == file


def test_a_row_that_was_moved_is_moved_and_stands_once() -> None:
    file = base()
    file["区域"][1]["经营主体"].append(file["区域"][0]["经营主体"].pop(0))
    made = merged(file)
    assert made.missing == ()
    assert made.values() == file


def test_a_row_moved_into_one_that_the_draft_deleted_stays_where_it_was() -> None:
    draft, file = base(), base()
    del draft["区域"][1]
    file["区域"][1]["经营主体"].append(file["区域"][0]["经营主体"].pop(0))
    assert merged(file, draft).values() == draft


def test_a_foreign_file_wins_where_it_speaks_and_asks_about_every_row_it_lacks() -> None:
    file = changed(base(), (0, "数量", 9))
    del file["区域"][1]
    made = three_way(FORM, None, base(), read(file))
    assert [m.row for m in made.missing] == ["B"]
    assert made.values(delete=["B"]) == file


def test_what_the_file_does_not_speak_of_stays() -> None:
    found = read(changed(base(), (0, "数量", 9), (0, "申报名称", "别的")))
    found.covered -= {"区域.数量", "区域.经营主体"}
    found.values["区域"][0].pop("经营主体")
    made = three_way(FORM, base(), base(), found)
    assert made.values() == changed(base(), (0, "申报名称", "别的"))
    assert made.missing == ()


def test_rows_without_identity_are_known_again_by_what_they_say() -> None:
    bare = base()
    for _, row, _ in all_rows(FORM, bare):
        row.pop("_id")
    file = changed(with_ids(FORM, bare), (0, "数量", 9))
    made = three_way(FORM, None, base(), recognised(FORM, base(), read(file)))
    assert made.missing == ()
    assert made.values() == changed(base(), (0, "数量", 9))


def test_rows_that_say_the_same_twice_are_not_guessed() -> None:
    draft = {"区域": [{"_id": "1", "申报名称": "甲"}, {"_id": "2", "申报名称": "甲"}]}
    found = recognised(FORM, draft, read({"区域": [{"_id": "x", "申报名称": "甲"}]}))
    assert [r["_id"] for r in found.values["区域"]] == ["x"]


INNER = st.fixed_dictionaries(
    {"_id": st.sampled_from(["a", "b", "c", "d"])}, optional={"名称": st.sampled_from("甲乙丙")}
)
OUTER = st.fixed_dictionaries(
    {"_id": st.sampled_from(["A", "B", "C"])},
    optional={"申报名称": st.sampled_from("东西"), "数量": st.integers(1, 3), "经营主体": st.lists(INNER, max_size=3)},
)


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Every identity once, no empty tables."""
    taken: set[str] = set()
    kept = []
    for row in values.get("区域", ()):
        if row["_id"] not in taken:
            taken.add(row["_id"])
            inner = [r for r in row.get("经营主体", ()) if not (r["_id"] in taken or taken.add(r["_id"]))]
            kept.append({**{k: v for k, v in row.items() if k != "经营主体"}, **({"经营主体": inner} if inner else {})})
    rest = {k: v for k, v in values.items() if k != "区域"}
    return copy.deepcopy({**rest, **({"区域": kept} if kept else {})})


VALUES = st.fixed_dictionaries(
    {}, optional={"联系人": st.sampled_from("甲乙"), "区域": st.lists(OUTER, max_size=3)}
).map(_tidy)


def unordered(values: dict[str, Any]) -> Any:
    rows = {r["_id"]: {**r, "经营主体": {i["_id"]: i for i in r.get("经营主体", ())}} for r in values.get("区域", ())}
    return {**values, "区域": rows}


def applied(values: dict[str, Any], edits: Any) -> dict[str, Any]:
    return apply(FORM, values, {}, edits).values


def test_a_row_that_moved_into_another_row_keeps_its_identity() -> None:
    start = base()
    moved = copy.deepcopy(start)
    row = moved["区域"][1]["经营主体"].pop()
    moved["区域"][0]["经营主体"].append(row)
    made = three_way(FORM, start, start, read(moved))
    assert applied(start, made.edits())["区域"][0]["经营主体"][-1] == row


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES)
def test_with_an_unchanged_draft_the_file_is_taken_whole(draft: dict[str, Any], file: dict[str, Any]) -> None:
    made = three_way(FORM, draft, draft, read(file))
    assert made.clashes == ()
    after = made.values(delete=[m.row for m in made.missing])
    if any(len(row.keys() - {"_id", "经营主体"}) == 0 for _, row, _ in all_rows(FORM, draft)):
        return  # a row that no file can show stays, whatever the file says
    assert unordered(after) == unordered(read(file).over(FORM, draft))
    assert unordered(applied(draft, made.edits(delete=[m.row for m in made.missing]))) == unordered(after)


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES)
def test_an_unchanged_file_changes_nothing(start: dict[str, Any], draft: dict[str, Any]) -> None:
    made = three_way(FORM, start, draft, read(start))
    assert made.values() == draft
    assert made.edits() == []


@settings(max_examples=300, deadline=None)
@given(VALUES | st.none(), VALUES, VALUES)
def test_no_row_is_ever_lost_or_doubled_unless_chosen(start: Any, draft: dict[str, Any], file: dict[str, Any]) -> None:
    made = three_way(FORM, start, draft, read(file))
    after = [r["_id"] for _, r, _ in all_rows(FORM, made.values())]
    assert len(after) == len(set(after))
    assert {r["_id"] for _, r, _ in all_rows(FORM, draft)} <= set(after)
    everything = made.values(restore=[g.row for g in made.gone])
    known = {r["_id"] for _, r, _ in all_rows(FORM, start or {})}
    here = {r["_id"] for _, r, _ in all_rows(FORM, everything)}
    assert {r["_id"] for _, r, _ in all_rows(FORM, file)} - known <= here


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_every_cell_is_of_the_side_that_changed_it_and_the_file_wins_where_chosen(
    start: dict[str, Any], draft: dict[str, Any], file: dict[str, Any]
) -> None:
    made = three_way(FORM, start, draft, read(file))
    was, now, new, after = (
        {r["_id"]: r for _, r, _ in all_rows(FORM, v)}
        for v in (start, draft, file, made.values([c.key for c in made.clashes]))
    )
    for row in now.keys() & new.keys():
        for key in ("名称", "申报名称", "数量"):
            same = row in was and was[row].get(key) == new[row].get(key)
            assert after[row].get(key) == (now if same else new)[row].get(key)
