"""The shipped tables of cases: what a row is spread out by has values that are known before anything is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from forms.reading import load
from workflows.bundle import bundle_of
from workflows.model.statistics import Row, Statistic
from workflows.publishing import DEFINITIONS, shipped
from workflows.statistics.kinds import field_of

TABLES = sorted(DEFINITIONS.glob("*/statistics/*.json"))


def spread(rows: Sequence[Row]) -> Iterator[str]:
    """The fields by which rows, and rows below them, are spread out."""
    for row in rows:
        name = field_of(row.by) if row.by else None
        yield from [name] if name else []
        yield from spread(row.rows)


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_a_row_for_each_value_of_a_field_has_values_to_be_there(path: Path) -> None:
    table, procedure = load(Statistic, path.read_text(encoding="utf-8")), path.parents[1].name
    forms = bundle_of(shipped()[procedure]).forms.values()
    fields = {key: field for form in forms for key, field in form.by_path.items()}
    known = [n for n in spread(table.rows) if n in fields and table.source.kind == "cases"]
    assert [n for n in known if fields[n].type != "district" and not getattr(fields[n], "options", None)] == []
