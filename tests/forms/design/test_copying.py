"""Sections and fields are taken over with what lies in them and what they rest on, under free keys."""

from __future__ import annotations

import pytest

from forms.canonical import canonical
from forms.design import Edited, Spot, edited, empty_form, opened
from forms.design.copying import pieces, taken_over
from forms.reading import load_form
from tests.forms.shipped import ROOT, written

SHIPPED = sorted((ROOT / "forms/definitions").glob("*.json"))
NAMES = [p.stem for p in SHIPPED]


@pytest.mark.parametrize("name", NAMES)
def test_everything_of_a_shipped_form_can_be_taken_over_twice(name: str) -> None:
    source = written(name)
    names = [p.name for p in pieces(source)]
    text = canonical(load_form(empty_form("new", "新", "页")))
    for _ in range(2):
        done = edited(text, taken_over(source, names, Spot("page1")))
        assert isinstance(done, Edited)
        text = done.text
    made = opened(text)
    assert made is not None and len(made.by_path) == 2 * len(source.by_path)
    named = {f.basis.split()[0] for f in made.by_path.values() if f.basis}
    assert named <= {*made.sources, "own"}


def test_a_section_is_its_heading_with_what_stands_under_it() -> None:
    source, section = next((f, p) for f in map(written, NAMES) for p in pieces(f) if p.is_section and len(p.fields) > 1)
    empty = canonical(load_form(empty_form("new", "新", "页")))
    done = edited(empty, taken_over(source, [section.name], Spot("page1")))
    made = opened(done.text) if isinstance(done, Edited) else None
    assert made is not None and [f.key for f in made.fields] == [f.key for f in section.fields]
