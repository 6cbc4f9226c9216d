"""Two filled-in forms beside each other: fields, rows by identity, and rows of two cases by their key."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms import Form
from forms.comparing import PageCompared, changes_in, compared, matched
from forms.wording import parts

FORM = Form.model_validate({
    "id": "f", "title": "f",
    "pages": [
        {"id": "a", "title": "甲页", "fields": [{"key": "名", "type": "text", "title": "名"},
                                               {"key": "数", "type": "integer", "title": "数"}]},
        {"id": "b", "title": "乙页", "fields": [
            {"key": "片", "type": "table", "title": "片", "row_title": "片名", "fields": [
                {"key": "片名", "type": "text", "title": "片名"},
                {"key": "户", "type": "table", "title": "户", "fields": [
                    {"key": "码", "type": "text", "title": "码", "unique": [{}]},
                    {"key": "称", "type": "text", "title": "称"}]}]}]},
    ],
})  # fmt: skip


def firm(identity: str, code: str, name: str = "x") -> dict[str, Any]:
    return {"_id": identity, "码": code, "称": name}


def area(identity: str, name: str, *firms: dict[str, Any]) -> dict[str, Any]:
    return {"_id": identity, "片名": name, "户": list(firms)}


def kinds(pages: tuple[PageCompared, ...]) -> list[str]:
    """The rows of the outer table, each with its inner rows."""
    (lines,) = pages[-1].tables
    return [f"{x.kind}:{','.join(i.kind for i in x.inner.lines) if x.inner else ''}" for x in lines.lines]


BEFORE = {"名": "老", "数": 1, "片": [area("A", "东", firm("1", "c1"), firm("2", "c2")), area("B", "西")]}
AFTER = {"名": "新", "数": 1, "片": [area("C", "北"), area("A", "东", firm("2", "c2", "改名"), firm("3", "c3"))]}


def test_fields_and_rows_are_compared_by_identity_and_rows_that_are_gone_come_last() -> None:
    found = compared(FORM, BEFORE, AFTER)
    assert [(p.field.key, p.changed) for p in found[0].pairs] == [("名", True), ("数", False)]
    assert kinds(found) == ["added:", "changed:changed,added,deleted", "deleted:"]
    (lines,) = found[1].tables
    assert [(x.before, x.after) for x in lines.lines] == [(None, 1), (1, 2), (2, None)]
    assert changes_in(found) == 1 + 3 + 3
    assert [p.changed for p in found] == [True, True]


def test_what_is_the_same_is_told_to_be_the_same() -> None:
    found = compared(FORM, BEFORE, BEFORE)
    assert changes_in(found) == 0 and not any(p.changed for p in found)
    assert kinds(found) == ["same:same,same", "same:"]
    assert changes_in(compared(FORM, {"名": ""}, {"片": []})) == 0


def test_what_may_not_be_read_is_not_there() -> None:
    found = compared(FORM, BEFORE, AFTER, lambda path: path not in {"名", "片.户"})
    assert "老" not in repr(found) and "c1" not in repr([x.cells for x in found[1].tables[0].lines])
    assert [x.inner for x in found[1].tables[0].lines] == [None, None, None]
    assert [p.title.zh for p in compared(FORM, BEFORE, AFTER, lambda path: path in {"名"})] == ["甲页"]


def test_rows_of_another_case_are_paired_by_what_may_stand_once_and_by_their_names() -> None:
    last_year = {"片": [area("x", "西", firm("n", "c9")), area("y", "东", firm("m", "c2", "旧名"), firm("o", "c8"))]}
    paired = matched(FORM, last_year, AFTER)
    assert kinds(compared(FORM, paired, AFTER)) == ["added:", "changed:changed,added,deleted", "deleted:deleted"]


def test_two_rows_with_one_key_are_paired_once() -> None:
    paired = matched(FORM, {"片": [area("x", "东"), area("y", "东")]}, {"片": [area("A", "东")]})
    assert [r["_id"] for r in paired["片"]] == ["A", "before y"]


VALUES = st.fixed_dictionaries({
    "名": st.sampled_from(["", "一", "二"]),
    "片": st.lists(st.sampled_from("abcdef"), unique=True, max_size=5).map(
        lambda keys: [area(k, k * 2, firm(f"{k}1", k)) for k in keys]
    ),
})  # fmt: skip


@given(VALUES, VALUES)
def test_the_other_way_round_added_is_deleted_and_as_much_differs(a: dict[str, Any], b: dict[str, Any]) -> None:
    there, back = compared(FORM, a, b), compared(FORM, b, a)
    assert changes_in(there) == changes_in(back)
    assert there[1].tables[0].count("added") == back[1].tables[0].count("deleted")
    assert (changes_in(there) == 0) == (said(a) == said(b))


def said(values: dict[str, Any]) -> tuple[str, set[str]]:
    return values["名"], {r["_id"] for r in values["片"]}


@given(VALUES, VALUES)
def test_pairing_loses_no_row_and_makes_no_identity_twice(a: dict[str, Any], b: dict[str, Any]) -> None:
    ids = [r["_id"] for r in matched(FORM, a, b)["片"]]
    assert len(ids) == len(set(ids)) == len(a["片"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_parts_of_two_texts_give_both_back(before: str, after: str) -> None:
    found = parts(before, after)
    assert "".join(t for kind, t in found if kind != "new") == before
    assert "".join(t for kind, t in found if kind != "gone") == after


def test_inside_texts_characters_and_words_differ() -> None:
    assert parts("东园边界不清", "西园边界不清") == [("gone", "东"), ("new", "西"), ("same", "园边界不清")]
    assert parts("12 firms", "13 firms") == [("gone", "12"), ("new", "13"), ("same", " firms")]
    long = "字" * 5_000
    assert parts(long, long + "尾") == [("gone", long), ("new", long + "尾")]
