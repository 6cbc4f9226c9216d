"""What a filled-in form says to a search: the texts of its fields, by the row they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.queries.search import bigrams
from data.queries.search.pieces import Piece
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID
from forms.values import all_rows, is_empty

SHORTEST_CODE = 4


@dataclass(frozen=True)
class Said:
    """A text with the row it stands in ("" outside tables)."""

    row: str
    piece: Piece


def said(
    form: Form, use: str, values: Mapping[str, Any], options: OptionSource, rows: Collection[str] | None = None
) -> Iterator[Said]:
    """The texts of a form's fields, of some rows or of all; what is nested in a row stands under its own."""
    fields = _fields(form)
    for table, row in _rows(form, values):
        name = row.get(ROW_ID, "") if table else ""
        if rows is None or name in rows:
            for path, field in fields.get(table, ()):
                if not is_empty(row.get(field.key)):
                    for text in field.said(row[field.key], options):
                        yield Said(name, Piece(tier(text), use, path, name, text))


def tier(text: str) -> str:
    """Whether a text is a code: letters and digits in one, with a digit among them."""
    one = bigrams.plain(text)
    code = one.isascii() and one.isalnum() and len(one) >= SHORTEST_CODE and any(c.isdigit() for c in one)
    return "code" if code else "text"


def conditional_rows(form: Form, values: Mapping[str, Any]) -> set[str]:
    """Rows ("" outside tables) of which a condition may hide something: any edit may change what they say."""
    paged = {f.key for page in form.pages if page.visible_when for f in page.fields}
    tables = {p.rpartition(".")[0] for p, f in form.by_path.items() if f.visible_when or p.partition(".")[0] in paged}
    inside = {t for t in form.tables if any(t == c or t.startswith(f"{c}.") for c in _hidden(form, paged))}
    found = {r[ROW_ID] for t, r, _ in all_rows(form, values) if t in tables | inside}
    return found | ({""} if "" in tables else set())


def _hidden(form: Form, paged: Collection[str]) -> set[str]:
    """Tables that are hidden as a whole."""
    return {t for t in form.tables if form.by_path[t].visible_when or t.partition(".")[0] in paged}


def _fields(form: Form) -> dict[str, list[tuple[str, Field]]]:
    """Table ("" outside) → its fields that say something, with their paths."""
    found: dict[str, list[tuple[str, Field]]] = {}
    for path, field in form.by_path.items():
        if field.searched and field.stored and path not in form.tables:
            found.setdefault(path.rpartition(".")[0], []).append((path, field))
    return found


def _rows(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "", values
    for table, row, _ in all_rows(form, values):
        yield table, row
