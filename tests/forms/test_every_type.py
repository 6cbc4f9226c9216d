"""One walk over all field types: what each of them promises to forms, sheets, papers, differences and screens.

A type joins by being registered. What its definition needs besides a key and a title stands in `NEEDED`.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from forms import Field, Form, canonical, changes, check, check_form, compute, load_form, registry, shown
from forms.feel.shapes import Shape
from forms.feel.values import from_python
from forms.feel.values import kind as kind_of
from forms.fields.table import TableField
from forms.layout.official import official_html
from forms.names import choices_of
from forms.sheet.pen import prepare, write
from forms.sheet.plan import tabs
from forms.sheet.source import raw
from tests.forms.examples import LISTS, OPTIONS
from tests.forms.test_fields import NEEDED, field

KINDS = list(registry)
LANGUAGES = ("zh", "en")
MORE: list[tuple[str, dict[str, Any]]] = [
    ("money", {"unit": "万元"}),
    ("money", {"unit": "亿元", "scale": 6}),
    ("decimal", {"scale": 0}),
    ("percent", {"scale": 4, "min": "0", "max": "100"}),
    ("id_card", {"mask": True}),
    ("rating", {"steps": 2, "labels": [{"zh": "差", "en": "Poor"}, {"zh": "好", "en": "Good"}]}),
    ("yes_no", {"yes": {"zh": "有", "en": "There is"}, "no": {"zh": "无", "en": "None"}}),
    ("text", {"pattern": "document_number"}),
    ("period", {"max_days": 10}),
    ("computed", {"of": "money", "unit": "万元", "scale": 1, "value": "1200000"}),
]  # fmt: skip
"""Types with more said about them."""
ALL = [*((k, {}) for k in KINDS), *MORE]
def form_of(kind: str, **more: Any) -> Form:
    made = {"key": "栏", "type": kind, "title": {"zh": "这一栏", "en": "This one"}, **NEEDED.get(kind, {}), **more}
    pages = [{"id": "p", "title": "页", "fields": [made]}]
    return load_form({"format": 1, "kind": "form", "id": "f", "title": "表", "pages": pages})


HELD = [(k, more) for k, more in ALL if tabs(form_of(k, **more))[0].fields]
"""Those that stand in the cells of a sheet."""


def only(form: Form) -> Field:
    return form.fields[0]


def filled(form: Form, number: int = 1) -> dict[str, Any]:
    value = only(form).sample(OPTIONS, number)
    return {} if value is None else {"栏": value}


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_its_definition_is_read_and_written_the_same(kind: str, more: dict[str, Any]) -> None:
    form = form_of(kind, **more)
    text = canonical(form)
    assert canonical(load_form(text)) == text
    assert load_form(text) == form
    assert f'"type": "{kind}"' in text


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_its_definition_has_no_fault(kind: str, more: dict[str, Any]) -> None:
    assert [f.say() for f in check_form(form_of(kind, **more), LISTS)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_named_in_both_languages(kind: str) -> None:
    name = registry[kind].name
    assert name.zh
    assert name.en
    assert name.zh != name.en


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_its_sample_is_without_fault(kind: str, more: dict[str, Any]) -> None:
    form = form_of(kind, **more)
    for number in (1, 2, 3):
        value = only(form).sample(OPTIONS, number)
        assert (value is not None) is (only(form).stored)
        assert [f.message for f in check(form, filled(form, number), OPTIONS)] == []


@pytest.mark.parametrize(("kind", "more"), HELD)
def test_what_is_written_into_a_box_is_read_back(kind: str, more: dict[str, Any]) -> None:
    one = only(form_of(kind, **more))
    for number in (1, 2):
        value = one.sample(OPTIONS, number)
        for lang in LANGUAGES:
            assert one.normal(one.written(value, OPTIONS, lang), OPTIONS) == value


@pytest.mark.parametrize(("kind", "more"), HELD)
def test_what_goes_out_in_a_cell_comes_back(kind: str, more: dict[str, Any]) -> None:
    one = only(form_of(kind, **more))
    for number in (1, 2):
        value = one.sample(OPTIONS, number)
        assert one.normal(raw(through_a_workbook(one, value)), OPTIONS) == value
    assert through_a_workbook(one, None) in (None, "")


def through_a_workbook(one: Field, value: Any) -> Any:
    """A cell as it is after the workbook was saved and read by other means."""
    book = Workbook()
    cell = book.active["B2"]
    prepare(cell, one)
    write(cell, one.cell(value, OPTIONS))
    out = io.BytesIO()
    book.save(out)
    found = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0)
    rows = found.to_python(skip_empty_area=False)
    return rows[1][1] if len(rows) > 1 else None


@pytest.mark.parametrize("kind", KINDS)
def test_empty_is_empty(kind: str) -> None:
    one = only(form_of(kind))
    assert one.normal(None, OPTIONS) is None
    assert one.normal("", OPTIONS) is None
    assert one.normal("  　\n", OPTIONS) is None
    assert one.show(None, OPTIONS) == one.show(None, OPTIONS, "en") == ""
    assert one.indexed(None, OPTIONS) is None
    assert feels_empty(one.feel(None, OPTIONS))


@pytest.mark.parametrize(("kind", "more"), [(k, more) for k, more in ALL if registry[k].stored])
def test_a_change_is_told_in_words(kind: str, more: dict[str, Any]) -> None:
    form = form_of(kind, **more)
    found = changes(form, {}, filled(form), OPTIONS)
    assert found
    for lang in LANGUAGES:
        before, after = shown(form, found[0], OPTIONS, lang)
        assert (before, bool(after)) == ("", True)
        assert found[0].label.say(lang)


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_it_stands_on_paper(kind: str, more: dict[str, Any]) -> None:
    form = form_of(kind, **more)
    given = compute(form, filled(form), OPTIONS)
    for lang in LANGUAGES:
        html = official_html(form, filled(form), OPTIONS, lang)
        assert only(form).title.say(lang) in html
        words = only(form).show(given.get("栏"), OPTIONS, lang)
        assert isinstance(only(form), TableField) or words in html


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_what_expressions_see_has_the_shape_it_was_promised(kind: str, more: dict[str, Any]) -> None:
    form = form_of(kind, **more)
    one = only(form)
    value = compute(form, filled(form), OPTIONS).get("栏")
    assert fits(from_python(one.feel(value, OPTIONS)), one.shape(choices_of(LISTS)))
    assert feels_empty(one.feel(None, OPTIONS))


def feels_empty(value: Any) -> bool:
    """Nothing, no rows, or a context of nothing but the names it always has."""
    return not value or (isinstance(value, Mapping) and all(v is None for v in value.values()))


def fits(value: Any, shape: Shape) -> bool:
    """Whether a value is of a shape, parts and all."""
    if value is None or shape.kind == "any":
        return True
    if kind_of(value) != shape.kind:
        return False
    if isinstance(value, list):
        return all(fits(each, shape.inner) for each in value)
    if isinstance(value, Mapping) and shape.fields is not None:
        return value.keys() == dict(shape.fields).keys() and all(fits(value[k], s) for k, s in shape.fields)
    return shape.values is None or value in shape.values


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_it_is_indexed_by_one_kind_of_value_or_not_at_all(kind: str, more: dict[str, Any]) -> None:
    one = only(form_of(kind, **more))
    value = one.sample(OPTIONS)
    found = one.indexed(value, OPTIONS)
    if found is None:
        return
    assert sum(v is not None for v in (found.text, found.number, found.day)) == 1
    assert one.indexed("没有这样的值" * 9, OPTIONS) is None or kind in ("text", "long_text")
    if found.number is not None:
        assert isinstance(seen := one.feel(value, OPTIONS), Decimal)
        assert Decimal(found.number).scaleb(-one.scale) == seen


@pytest.mark.parametrize(("kind", "more"), ALL)
def test_a_sum_is_a_value_of_its_own(kind: str, more: dict[str, Any]) -> None:
    one = only(form_of(kind, **more))
    if not one.summed:
        return
    values = [one.sample(OPTIONS, n) if one.stored else one.normal(Decimal(n), OPTIONS) for n in (1, 2)]
    total = one.total([*values, None, "写错的"], OPTIONS)
    assert one.feel(total, OPTIONS) == sum(one.feel(v, OPTIONS) for v in values)
    assert one.problems(total, OPTIONS) == []


SIGNS = "０1２34569.,，-—－+%％‰ 年月日时分号至到～:/：元万亿千￥¥T上下午半一二三十〇廿是否有无√×★☆星〔〕()（）xX@hftpw"
ANYTHING = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.decimals(), st.dates(), st.datetimes(), st.times(),
    st.booleans(), st.text(SIGNS, max_size=24),
    st.dictionaries(st.sampled_from(["from", "until"]), st.dates() | st.dates().map(str) | st.text(max_size=4)),
)  # fmt: skip


@given(ANYTHING)
@example("0:\r0")
def test_whatever_comes_has_one_stored_form_and_a_sentence(given_: Any) -> None:
    for kind, more in ALL:
        one = field(kind, **more)
        value = one.normal(given_, OPTIONS)
        assert one.normal(value, OPTIONS) == value, (kind, more)
        if value is None:
            continue
        one.problems(value, OPTIONS)
        one.feel(value, OPTIONS)
        one.indexed(value, OPTIONS)
        one.cell(value, OPTIONS)
        assert all(isinstance(one.show(value, OPTIONS, lang), str) for lang in LANGUAGES)


@given(ANYTHING)
def test_what_is_right_is_read_back_from_boxes_and_cells(given_: Any) -> None:
    for kind, more in HELD:
        one = field(kind, **more)
        value = one.normal(given_, OPTIONS)
        if value is None or one.problems(value, OPTIONS):
            continue
        for lang in LANGUAGES:
            assert one.normal(one.written(value, OPTIONS, lang), OPTIONS) == value, (kind, more)
        cell = one.cell(value, OPTIONS)
        read = raw(dt.datetime.combine(cell, dt.time()) if type(cell) is dt.date else cell)
        assert one.normal(read, OPTIONS) == value, (kind, more)
