"""Two filled-in forms beside each other: every field, and every row by its identity, page by page.

What is the same stands in it too: whoever shows it decides whether to leave it out. Rows of two different cases have
no identity in common: `matched` pairs them by the columns in which a value may stand once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from forms.definition import Form
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.text import Text
from forms.values import Row, Values, is_empty, rows

Kind = Literal["same", "changed", "added", "deleted"]
Readable = Callable[[str], bool]
"""Whether a path may be read, on both sides."""


@dataclass(frozen=True)
class Pair:
    """One field on both sides."""

    field: Field
    before: Any
    after: Any

    @property
    def changed(self) -> bool:
        return bool(_plain(self.before) != _plain(self.after))


@dataclass(frozen=True)
class Line:
    """One row on both sides; `before` and `after` are its numbers there, None where it is not."""

    kind: Kind
    before: int | None
    after: int | None
    cells: tuple[Pair, ...]
    inner: Lines | None = None


@dataclass(frozen=True)
class Lines:
    """A table on both sides: the rows as they stand now, then those that are gone."""

    table: TableField
    columns: tuple[Field, ...]
    lines: tuple[Line, ...]

    def count(self, kind: Kind) -> int:
        return sum(line.kind == kind for line in self.lines)

    @property
    def changed(self) -> bool:
        return any(line.kind != "same" for line in self.lines)


@dataclass(frozen=True)
class PageCompared:
    """A page on both sides: its fields outside tables, and its tables."""

    title: Text
    pairs: tuple[Pair, ...]
    tables: tuple[Lines, ...]

    @property
    def changed(self) -> bool:
        return any(p.changed for p in self.pairs) or any(t.changed for t in self.tables)


def compared(
    form: Form, before: Mapping[str, Any], after: Mapping[str, Any], readable: Readable = lambda _: True
) -> tuple[PageCompared, ...]:
    """Both sides in the order of the form; pages of which nothing may be read are left out."""
    found = []
    for page in form.pages:
        fields = [f for f in page.fields if readable(f.key)]
        pairs = tuple(_pairs(fields, before, after))
        tables = tuple(_lines(f, f.key, before, after, readable) for f in fields if isinstance(f, TableField))
        if pairs or tables:
            found.append(PageCompared(page.title, pairs, tables))
    return tuple(found)


def changes_in(pages: Iterable[PageCompared]) -> int:
    """How many fields and rows are not the same; a row that changed counts once, with its inner ones beside it."""
    return sum(sum(p.changed for p in page.pairs) + sum(map(_changed, page.tables)) for page in pages)


def _changed(table: Lines) -> int:
    return sum((line.kind != "same") + (_changed(line.inner) if line.inner else 0) for line in table.lines)


def _pairs(fields: Iterable[Field], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Pair]:
    for f in fields:
        if f.stored and not isinstance(f, TableField):
            yield Pair(f, before.get(f.key), after.get(f.key))


def _lines(
    table: TableField, path: str, before: Mapping[str, Any], after: Mapping[str, Any], readable: Readable
) -> Lines:
    was = {r[ROW_ID]: (n, r) for n, r in enumerate(rows(before, table.key), 1)}
    now = {r[ROW_ID]: (n, r) for n, r in enumerate(rows(after, table.key), 1)}
    columns = tuple(f for f in table.fields if f.stored and readable(f"{path}.{f.key}"))
    order = [*now, *(key for key in was if key not in now)]
    lines = tuple(_line(table, path, columns, was.get(key), now.get(key), readable) for key in order)
    return Lines(table, tuple(f for f in columns if not isinstance(f, TableField)), lines)


def _line(
    table: TableField, path: str, columns: tuple[Field, ...], was: tuple[int, Row] | None,
    now: tuple[int, Row] | None, readable: Readable,
) -> Line:  # fmt: skip
    before, after = was[1] if was else {}, now[1] if now else {}
    cells = tuple(_pairs(columns, before, after))
    inner = next((f for f in columns if isinstance(f, TableField)), None)
    below = _lines(inner, f"{path}.{inner.key}", before, after, readable) if inner else None
    differs = any(c.changed for c in cells) or bool(below and below.changed)
    kind: Kind = "deleted" if now is None else "added" if was is None else "changed" if differs else "same"
    return Line(kind, was[0] if was else None, now[0] if now else None, cells, below)


def _plain(value: Any) -> Any:
    return None if is_empty(value) else value


def matched(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    """`before` with the identities of the rows of `after` that have the same key; the others keep theirs.

    The key of a row are its columns in which a value may stand once, else the one that names it.
    """
    return _matched(form.fields, before, after)


def _matched(fields: Iterable[Field], before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    made = dict(before)
    for f in fields:
        if isinstance(f, TableField) and f.key in made:
            made[f.key] = _paired(f, rows(before, f.key), rows(after, f.key))
    return made


def _paired(table: TableField, before: list[Row], after: list[Row]) -> list[Row]:
    keys = [f.key for f in table.fields if f.unique] or [table.row_title or ""]
    free = {r[ROW_ID]: r for r in after}
    partner: dict[str, Row] = {}
    for key in keys:
        known = {repr(_plain(r.get(key))): r for r in reversed(after) if not is_empty(r.get(key))}
        for row in before:
            other = known.get(repr(_plain(row.get(key)))) if row[ROW_ID] not in partner else None
            if other is not None and free.pop(other[ROW_ID], None) is not None:
                partner[row[ROW_ID]] = other
    return [_renamed(table, row, partner.get(row[ROW_ID])) for row in before]


def _renamed(table: TableField, row: Row, other: Row | None) -> Row:
    if other is None:
        return {**row, ROW_ID: f"before {row[ROW_ID]}"}
    return {**_matched(table.fields, row, other), ROW_ID: other[ROW_ID]}
