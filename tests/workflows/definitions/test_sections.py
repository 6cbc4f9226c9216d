"""Sections that shipped forms share: nothing equal is written twice, and what is shared looks as if it were not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from forms.canonical import canonical, plain
from forms.definition import Form
from forms.fields import Field
from forms.layout import official_html
from forms.sharing import sections_of
from forms.values import sample
from tests.forms.shipped import ROOT, form, options, sections, written

NAMES = sorted(p.stem for p in (ROOT / "forms/definitions").glob("*.json"))
SHARING = [name for name in NAMES if sections_of(written(name))]
APART: Mapping[frozenset[str], str] = {
    frozenset({"inclusive_entry", "inclusive_enterprise"}):
        "a registration has district and name only: the code is given with the decision, and a phone stands between",
}  # fmt: skip
"""Forms, or forms and sections, in which the same fields stand side by side, and why they stay apart."""


def blocks(fields: list[Field]) -> Iterator[str]:
    """Two fields that follow each other, as they are written: titles, rules and basis included."""
    words = [canonical(f) for f in fields]
    yield from (first + second for first, second in zip(words, words[1:], strict=False))


def written_blocks() -> dict[str, set[str]]:
    """Where two fields beside each other are written: forms with their own fields, and sections."""
    found: dict[str, set[str]] = {}
    for name in NAMES:
        for page in written(name).pages:
            for block in blocks(page.fields):
                found.setdefault(block, set()).add(name)
    for name, section in sections().items():
        for block in blocks(section.fields):
            found.setdefault(block, set()).add(name)
    return found


def test_fields_that_several_forms_repeat_are_a_section_or_say_why_not() -> None:
    repeated = {frozenset(where) for where in written_blocks().values() if len(where) > 1}
    assert repeated == set(APART)


def test_a_section_is_used_by_several_forms() -> None:
    used = {s: [n for n in SHARING if s in sections_of(written(n))] for s in sections()}
    assert {s: names for s, names in used.items() if len(names) < 2} == {}


@pytest.mark.parametrize("name", SHARING)
def test_a_heading_that_its_page_says_already_is_drawn_nowhere(name: str) -> None:
    shared = form(name)
    data = plain(shared)
    for page in data["pages"]:
        page["fields"] = [f for f in page["fields"] if f["type"] != "section"]
    apart = Form.model_validate(data)
    values = sample(apart, options())
    assert values == sample(shared, options())
    for paper in (False, True):
        looks = {official_html(each, values, options(), paper=paper) for each in (shared, apart)}
        assert len(looks) == 1


def test_a_heading_that_says_more_than_its_page_is_drawn() -> None:
    data = plain(form(SHARING[0]))
    data["pages"][0]["fields"][0]["title"] = {"zh": "另一个标题", "en": "Another title"}
    changed = Form.model_validate(data)
    assert not changed.said_by_pages
    assert "另一个标题" in official_html(changed, sample(changed, options()), options())
