"""What a file says of an entry, laid over what stands in the register: what it does not speak of stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from data.tables import Entry
from forms.fields.table import ROW_ID
from workflows.engine.entries import key_text
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register, RegisterField, RegisterTable
from workflows.registers.sheet import Taken

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Table → rows with their identity, each with the rows inside it."""


@dataclass(frozen=True)
class Merged:
    """An entry as it becomes; `lost` are paths of tables of which a row could not be found again in the file.

    What stands inside such a row, and has no sheet in the file, would go unseen.
    """

    entry: NewEntry
    same: bool
    lost: tuple[str, ...] = ()


def merged(register: Register, taken: Taken, row: str, before: Entry, rows: Rows, entry: NewEntry) -> Merged:
    """A file's entry (the identity of its row) over the revision that stands with its rows."""
    over = _Over(register, taken)
    body = over.body("", register.fields, row, before.body, entry.body)
    found = over.tables("", register.tables, row, rows, entry.rows)
    place = body.get(register.district) if register.district else None
    key = key_text(register, body)
    title = str(body.get(register.title) or key)
    became = replace(entry, key=key, body=body, title=title, district=place, rows=found)
    same = all(over.alike("", k, before.body.get(k), v) for k, v in body.items())
    return Merged(became, same and over.same_rows("", register.tables, rows, found), tuple(over.lost))


class _Over:
    """One entry being merged."""

    def __init__(self, register: Register, taken: Taken) -> None:
        self.register, self.taken = register, taken
        self.lost: list[str] = []

    def body(self, path: str, fields: Mapping[str, RegisterField], row: str, before: Row, after: Row) -> dict[str, Any]:
        """Fields that the file has a column for, as it could be read."""
        unread = self.taken.read.unread
        return {
            k: after.get(k) if self.taken.covers(f"{path}{k}") and (row, k) not in unread else before.get(k)
            for k in fields
        }

    def tables(
        self, path: str, tables: Mapping[str, RegisterTable], row: str, before: Rows, after: Rows
    ) -> dict[str, list[Row]]:
        return {
            name: self._rows(f"{path}{name}", table, before.get(name, ()), after.get(name, ()))
            if self.taken.covers(f"{path}{name}")
            else list(before.get(name, ()))
            for name, table in tables.items()
        }

    def _rows(self, path: str, table: RegisterTable, before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
        """The rows as the file has them, each over the one that it is."""
        if not before or self._whole(path, table):
            return list(after)
        was = self._matched(path, table, before, after)
        gone = [r for r in before if not any(r is w for w in was.values())]
        if len(was) < len(after) and not self._keyed(path, table) and any(self._unseen(path, table, r) for r in gone):
            self.lost.append(path)
        return [self._row(path, table, was.get(r[ROW_ID], {}), r) for r in after]

    def _row(self, path: str, table: RegisterTable, before: Row, after: Row) -> Row:
        own = self.body(f"{path}.", table.fields, after[ROW_ID], before, after)
        inside = self.tables(f"{path}.", table.tables, after[ROW_ID], before, after)
        return {ROW_ID: after[ROW_ID], **own, **inside}

    def _whole(self, path: str, table: RegisterTable) -> bool:
        """Whether the file says everything of a table's rows, so that nothing of before can be missing."""
        covered = all(self.taken.covers(f"{path}.{k}") for k in (*table.fields, *table.tables))
        below = all(self._whole(f"{path}.{k}", t) for k, t in table.tables.items())
        return covered and below and not self.taken.read.unread

    def _keyed(self, path: str, table: RegisterTable) -> bool:
        return bool(table.key) and all(self.taken.covers(f"{path}.{k}") for k in table.key)

    def _unseen(self, path: str, table: RegisterTable, row: Row) -> bool:
        """Whether a row holds rows that the file has no sheet for."""
        return any(row.get(k) and not self.taken.covers(f"{path}.{k}") for k in table.tables)

    def _matched(self, path: str, table: RegisterTable, before: Sequence[Row], after: Sequence[Row]) -> dict[str, Row]:
        """Identity of the file's row → the row that it was: by identity, by key, else by all that it says."""
        known = {r[ROW_ID]: r for r in before}
        found = {r[ROW_ID]: known[r[ROW_ID]] for r in after if r[ROW_ID] in known}
        said = [k for k in table.fields if self.taken.covers(f"{path}.{k}")]
        for told in ([_telling(table.key)] if self._keyed(path, table) else []) + [_telling(said)]:
            taken = {id(r) for r in found.values()}
            mine = _numbered(told, (r for r in before if id(r) not in taken))
            new = _numbered(told, (r for r in after if r[ROW_ID] not in found))
            found |= {row[ROW_ID]: mine[key] for key, row in new.items() if key in mine}
        return found

    def same_rows(self, path: str, tables: Mapping[str, RegisterTable], before: Rows, after: Rows) -> bool:
        return all(
            len(before.get(name, ())) == len(after[name])
            and all(map(partial(self._same, f"{path}{name}.", table), before.get(name, ()), after[name]))
            for name, table in tables.items()
        )

    def _same(self, path: str, table: RegisterTable, before: Row, after: Row) -> bool:
        own = all(self.alike(path, k, before.get(k), after.get(k)) for k in table.fields)
        return own and self.same_rows(path, table.tables, before, {k: after.get(k, ()) for k in table.tables})

    def alike(self, path: str, key: str, before: Any, after: Any) -> bool:
        """The same value, also where the register keeps it in a form that no file brings."""
        if before == after or (before in _NOTHING and after in _NOTHING):
            return True
        field = self.taken.form.by_path[f"entries.{path}{key}"]
        return before is not None and field.normal(before, self.taken.options) == after


_NOTHING: tuple[Any, ...] = (None, "", [])


def _telling(keys: Sequence[str]) -> Callable[[Row], Hashable]:
    return lambda row: repr([row.get(k) for k in keys])


def _numbered(told: Callable[[Row], Hashable], rows: Iterator[Row]) -> dict[tuple[Hashable, int], Row]:
    """Rows by what tells them apart; of several that say the same, the first is the first."""
    counts: Counter[Hashable] = Counter()
    found: dict[tuple[Hashable, int], Row] = {}
    for row in rows:
        key = told(row)
        found[key, counts[key]] = row
        counts[key] += 1
    return found
