"""Whatever its type, a value goes out in a workbook and comes back: outside tables, in rows, in rows of rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms import Form, load_form, registry
from forms.checking import Access
from forms.fields.table import TableField
from forms.merge import three_way
from forms.sheet import marked, read, template
from forms.sheet.plan import tabs
from tests.forms.examples import OPTIONS
from tests.forms.test_fields import NEEDED


def made(kind: str) -> dict[str, Any]:
    return {"key": kind, "type": kind, "title": {"zh": f"栏 {kind}", "en": f"Field {kind}"}, **NEEDED.get(kind, {})}


KINDS = [k for k in registry if registry[k].stored and not issubclass(registry[k], TableField)]


def held(kind: str) -> bool:
    """Whether the type stands in cells at all."""
    return bool(tabs(form_of([kind]))[0].fields)


def form_of(kinds: list[str]) -> Form:
    fields = [made(k) for k in kinds]
    inner = {"key": "内", "type": "table", "title": {"zh": "内表", "en": "Inner"}, "fields": fields}
    outer = {"key": "外", "type": "table", "title": {"zh": "外表", "en": "Outer"}, "fields": [*fields, inner]}
    pages = [{"id": "p", "title": "页", "fields": [*fields, outer]}]
    lines = [{"kind": "line", "fields": kinds[::2]}]
    table = {"kind": "table", "table": "外", "columns": [{"field": k} for k in kinds]}
    return load_form({
        "format": 1, "kind": "form", "id": "all_types", "title": {"zh": "各种栏目", "en": "Every type"}, "pages": pages,
        "print": {"title": {"zh": "各种栏目", "en": "Every type"}, "blocks": [*lines, table]},
    })  # fmt: skip


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a workbook for every step of shrinking takes minutes
HELD = [k for k in KINDS if held(k)]
FORM = form_of(HELD)
ROW = st.fixed_dictionaries({}, optional={k: st.integers(1, 9) for k in HELD})
NUMBERS = st.tuples(ROW, st.lists(st.tuples(ROW, st.lists(ROW, max_size=2)), max_size=3))


def values(numbers: tuple[Any, Any]) -> dict[str, Any]:
    """Samples of each type by their numbers; rows that say nothing are none."""
    top, outer = numbers
    rows = []
    for n, (row, inner) in enumerate(outer):
        below = [{"_id": f"{n}.{m}", **found} for m, r in enumerate(inner) if (found := _row(r))]
        if found := {**_row(row), **({"内": below} if below else {})}:
            rows.append({"_id": f"{n}", **found})
    return {**_row(top), **({"外": rows} if rows else {})}


def _row(numbers: dict[str, int]) -> dict[str, Any]:
    """What a cell with the sample means: a look-up is what its source says of the key."""
    chosen = [(f, f.sample(OPTIONS, numbers[f.key])) for f in FORM.fields if f.key in numbers]
    found = {f.key: f.normal(f.cell(v, OPTIONS), OPTIONS) for f, v in chosen if v is not None}
    return {k: v for k, v in found.items() if v is not None}


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(NUMBERS, st.sampled_from(["zh", "en"]))
def test_values_of_every_type_come_back(numbers: tuple[Any, Any], lang: str) -> None:
    given_values = values(numbers)
    data = template(FORM, OPTIONS, "1", lang, given_values)
    found = read(FORM, data, OPTIONS)
    assert (found.values, found.problems) == (given_values, [])
    assert found.base is not None
    assert found.base.values == given_values


class Some(Access):
    """May write every second field."""

    def __init__(self, paths: set[str]) -> None:
        self.paths = paths

    def may_read(self, path: str) -> bool:
        return True

    def may_write(self, path: str) -> bool:
        return path in self.paths


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(NUMBERS, st.sets(st.sampled_from(sorted(FORM.by_path))), st.sampled_from(["zh", "en"]))
def test_with_narrowed_rights_only_that_comes_back(numbers: tuple[Any, Any], paths: set[str], lang: str) -> None:
    given_values = values(numbers)
    data = template(FORM, OPTIONS, "1", lang, given_values, access=Some(paths))
    if any(tab.fields for tab in tabs(FORM, lang, Some(paths))):
        found = read(FORM, data, OPTIONS, access=Some(paths))
        made = three_way(FORM, given_values, given_values, found, Some(paths))
        assert (made.values(), made.clashes, made.missing) == (given_values, (), ())
        assert {k for k in found.values if k in HELD} <= paths


@pytest.mark.parametrize("kind", HELD)
def test_a_wrong_value_of_any_type_is_marked_in_its_cell(kind: str) -> None:
    form = form_of([kind])
    data = template(form, OPTIONS, "1", "zh", {kind: form.fields[0].sample(OPTIONS, 1)})
    found = read(form, data, OPTIONS)
    found.problem(*found.where["", kind], "not_integer", value="x")
    assert read(form, marked(form, data, found, [], OPTIONS), OPTIONS).values == found.values
