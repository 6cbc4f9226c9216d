"""What the pages about field types are made of: the shipped form that shows the most, and values of each type."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from forms import feel
from forms.definition import CodeList, Form
from forms.feel.values import from_python
from forms.fields import Field, Option, OptionSource, registry
from forms.options import ListOptions
from forms.reading import load_form, parsed
from forms.text import Message, Text

ROOT = Path(__file__).resolve().parents[1]
FORMS = ROOT / "forms/definitions"
LISTS = ROOT / "workflows/definitions/shared/lists"
DISTRICTS = ROOT / "data/reference/chongqing.csv"
DAY = date(2026, 3, 2)
WRONG = ("abc", "１２３４５", "-1", "3.14159", "1.5亿", "2026年2月30日", "2026.3.2", "x@", "http:/")
"""What people may type into anything: some of it is right for some types."""


@dataclass(frozen=True)
class Example:
    """A value on its way: typed, stored, shown, seen by FEEL, in a cell; and what is said if it is wrong."""

    typed: str
    stored: str
    zh: str = ""
    en: str = ""
    feel: str = ""
    cell: str = ""
    format: str = ""
    said: tuple[Message, ...] = ()


@cache
def show_of_all() -> tuple[Form, OptionSource]:
    """The shipped form with the most types, and everything it may look up."""
    forms = [load_form(p.read_text(encoding="utf-8")) for p in sorted(FORMS.glob("*.json"))]
    most = max(forms, key=lambda f: len({field.type for field in f.by_path.values()}))
    return most, shown_options()


def shown_options() -> OptionSource:
    """The shipped code lists and districts, and an office of two departments and two people."""
    lists = (parsed(CodeList, p.read_bytes()).model for p in sorted(LISTS.glob("*.json")))
    offices = {"3": _option("3", "规划处", "Planning"), "4": _option("4", "登记处", "Registration")}
    people = {"7": _option("7", "陈立军", "Chen Lijun", organisation=3)}
    return ListOptions(
        {each.id: each for each in lists if each}, _districts(), DAY, organisations=offices, people=people,
        lookup=lambda _source, _text: [_option("2026-001", "示例条目", "An entry", id=1, values={})],
    )  # fmt: skip


def _option(key: str, zh: str, en: str, **data: Any) -> Option:
    return Option(key, Text(zh=zh, en=en), data={"active": True, "name": zh, **data})


def _districts() -> Mapping[str, Option]:
    with DISTRICTS.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["kind"] != "city"]
    today = DAY.isoformat()
    valid = [r for r in rows if r["valid_from"] <= today and (not r["valid_until"] or today < r["valid_until"])]
    return {r["code"]: Option(r["code"], Text(zh=r["name"], en=r["name_en"]), r["short"]) for r in valid}


def examples(kind: str, form: Form, options: OptionSource, *, wrong: bool = False) -> list[Example]:
    """Two plausible values of a type as the form has it; or what becomes of things typed into it."""
    field = next((f for f in form.by_path.values() if f.type == kind), None)
    if field is None or not field.stored or not registry[kind].typed:
        return []
    return [*_judged(field, options)] if wrong else [*_plausible(field, options)]


def _plausible(field: Field, options: OptionSource) -> Iterator[Example]:
    for number in (1, 2):
        value = field.sample(options, number)
        if value is not None:
            yield _example(field, field.written(value, options), value, options)


def _judged(field: Field, options: OptionSource) -> Iterator[Example]:
    for typed in WRONG:
        value = field.normal(typed, options)
        yield Example(typed, _json(value), said=tuple(field.problems(value, options)) if value is not None else ())


def _example(field: Field, typed: str, value: Any, options: OptionSource) -> Example:
    cell = field.cell(value, options)
    return Example(
        typed, _json(value), field.show(value, options), field.show(value, options, "en"),
        feel.to_text(from_python(field.feel(value, options))),
        "" if cell is None else str(cell), field.sheet_format,
    )  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
