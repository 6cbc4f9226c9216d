"""Two versions beside each other: every difference has a sentence, in both languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.bundle import Bundle, bundle_of
from workflows.checks.mutating.mutations import Mutation, mutations
from workflows.differences import Differences, differences
from workflows.messages import say
from workflows.model.registers import Register
from workflows.publishing import shipped

PROCEDURE = "region_declaration"
FORM = f"form/{PROCEDURE}"


@cache
def texts() -> Mapping[str, str]:
    return shipped()[PROCEDURE]


@cache
def before() -> Bundle:
    return bundle_of(texts())


def changed(part: str, *ways: tuple[str, Any]) -> Differences:
    """The differences after setting what lies at each path (a/b/0); `del` takes it away."""
    data = json.loads(texts()[part])
    for path, value in ways:
        *around, last = path.split("/")
        at: Any = data
        for each in around:
            at = at[int(each)] if isinstance(at, list) else at[each]
        if isinstance(at, list):
            at.insert(int(last), value) if value != "del" else at.pop(int(last))
        elif value == "del":
            del at[last]
        else:
            at[last] = value
    return differences(before(), bundle_of({**texts(), part: json.dumps(data, ensure_ascii=False)}))


def lines(found: Differences, lang: str = "zh") -> list[str]:
    return [say(line, lang) for s in found.sections for line in s.lines] + [say(c.told, lang) for c in found.rights]


FIELD = "pages/0/fields"
NEW = {"key": "备用电话", "type": "phone", "title": "备用电话"}

CASES: list[tuple[str, list[tuple[str, Any]], str]] = [
    (FORM, [(f"{FIELD}/2/required", False)], "改为选填"),
    (FORM, [(f"{FIELD}/1", NEW)], "新增字段“备用电话”（联系电话）"),
    ("procedure", [("transitions/ask/by/1", "leader")], "流转“退回补正”现在也可由市局领导发起"),
    ("procedure", [("transitions/ask/by", ["leader"])], "流转“退回补正”不再可由市局企业处发起"),
    ("procedure", [("states/filed/holder", "leader")], "状态“已报送”的“经办角色”由“市局企业处”改为“市局领导”"),
    ("procedure", [("states/filed/zh", "收到")], "状态“已报送”改称“收到”"),
    ("procedure", [("stages/0/zh", "起步")], "改称“起步”"),
    ("procedure", [("worklists", {})], "删除工作清单"),
    ("procedure", [("states/filed/rights/申报", {"write": ["clerk"]})],
     "状态“已报送”里，“区县经办人”对“申报”由“只读”变为“可填”"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "ways", "words"), CASES)
def test_a_change_is_told_as_a_person_would(part: str, ways: list[tuple[str, Any]], words: str) -> None:
    found = lines(changed(part, *ways))
    assert any(words in line for line in found), found


def test_a_renamed_field_is_the_same_field_with_another_key() -> None:
    data = json.loads(texts()[FORM])
    field = data["pages"][0]["fields"][1]
    old, field["key"] = field["key"], "新的键"
    field["formerly"] = [old]
    found = changed(FORM, ("pages/0/fields", data["pages"][0]["fields"]))
    told = lines(found)
    assert any(f"由“{old}”改为“新的键”" in line for line in told)
    assert not any("新增字段" in line or "删除字段" in line for line in told)


def test_equal_versions_do_not_differ() -> None:
    assert not differences(before(), bundle_of(texts()))


@cache
def every() -> list[Mutation]:
    return mutations(json.loads(texts()["procedure"]))


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_whatever_is_changed_in_a_procedure_is_told_in_both_languages(number: int) -> None:
    mutation = every()[number % len(every())]
    made = mutation.applied(json.loads(texts()["procedure"]))
    try:
        after = bundle_of({**texts(), "procedure": json.dumps(made, ensure_ascii=False)})
    except ValueError:
        return  # no longer a procedure
    found = differences(before(), after)
    assert bool(found) == (after.procedure != before().procedure), mutation.name
    for lang in ("zh", "en"):
        assert all(lines(found, lang))


def test_a_register_that_comes_to_stand_by_itself_is_told_in_one_sentence() -> None:
    after = before()
    held = after.procedure.registers
    key, shared = next((k, r) for k, r in held.items() if r.is_shared)
    own = Register.model_construct(None, **{name: getattr(shared, name) for name in Register.model_fields})
    earlier = replace(after, procedure=after.procedure.model_copy(update={"registers": {**held, key: own}}))
    told = f"名录“{shared.zh}”改为"
    assert lines(differences(earlier, after)) == [f"{told}单独定义，几个事项可以共用"]
    assert lines(differences(after, earlier)) == [f"{told}由本事项自己定义"]
