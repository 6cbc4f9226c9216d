"""Reading very many rows comes to the same as reading few: values, places, problems, findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import check
from forms.sheet import Read, SheetRefused, read, template
from forms.sheet.bulk import Places, read_bulk
from forms.sheet.source import open_source
from tests.forms import shipped
from tests.forms.examples import OPTIONS, form, values
from tests.workflows.jobs import many

WORDS = st.sampled_from([
    "企业", "个 体", "渝中区", "沙坪坝", "１３８００００００００", " 两端 ", "a\u0301", "2026.3.2", "合计", "", "0",
])
CELL = (
    WORDS | st.integers(-(10**16), 10**16) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.booleans()
    | st.dates(date(1950, 1, 1), date(2090, 1, 1)) | st.none() | st.text(max_size=6)
)  # fmt: skip


def named(found: Read) -> list[Any]:
    """What was read, with rows numbered instead of identified."""
    names = {row["_id"]: n for n, (_, row, _) in enumerate(_rows(found.values))}

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(v) for v in value]
        if isinstance(value, dict):
            return {k: names.get(v, v) if k == "_id" else plain(v) for k, v in value.items()}
        return value

    return [
        plain(found.values), found.notes, found.problems, found.covered, len(found.lost), found.lines,
        {(names[row], key): found.where.get((row, key)) for (row, key) in _filled(found)},
    ]  # fmt: skip


def _rows(values: dict[str, Any]) -> list[tuple[str, Any, None]]:
    found = []
    for value in values.values():
        for row in value if isinstance(value, list) else []:
            if isinstance(row, dict) and "_id" in row:
                found += [("", row, None), *_rows(row)]
    return found


def _filled(found: Read) -> list[tuple[str, str]]:
    return [(row["_id"], key) for _, row, _ in _rows(found.values) for key, v in row.items() if not isinstance(v, list)
            and key != "_id"]


def both(a_form: Any, content: bytes, options: Any) -> tuple[Read, Read]:
    return read(a_form, content, options), read_bulk(a_form, open_source(content), options)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=12))
def test_whatever_stands_in_the_cells_is_read_and_judged_alike(rows: list[list[Any]]) -> None:
    cells = [[c.isoformat() if isinstance(c, datetime) else _plain(c) for c in row] for row in rows]
    try:
        one, other = both(many.form(), many.workbook(cells), many.options())
    except SheetRefused:
        return
    assert named(one) == named(other)
    findings = [
        [(f.rule, f.label, f.message, f.level) for f in check(many.form(), r.values, many.options())]
        for r in (one, other)
    ]
    assert findings[0] == findings[1]


def _plain(cell: Any) -> Any:
    """Cells that a workbook can hold."""
    if isinstance(cell, str):
        return "".join(c for c in cell if c.isprintable()) or None
    return cell


def test_tables_in_tables_and_fields_are_read_alike() -> None:
    content = template(form(), OPTIONS, values=values())
    one, other = both(form(), content, OPTIONS)
    assert named(one) == named(other)


@pytest.mark.parametrize("name", ["one_region", "two_regions"])
def test_what_is_shipped_is_read_alike(name: str) -> None:
    content = template(shipped.form(), shipped.options(), values=shipped.sample(name))
    one, other = both(shipped.form(), content, shipped.options())
    assert named(one) == named(other)


def test_a_place_nobody_read_has_no_cell() -> None:
    places = Places()
    assert places.get(("row", "field")) is None and ("row", "field") not in places
