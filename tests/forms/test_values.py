"""Values, their rows, what is hidden, what changed, and the sentences made of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms import (
    ListOptions,
    Text,
    all_rows,
    changes,
    context,
    defaults,
    fill,
    find_row,
    hidden,
    load_list,
    new_id,
    normal,
    prune,
    row_defaults,
    row_number,
    rows_of,
    shown,
    visible,
    with_ids,
)  # fmt: skip
from tests.forms.examples import FORM, OPTIONS, entries, form, values


def test_identities_are_short_and_never_the_same() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(i) == 12 for i in made)


def test_rows_come_with_the_row_around_them() -> None:
    given = values()
    assert [(r["_id"], p) for r, p in rows_of(form(), given, "片")] == [("a1", None)]
    inner = [(r["_id"], p["_id"]) for r, p in rows_of(form(), given, "片.户") if p]
    assert inner == [("e1", "a1"), ("e2", "a1")]


def test_a_row_is_found_with_its_number_in_its_table() -> None:
    given = values({"_id": "a"}, {"_id": "b", "户": entries(7, 8)})
    assert row_number(form(), given, "b") == 2
    found = find_row(form(), given, "e8")
    assert found and (found.table, found.number, found.parent and found.parent["_id"]) == ("片.户", 2, "b")
    assert find_row(form(), given, "gone") is None


def test_rows_without_identity_or_with_a_taken_one_get_a_new_one() -> None:
    given = with_ids(form(), {"片": [{"_id": "x"}, {"_id": "x"}, {"户": [{}, {"_id": "x"}]}]})
    found = [r["_id"] for _, r, _ in all_rows(form(), given)]
    assert found[0] == "x"
    assert len(set(found)) == 5


def test_values_are_brought_into_their_stored_form() -> None:
    raw = {"辖区": "渝北", "别的": 1, "公开": "", "片": [{"片名": " 东  片 ", "报数": "约２户", "实数": 9, "户": []}]}
    done = normal(form(), raw, OPTIONS)
    assert done == {"辖区": "500112", "片": [{"_id": done["片"][0]["_id"], "片名": "东 片", "报数": "约２户"}]}


def test_what_is_never_stored_is_pruned() -> None:
    given = {"辖区": "500112", "电话": None, "总数": 3, "x": 1, "片": [{"_id": "a", "实数": 1, "片名": "", "户": []}]}
    assert prune(form(), given) == {"辖区": "500112", "片": [{"_id": "a"}]}


def test_the_context_knows_every_name_of_every_row() -> None:
    found = context(form(), {"辖区": "500112", "片": [{"_id": "a"}]}, OPTIONS, {"case": {"number": "1"}})
    assert found["辖区"] == {"code": "500112", "名称": "渝北区", "name": "Yubei"}
    assert found["片"] == [{"片名": None, "报数": None, "实数": 0, "说明": None, "户": []}]
    assert found["电话"] is None
    assert found["campaign"] is None
    assert found["case"] == {"number": "1"}


def test_hidden_values_are_kept_in_the_draft_and_left_out_of_the_submission() -> None:
    given = values(公开="是", 缘由="不写")
    assert hidden(form(), given, OPTIONS) == {("缘由", "")}
    assert "缘由" not in visible(form(), given, OPTIONS)
    assert given["缘由"] == "不写"


def test_a_field_of_a_row_is_hidden_in_that_row_only() -> None:
    data = FORM | {"pages": [{"id": "p", "title": "p", "fields": [
        {"key": "行", "type": "table", "title": "行", "fields": [
            {"key": "甲", "type": "integer", "title": "甲"},
            {"key": "乙", "type": "text", "title": "乙", "visible_when": "甲 > 1"},
        ]}]}], "rules": []}  # fmt: skip
    given = {"行": [{"_id": "a", "甲": 1, "乙": "x"}, {"_id": "b", "甲": 2, "乙": "y"}]}
    assert visible(form(**data), given, OPTIONS) == {"行": [{"_id": "a", "甲": 1}, {"_id": "b", "甲": 2, "乙": "y"}]}


def test_new_forms_and_rows_start_with_their_defaults() -> None:
    fields = [
        {"key": "区", "type": "district", "title": "区", "default": "actor.organisation"},
        {"key": "日", "type": "date", "title": "日", "default": "campaign.closes"},
        {"key": "行", "type": "table", "title": "行", "fields": [
            {"key": "数", "type": "integer", "title": "数", "default": "1 + 1"},
            {"key": "称", "type": "text", "title": "称", "default": "区.名称"}]},
    ]  # fmt: skip
    made = form(pages=[{"id": "p", "title": "p", "fields": fields}], rules=[])
    extra = {"actor": {"organisation": "500112"}, "campaign": {"closes": date(2026, 3, 13)}}
    start = defaults(made, OPTIONS, extra)
    assert start == {"区": "500112", "日": "2026-03-13"}
    assert row_defaults(made, "行", start, OPTIONS) == {"数": 2, "称": "渝北区"}


def test_changes_follow_rows_by_identity() -> None:
    before = values({"_id": "a1", "片名": "东片", "户": entries(1, 2)}, {"_id": "a2", "片名": "西片"})
    new = {"_id": "n", "片名": "新片", "户": entries(5, 6)}
    after = values(new, {"_id": "a1", "片名": "东片区", "户": [entries(2)[0] | {"户名": "改名"}]}, 辖区="500103")
    found = changes(form(), before, after, OPTIONS)
    assert [(c.kind, c.label.zh, *shown(form(), c, OPTIONS)) for c in found] == [
        ("set", "辖区", "渝北区", "渝中区"),
        ("added", "片区 1", "", "新片，明细 2 行"),
        ("set", "片区 2　名称", "东片", "东片区"),
        ("set", "片区 2　明细 第 1 行　户名", "第2户", "改名"),
        ("deleted", "片区 1　明细 第 1 行", f"第1户，{entries(1)[0]['代码']}", ""),
        ("deleted", "片区 2", "西片", ""),
    ]


SENTENCES: list[tuple[str, dict[str, Any], str]] = [
    ("共 {n} 户", {"n": 12345}, "共 12,345 户"),
    ("{a.名称}：{b}", {"a": {"名称": "渝北区"}, "b": ["甲", "乙"]}, "渝北区：甲、乙"),
    ("{a}于 {d}", {"a": {"名称": "渝北区", "code": "1"}, "d": date(2026, 3, 1)}, "渝北区于 2026-03-01"),
    ("空的 {x}", {"x": None}, "空的 —"),
    ('括号 {"}"} 和 {{x: 1}.x}', {}, "括号 } 和 1"),
    ("没有关上 {x", {}, "没有关上 {x"),
]


@pytest.mark.parametrize(("pattern", "names", "sentence"), SENTENCES)
def test_sentences_are_filled_with_values(pattern: str, names: dict[str, Any], sentence: str) -> None:
    assert fill(Text(zh=pattern), names).zh == sentence


def test_a_dated_list_offers_what_is_valid_on_the_day() -> None:
    items = [{"key": "旧", "until": "2025-12-31"}, {"key": "新", "from": "2026-01-01"}, {"key": "常"}]
    lists = {"l": load_list({"format": 1, "kind": "list", "id": "l", "title": "l", "items": items})}
    assert list(ListOptions(lists, {}, date(2025, 12, 31)).choices("l")) == ["旧", "常"]
    assert list(ListOptions(lists, {}, date(2026, 1, 1)).choices("l")) == ["新", "常"]
