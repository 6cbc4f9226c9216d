"""The vetted patterns: each fits its example, tells what is no such thing, and reads any text in no time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.patterns import PATTERNS

TYPED = [
    ("document_number", "渝府办发（2026）第012号", "渝府办发〔2026〕12号"),
    ("document_number", "渝市监发【2026】12号", "渝市监发〔2026〕12号"),
    ("licence_plate", "渝ＡＤ12345", "渝AD12345"),
    ("licence_plate", "渝A1234学", "渝A1234学"),
    ("standard_number", "gb/t19001—2016", "GB/T 19001-2016"),
    ("standard_number", "DB50/T 123-2020", "DB50/T 123-2020"),
    ("bank_card", "6222 0212 3456 7890 128", "6222021234567890128"),
    ("organisation_code", "123456788", "12345678-8"),
    ("isbn", "978-7-302-51162-5", "9787302511625"),
    ("coordinates", "106.55，29.56", "106.55,29.56"),
]
WRONG = [
    ("postcode", "4011"), ("licence_plate", "渝I12345"), ("licence_plate", "渝A123"),
    ("document_number", "渝市监发12号"),
    ("project_code", "2601-500112-04-01"), ("bank_card", "6222021234567890127"), ("currency", "ABC"),
    ("organisation_code", "12345678-9"), ("registration_number", "500000000000013"), ("isbn", "9787302511626"),
    ("vin", "LSVAU0338522O8888"), ("coordinates", "206.5,29.5"), ("code", "-A"), ("passport", "E1234"),
    ("patent_number", "202610123456.7"), ("standard_number", "GB 19001"), ("bank_account", "12345678"),
]  # fmt: skip


def test_there_are_enough_of_them_each_named_in_both_languages() -> None:
    assert len(PATTERNS) >= 12
    assert all(p.title.zh and p.title.en for p in PATTERNS.values())


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_fits_its_own_example(name: str) -> None:
    pattern = PATTERNS[name]
    assert pattern.fits(pattern.example)
    assert pattern.normal(pattern.example) == pattern.example


@pytest.mark.parametrize(("name", "typed", "usual"), TYPED)
def test_what_people_write_is_brought_into_the_usual_form(name: str, typed: str, usual: str) -> None:
    assert PATTERNS[name].normal(typed) == usual
    assert PATTERNS[name].fits(usual)


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_is_something_else_is_kept_and_does_not_fit(name: str, text: str) -> None:
    assert not PATTERNS[name].fits(PATTERNS[name].normal(text))


def test_every_pattern_has_something_that_it_refuses() -> None:
    assert {name for name, _ in WRONG} == set(PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_repeats_a_repetition(name: str) -> None:
    """What makes matching slow: `(a+)+`, `(a|b*)*`. An outer repetition of fixed count is none."""
    assert not re.search(r"[+*}]\)(?:[+*]|\{\d+,)", PATTERNS[name].expression.pattern)


@given(st.sampled_from(sorted(PATTERNS)), st.text() | st.text("0123456789ABC渝京〔〕()-/.号", max_size=40))
def test_the_usual_form_is_final(name: str, text: str) -> None:
    once = PATTERNS[name].normal(text)
    assert PATTERNS[name].normal(once) == once
