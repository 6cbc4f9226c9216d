"""What was filled in of one form as values of another: exactly, or not at all."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.definition import Form
from forms.options import ListOptions
from forms.reading import load_form
from forms.values import prune, with_ids
from tests.workflows.bureau import sample
from workflows.moving.mapping import Mapping, Taken
from workflows.moving.values import NOT, Side, converted, exact
from workflows.publishing import FORMS

OPTIONS = ListOptions({}, {}, date(2026, 3, 2))
TYPES = ("text", "long_text", "integer", "decimal", "date", "phone", "email", "year", "month", "yes_no")


def form(*fields: dict[str, Any]) -> Form:
    page = {"id": "page1", "title": "一", "fields": [{"title": f["key"], **f} for f in fields]}
    return load_form(json.dumps({"kind": "form", "id": "f", "title": "f", "pages": [page]}))


def one(type_: str) -> Any:
    return form({"key": "x", "type": type_}).by_path["x"]


WORDS = st.one_of(
    st.text("甲乙 0123456789.-", max_size=12), st.integers(-(10**6), 10**6).map(str), st.dates().map(str),
    st.sampled_from(["是", "否", "2026-03", "2026", "1.50", "023-63000000", "a@b.cn", "0012"]),
)  # fmt: skip


@given(st.sampled_from(TYPES), st.sampled_from(TYPES), WORDS)
def test_a_value_of_another_type_says_the_same_or_is_not_taken_over(before: str, after: str, typed: str) -> None:
    old, new = one(before), one(after)
    value = old.normal(typed, OPTIONS)
    if value is None or old.problems(value, OPTIONS):
        return
    made = exact(old, new, value, OPTIONS, OPTIONS)
    if made is not NOT:
        assert new.problems(made, OPTIONS) == [] or before == after
        assert old.same(old.normal(new.written(made, OPTIONS), OPTIONS), value)


@pytest.mark.parametrize(
    ("before", "after", "value", "made"),
    [
        ("text", "integer", "12", 12), ("text", "integer", "012", NOT), ("text", "integer", "约12", NOT),
        ("integer", "text", 12, "12"), ("integer", "decimal", 12, "12.00"),
        ("text", "date", "2026-03-02", "2026-03-02"),
        ("text", "long_text", "甲", "甲"), ("decimal", "integer", "1.5", NOT),
    ],
)  # fmt: skip
def test_exact_or_not_at_all(before: str, after: str, value: Any, made: Any) -> None:
    assert exact(one(before), one(after), value, OPTIONS, OPTIONS) == made


@given(st.lists(st.text("甲乙丙丁 ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=4))
def test_what_is_split_is_all_there_or_refused(parts: list[str]) -> None:
    old = form({"key": "x", "type": "text"})
    new = form(*({"key": f"p{n}", "type": "text"} for n in (1, 2)))
    plan = Mapping(fields={f"p{n}": Taken.model_validate({"from": "x", "part": n, "by": "、"}) for n in (1, 2)})
    value = old.by_path["x"].normal("、".join(p.strip() for p in parts), OPTIONS)
    made = converted(Side(old, OPTIONS), Side(new, OPTIONS), plan, {"x": value})
    if len(parts) == 2:
        assert not made.unfit and "、".join(made.values[f"p{n}"] for n in (1, 2)) == value
    else:
        assert len(made.unfit) == 2 and made.values == {}


def renamed(data: Any, names: dict[str, str]) -> Any:
    """The form with other keys, at any depth."""
    if isinstance(data, dict):
        found = {k: renamed(v, names) for k, v in data.items()}
        if found.get("key") in names:
            found["formerly"], found["key"] = [found["key"]], names[found["key"]]
        return found
    return [renamed(v, names) for v in data] if isinstance(data, list) else data


KEYS = ["区域", "经营主体", "名称", "申报名称", "注册登记地址"]


@given(st.sets(st.sampled_from(KEYS)))
def test_renaming_there_and_back_gives_what_was_there_with_every_row(keys: set[str]) -> None:
    data = json.loads((FORMS / "region_declaration.json").read_text(encoding="utf-8"))
    data.pop("print"), data.pop("rules", None)
    old = Form.model_validate(data)
    new = Form.model_validate(renamed(data, {k: f"新{k}" for k in keys}))
    there, back = (Mapping(fields=fields) for fields in (_fields(old, new, keys), _fields(new, old, keys)))
    values = prune(old, with_ids(old, sample()))
    moved = converted(Side(old, OPTIONS), Side(new, OPTIONS), there, values)
    again = converted(Side(new, OPTIONS), Side(old, OPTIONS), back, moved.values)
    assert again.values == values and not moved.told and not again.told


def _fields(one: Form, other: Form, keys: set[str]) -> dict[str, Taken]:
    """New path → old path where only keys differ, in their order."""
    pairs = zip(one.by_path, other.by_path, strict=True)
    return {new: Taken.model_validate({"from": was}) for was, new in pairs if other.by_path[new].stored}
