"""Conditions as lines: what a person chooses becomes an expression, and any expression comes back without loss."""

from __future__ import annotations

import pytest

from forms.condition.building import WAYS, Group, Line, Said, Subject, begun, in_way, read, subjects, write
from forms.definition import CodeList
from forms.feel import parse
from forms.text import Text
from tests.forms.shipped import ROOT, form

KNOWN = [
    Subject("field", "甲", Text(zh="甲"), "number"),
    Subject("field", "乙", Text(zh="乙"), "choice", "l"),
    Subject("field", "丙", Text(zh="丙"), "boolean"),
    Subject("field", "丁", Text(zh="丁"), "date"),
    Subject("field", "戊", Text(zh="戊"), "string"),
    Subject("count", "行", Text(zh="行"), "number"),
    Subject("field", "己", Text(zh="己"), "other"),
]
ONE, YES = Line("field:甲", "=", ("1",)), Line("field:丙", "true")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (None, Group()),
        ("甲 >= 3", Group(parts=(Line("field:甲", ">=", ("3",)),))),
        ("甲 between 1 and 5", Group(parts=(Line("field:甲", "between", ("1", "5")),))),
        ('乙 in ("a", "b")', Group(parts=(Line("field:乙", "in", ("a", "b")),))),
        ("丙", Group(parts=(Line("field:丙", "true"),))),
        ("丙 = false", Group(parts=(Line("field:丙", "false"),))),
        ('丁 < @"2026-03-02"', Group(parts=(Line("field:丁", "<", ("2026-03-02",)),))),
        ("count(行) > 2", Group(parts=(Line("count:行", ">", ("2",)),))),
        ("己 != null", Group(parts=(Line("field:己", "filled"),))),
        ("甲 = 1 and 丙", Group(parts=(Line("field:甲", "=", ("1",)), Line("field:丙", "true")))),
        (
            '甲 = 1 or (丙 and 戊 = "x")',
            Group("any", (ONE, Group("all", (YES, Line("field:戊", "=", ("x",)))))),
        ),
        ("甲 = 别的", Group(parts=(Said("甲 = 别的"),))),
        ("甲 * 2 > 3 and 丙", Group("all", (Said("甲 * 2 > 3"), Line("field:丙", "true")))),
        ("甲 = 1 or (丙 and (甲 = 2 or 丙))", Group("any", (ONE, Group("all", (YES, Said("甲 = 2 or 丙")))))),
    ],
)  # fmt: skip
def test_an_expression_is_read_as_lines_and_written_back_as_the_same(text: str | None, group: Group) -> None:
    assert read(text, KNOWN) == group
    back = write(group, KNOWN)
    assert back is None if text is None else parse(back or "") == parse(text)


def test_what_cannot_be_read_is_no_group() -> None:
    assert read("甲 = = 1", KNOWN) is None


@pytest.mark.parametrize("subject", KNOWN, ids=lambda s: s.kind + s.what)
def test_every_way_to_compare_everything_can_be_written_and_read_back(subject: Subject) -> None:
    for way in WAYS[subject.kind]:
        text = write(Group(parts=(begun(subject, way),)), KNOWN)
        found = read(text, KNOWN)
        assert found is not None and isinstance(found.parts[0], Line) and found.parts[0].way == way, text


def test_parts_are_exchanged_added_and_taken_away() -> None:
    group = Group(parts=(begun(KNOWN[0]),))
    two = group.with_part(1, begun(KNOWN[2]))
    assert len(two.parts) == 2 and two.with_part(0, None).parts == (begun(KNOWN[2]),)
    assert in_way(Line("field:甲", "between", ("1", "2")), ">") == Line("field:甲", ">", ("1",))
    assert in_way(Line("field:甲", ">", ("1",)), "between") == Line("field:甲", "between", ("1", ""))


@pytest.mark.parametrize("path", sorted((ROOT / "forms/definitions").glob("*.json")), ids=lambda p: p.stem)
def test_every_condition_of_the_shipped_forms_survives_the_builder(path: object) -> None:
    shipped = form(path.stem)  # type: ignore[attr-defined]
    known_lists: dict[str, CodeList] = {}
    for place, field in shipped.by_path.items():
        known = subjects(shipped, place.rpartition(".")[0], known_lists)
        for text in filter(None, (field.visible_when, field.required_when)):
            found = read(text, known)
            assert found is not None and parse(write(found, known) or "") == parse(text)



