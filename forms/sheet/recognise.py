"""Rows of a file that bear no identity, known again by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms.definition import Form
from forms.fields.table import ROW_ID, TableField
from forms.sheet.result import Read
from forms.values import Row, Values, is_empty, rows, rows_of

Told = Callable[[Row], Any]


def recognised(form: Form, draft: Mapping[str, Any], found: Read, base: Mapping[str, Any] | None = None) -> Read:
    """What was read, with rows that nobody knows given the identity of the draft's row that says the same.

    The same is: equal in a field that must be unique, or in the field that names a row, or altogether; and only where
    one row of each side fits. So a file uploaded a second time corrects rows and adds none twice.
    """
    theirs = {r[ROW_ID] for _, r in _every(form, found.values)}
    known = {r[ROW_ID] for side in (draft, base or {}) for _, r in _every(form, side)}
    if theirs <= known:
        return found
    names: dict[str, str] = {}
    for path, table in form.tables.items():
        names |= _matched(form, path, table, draft, found.values, theirs, known, names)
    values = _renamed(form.fields, found.values, names)
    if not names:
        return found
    return replace(
        found,
        values=values,
        where=found.where.renamed(names),
        lost={names.get(r, r) for r in found.lost},
        unread={(names.get(r, r), key) for r, key in found.unread},
    )


def _every(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for path in form.tables:
        yield from ((path, row) for row, _ in rows_of(form, values, path))


def _matched(
    form: Form, path: str, table: TableField, draft: Mapping[str, Any], file: Values, theirs: set[str],
    known: set[str], names: Mapping[str, str],
) -> dict[str, str]:  # fmt: skip
    """Identity in the file → identity in the draft, for one table."""
    mine = [(p[ROW_ID] if p else "", r) for r, p in rows_of(form, draft, path) if r[ROW_ID] not in theirs]
    new = [(p[ROW_ID] if p else "", r) for r, p in rows_of(form, file, path) if r[ROW_ID] not in known]
    found: dict[str, str] = {}
    for told in _ways(table):
        done = set(found.values())
        of_mine = _single((parent, told(r), r[ROW_ID]) for parent, r in mine if r[ROW_ID] not in done)
        of_new = _single((names.get(p, p), told(r), r[ROW_ID]) for p, r in new if r[ROW_ID] not in found)
        found |= {of_new[key]: of_mine[key] for key in of_new.keys() & of_mine.keys()}
    return found


def _ways(table: TableField) -> list[Told]:
    """Ways to tell a row from others, the surest first."""
    unique = [f.key for f in table.fields if f.unique]
    keys = [*unique, *([table.row_title] if table.row_title and table.row_title not in unique else [])]
    fields = [f.key for f in table.fields if f.stored and not isinstance(f, TableField)]
    return [*(_one(k) for k in keys), lambda row: repr([row.get(k) for k in fields])]


def _one(key: str) -> Told:
    return lambda row: None if is_empty(row.get(key)) else repr(row.get(key))


def _single(found: Iterator[tuple[str, Any, str]]) -> dict[tuple[str, Any], str]:
    """Only what stands once."""
    once: dict[tuple[str, Any], list[str]] = {}
    for parent, key, identity in found:
        if key is not None:
            once.setdefault((parent, key), []).append(identity)
    return {k: ids[0] for k, ids in once.items() if len(ids) == 1}


def _renamed(fields: list[Any], values: Mapping[str, Any], names: Mapping[str, str]) -> Values:
    made = dict(values)
    if ROW_ID in made:
        made[ROW_ID] = names.get(made[ROW_ID], made[ROW_ID])
    for f in fields:
        if isinstance(f, TableField) and f.key in made:
            made[f.key] = [_renamed(f.fields, r, names) for r in rows(values, f.key)]
    return made
