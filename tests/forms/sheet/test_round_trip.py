"""What goes out in a workbook comes back the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import Form, check, load_form, prune, with_ids
from forms.chars import clean, one_line
from forms.sheet import read, template
from tests.forms.shipped import form, options, sample

FORM = load_form({
    "format": 1,
    "kind": "form",
    "id": "trip",
    "title": "往返：表/单?",
    "pages": [
        {
            "id": "one",
            "title": "一",
            "fields": [
                {"key": "甲", "type": "text", "title": "甲"},
                {"key": "乙", "type": "long_text", "title": "甲乙"},
                {"key": "丙", "type": "integer", "title": "丙"},
                {"key": "丁", "type": "date", "title": "丁"},
                {"key": "类", "type": "choice", "title": "类", "options": "region_kinds"},
                {"key": "区县", "type": "district", "title": "区县"},
                {
                    "key": "表",
                    "type": "table",
                    "title": "表",
                    "row_title": "名",
                    "fields": [
                        {"key": "名", "type": "text", "title": "名"},
                        {"key": "数", "type": "integer", "title": "数"},
                        {
                            "key": "内",
                            "type": "table",
                            "title": "内",
                            "fields": [
                                {"key": "名", "type": "text", "title": "名"},
                                {"key": "日", "type": "date", "title": "日"},
                                {"key": "码", "type": "uscc", "title": "码"},
                            ],
                        },
                    ],
                },
            ],
        }
    ],
})
SAID = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("=+-@'_x0041_\n １ａ　“”<&>"), max_size=20)
LINES = SAID.map(lambda t: one_line(t)).filter(bool)
TEXTS = SAID.map(lambda t: clean(t)).filter(bool)
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1)
DAYS = st.dates().map(lambda d: d.isoformat())
CODES = st.text("0123456789ABCDEFGH", min_size=1, max_size=18)
INNER = st.fixed_dictionaries({"名": LINES}, optional={"日": DAYS, "码": CODES})
OUTER = st.fixed_dictionaries({"名": LINES}, optional={"数": NUMBERS, "内": st.lists(INNER, min_size=1, max_size=4)})
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "甲": LINES,
        "乙": TEXTS,
        "丙": NUMBERS,
        "丁": DAYS,
        "类": st.sampled_from(["园区", "孵化园", "没有这一类"]),
        "区县": st.sampled_from(["500103", "500112"]),
        "表": st.lists(OUTER, min_size=1, max_size=4),
    },
)


def same(loaded: Form, values: dict[str, Any], lang: str) -> None:
    found = read(loaded, template(loaded, options(), "1", lang, values), options())
    assert (found.values, found.problems, found.notes) == (values, [], [])


@settings(max_examples=60, deadline=None)
@given(VALUES, st.sampled_from(["zh", "en"]))
def test_any_values_come_back_as_they_went_out(values: dict[str, Any], lang: str) -> None:
    same(FORM, with_ids(FORM, values), lang)


def test_text_that_looks_like_an_escape_comes_back() -> None:
    same(FORM, {"甲": "_x0041_ _x000D_ _x005F_", "乙": "a_x000a_b\n\nc"}, "zh")


def test_the_shipped_samples_come_back_with_their_identities() -> None:
    for name in ("two_regions", "with_errors", "three_regions"):
        same(form(), sample(name), "zh")
        same(form(), sample(name), "en")


def test_a_filled_template_passes_the_same_checks() -> None:
    for name in ("two_regions", "with_errors"):
        found = read(form(), template(form(), options(), "1", "zh", sample(name)), options())
        before = [(f.rule, f.place) for f in check(form(), sample(name), options())]
        assert [(f.rule, f.place) for f in check(form(), found.values, options())] == before


def test_an_empty_template_is_an_empty_form() -> None:
    assert prune(form(), read(form(), template(form(), options()), options()).values) == {}
