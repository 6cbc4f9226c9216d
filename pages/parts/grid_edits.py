"""From what a browser reports to edits of the draft: pure, and harmless to repeat."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.definition import Form
from forms.edits import AddRows, DeleteRows, Edit, SetValue
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.paste import parse_block
from forms.text import Message
from forms.values import is_empty, new_id, rows_of
from pages.parts.grid import Report
from pages.parts.grid_rows import TableShown

LIMIT = 1_000_000
"""Characters of one pasted block: twice the rows that a table takes."""


@dataclass(frozen=True)
class Typed:
    """What a person typed or pasted, as edits; `last` is the number of the newest entry of the log."""

    edits: tuple[Edit, ...] = ()
    last: int = 0
    notes: tuple[Message, ...] = ()


@dataclass
class _Reading:
    """A log being read: the rows as the person saw them, with what the entries before have changed."""

    form: Form
    values: Mapping[str, Any]
    shown: TableShown
    options: OptionSource
    lang: str
    notes: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fields: dict[str, Field] = {f.key: f for f in self.shown.fields}
        self.now: dict[str, dict[str, Any]] = {
            row[ROW_ID]: dict(row) for row, _ in rows_of(self.form, self.values, self.shown.path)
        }

    def edits(self, report: Report, entry: Mapping[str, Any]) -> Iterator[Edit]:
        if entry.get("kind") == "set":
            yield from self._typed(entry)
        elif entry.get("kind") == "paste":
            yield from self._pasted(report, entry)

    def _typed(self, entry: Mapping[str, Any]) -> Iterator[Edit]:
        row, key = str(entry.get("row")), str(entry.get("field"))
        if key not in self.shown.writable:
            self.notes.append(Message("form.locked_cell", {"field": key}))
            return
        yield from self._set(row, key, str(entry.get("now") or ""), str(entry.get("was") or ""))

    def _set(self, row: str, key: str, typed: str, seen: str) -> Iterator[Edit]:
        yield from self._put(row, key, self.fields[key].normal(typed, self.options), seen)

    def _put(self, row: str, key: str, value: Any, seen: str) -> Iterator[Edit]:
        """One cell, with the stored form of what was seen in it: that may be newer than the values drawn last."""
        kind, values = self.fields[key], self.now.setdefault(row, {})
        before = values.get(key)
        if kind.written(before, self.options, self.lang) != seen:
            before = kind.normal(seen, self.options)
        values[key] = value
        if value != before or type(value) is not type(before):
            yield SetValue(key, value, row, before)
            yield from self._brought(row, kind, value)

    def _brought(self, row: str, kind: Field, value: Any) -> Iterator[Edit]:
        """What other cells of the row take over with it."""
        for key, raw in kind.brings(value).items():
            if key in self.shown.writable:
                before, new = self.now[row].get(key), self.fields[key].normal(raw, self.options)
                self.now[row][key] = new
                if new != before:
                    yield SetValue(key, new, row, before)

    def _pasted(self, report: Report, entry: Mapping[str, Any]) -> Iterator[Edit]:
        """A block laid over the cells from one on; what reaches beyond the last row becomes new rows."""
        first, over = str(entry.get("field")), list(entry.get("over") or ())
        keys = [f.key for f in self.shown.fields if f.key in self.shown.writable]
        if first not in keys:
            self.notes.append(Message("form.locked_cell", {"field": first}))
            return
        text = str(entry.get("text") or "")
        if len(text) > LIMIT:
            self.notes.append(Message("form.paste_too_long"))
            return
        wanted = [self.fields[k] for k in keys[keys.index(first) :]]
        block = parse_block(text, wanted, self.options)
        self.notes += block.notes
        for (row, seen), pasted in zip(over, block.rows, strict=False):
            for key in [k for k in keys if k in pasted]:
                yield from self._put(str(row), key, pasted[key], str(seen.get(key) or ""))
        yield from self._added(report, entry, block.rows[len(over) :], str(entry.get("of") or ""))

    def _added(
        self, report: Report, entry: Mapping[str, Any], beyond: Sequence[Mapping[str, Any]], parent: str
    ) -> Iterator[Edit]:
        if not beyond:
            return
        if not self.shown.structural:
            self.notes.append(Message("form.no_new_rows", {"rows": len(beyond)}))
            return
        new = tuple({**r, ROW_ID: same_id(report.grid, entry["n"], i)} for i, r in enumerate(beyond))
        yield AddRows(self.shown.path, new, parent)
        self.now |= {r[ROW_ID]: dict(r) for r in new}


def read(
    report: Report,
    after: int,
    form: Form,
    values: Mapping[str, Any],
    shown: TableShown,
    options: OptionSource,
    lang: str,
) -> Typed:
    """The edits of all entries later than number `after`, against the values that the person saw."""
    late = sorted((e for e in report.log if e["n"] > after), key=lambda e: e["n"])
    if not late:
        return Typed(last=after)
    reading = _Reading(form, values, shown, options, lang)
    edits = tuple(e for entry in late for e in reading.edits(report, entry))
    return Typed(edits, late[-1]["n"], tuple(reading.notes))


def same_id(grid: str, number: int, at: int) -> str:
    """The identity of the n-th row of one pasted block: the same each time the block arrives."""
    digest = hashlib.sha256(f"{grid}:{number}:{at}".encode()).digest()
    return base64.urlsafe_b64encode(digest)[:12].decode()


def insert(
    shown: TableShown, parent: str, after: str | None, values: Mapping[str, Any], count: int = 1
) -> tuple[AddRows, str]:
    """New rows with these values behind a row (None: at the end), and the identity of the first."""
    new = tuple({**values, ROW_ID: new_id()} for _ in range(count))
    return AddRows(shown.path, new, parent, after), new[0][ROW_ID]


def duplicate(
    shown: TableShown, parent: str, rows: Sequence[Mapping[str, Any]], chosen: Sequence[str]
) -> tuple[list[AddRows], str]:
    """Each chosen row again, right behind itself, with everything in it under new identities."""
    copies = [(r[ROW_ID], copied(shown.table, r)) for r in rows if r[ROW_ID] in set(chosen)]
    edits = [AddRows(shown.path, (new,), parent, behind) for behind, new in copies]
    return edits, copies[0][1][ROW_ID] if copies else ""


def copied(table: TableField, row: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a row under a new identity, inner rows likewise, without empty and computed values."""
    inner = table.inner()
    kept = {f.key: row[f.key] for f in table.fields if f.stored and not is_empty(row.get(f.key))}
    if inner and inner.key in kept:
        kept[inner.key] = [copied(inner, r) for r in row[inner.key]]
    return {**kept, ROW_ID: new_id()}


def append(shown: TableShown, parent: str, new: Sequence[Mapping[str, Any]], after: str | None) -> AddRows:
    """Rows read from a block or a file, with identities of their own."""
    return AddRows(shown.path, tuple({**r, ROW_ID: new_id()} for r in new), parent, after)


def delete(rows: Sequence[Mapping[str, Any]], chosen: Sequence[str]) -> DeleteRows:
    """The chosen rows that are still there."""
    there = {r[ROW_ID] for r in rows}
    return DeleteRows(tuple(i for i in chosen if i in there))


def restore(
    shown: TableShown, parent: str, rows: Sequence[Mapping[str, Any]], gone: Sequence[str]
) -> Iterator[AddRows]:
    """The edits that bring deleted rows back to where they stood among `rows`, under their own identities."""
    lost, run, behind = set(gone), list[Mapping[str, Any]](), ""
    for row in rows:
        if row[ROW_ID] in lost:
            run.append(row)
            continue
        if run:
            yield AddRows(shown.path, tuple(run), parent, behind)
        run, behind = [], row[ROW_ID]
    if run:
        yield AddRows(shown.path, tuple(run), parent, behind)
