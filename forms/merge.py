"""An upload compared three ways: the values at download (base), the draft as it is now, and the file.

What only one side changed stands; what both changed differently is asked, cell by cell. Rows are followed by identity;
no row goes unless somebody chose that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from forms.checking import Access
from forms.definition import Form
from forms.diff import edits_between
from forms.edits import Edit
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.finding import Place
from forms.labels import At, label, places, row_label
from forms.text import Text
from forms.values import Row, Values, is_empty, rows_of


class Uploaded(Protocol):
    """What a file holds: its values, the paths it speaks of, and what of it could not be read.

    `lost` are rows in no place that could be read, `unread` cells (row, key) whose value could not be taken.
    """

    values: Values
    covered: set[str]
    lost: set[str]
    unread: set[tuple[str, str]]


@dataclass(frozen=True)
class Clash:
    """A cell that the draft and the file changed differently since the download."""

    place: Place
    label: Text
    draft: Any
    file: Any

    @property
    def key(self) -> str:
        return f"{self.place.row}:{self.place.field}"


@dataclass(frozen=True)
class RowAsked:
    """A row somebody has to decide about: one the file lacks, or one it changed that the draft deleted."""

    table: str
    row: str
    label: Text
    values: Row


@dataclass(frozen=True)
class Merge:
    """What an upload comes to. Nothing chosen means: the draft's cells, its rows, and its deletions stay."""

    clashes: tuple[Clash, ...]
    missing: tuple[RowAsked, ...]
    gone: tuple[RowAsked, ...]
    kept: int  # cells and rows that only the draft changed
    _sides: _Sides = field(repr=False)

    def values(
        self, file: Collection[str] = (), delete: Collection[str] = (), restore: Collection[str] = ()
    ) -> Values:
        """The draft after the upload: with the file's side of these clashes (by `key`), without these missing rows,
        with these gone ones."""
        return _Building(self, set(file), set(delete), set(restore)).done()

    def edits(
        self, file: Collection[str] = (), delete: Collection[str] = (), restore: Collection[str] = ()
    ) -> list[Edit]:
        """The same as changes to the draft."""
        return edits_between(self._sides.form, self._sides.draft, self.values(file, delete, restore))


@dataclass
class _Flat:
    """A row with what stands in its own cells."""

    path: str
    parent: str
    cells: Row


@dataclass(frozen=True)
class _Sides:
    form: Form
    draft: Mapping[str, Any]
    old: dict[str, _Flat] | None  # None: nobody knows what the values were
    now: dict[str, _Flat]
    new: dict[str, _Flat]
    covered: set[str]
    lost: set[str]
    access: Access | None
    unread: set[tuple[str, str]]

    def keys(self, path: str) -> list[str]:
        """The cells of a row of this table (or outside tables) that the file speaks of."""
        fields = self.form.tables[path].fields if path else self.form.fields
        prefix = f"{path}." if path else ""
        stored = (f.key for f in fields if f.stored and not isinstance(f, TableField))
        return [k for k in stored if f"{prefix}{k}" in self.covered]

    def writes(self, row: str, key: str) -> bool:
        path = f"{self.now[row].path}.{key}".removeprefix(".")
        return self.access is None or self.access.may_write_at(path, row)

    def showed(self, row: str) -> bool:
        """Whether the file could have shown a row: one that is empty in all the columns of the file is not missing."""
        flat = self.now[row] if self.old is None or row not in self.old else self.old[row]
        return any(key in flat.cells for key in self.keys(flat.path))

    def takes_away(self, row: str) -> bool:
        return self.access is None or self.access.may_write_row(self.now[row].path, row)

    def parent(self, row: str) -> str:
        """Where a row stands that both have: where the file moved it, unless the draft did."""
        now, new = self.now[row].parent, self.new[row].parent
        old = self.old.get(row) if self.old is not None else None
        return now if old is not None and old.parent != now else new


def three_way(
    form: Form,
    base: Mapping[str, Any] | None,
    draft: Mapping[str, Any],
    found: Uploaded,
    access: Access | None = None,
) -> Merge:
    """Compares; without a base the file's cells win and every row it lacks is asked about.

    With `access` cells and rows stay as they are where somebody may not write them.
    """
    old = None if base is None else _flat(form, base)
    now, new = _flat(form, draft), _flat(form, found.values)
    sides = _Sides(form, draft, old, now, new, found.covered, found.lost, access, found.unread)
    at, of_file = places(form, draft), places(form, found.values)
    met = [c for row in sides.now if row in sides.new for c in _cells(sides, row)]
    clashes = tuple(_clash(sides, at, row, key) for row, key, what in met if what == "clash")
    missing = tuple(_asked(sides.now, form, at, row) for row in _missing(sides))
    gone = tuple(_asked(sides.new, form, of_file, row) for row in _gone(sides))
    kept = sum(what == "kept" for *_, what in met) + len(list(_added_since(sides)))
    return Merge(clashes, missing, gone, kept, sides)


def _flat(form: Form, values: Mapping[str, Any]) -> dict[str, _Flat]:
    found = {"": _Flat("", "", _own(values))}
    for path in form.tables:
        for row, parent in rows_of(form, values, path):
            found[row[ROW_ID]] = _Flat(path, parent[ROW_ID] if parent else "", _own(row))
    return found


def _own(row: Mapping[str, Any]) -> Row:
    """Without rows; values that are lists of other things stay."""
    return {k: v for k, v in row.items() if k != ROW_ID and not is_empty(v) and not _is_rows(v)}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(r, Mapping) and ROW_ID in r for r in value)


def _field(form: Form, path: str, key: str) -> Field:
    return form.by_path[f"{path}.{key}" if path else key]


def _cells(sides: _Sides, row: str) -> Iterator[tuple[str, str, str]]:
    """Row, key and what becomes of each cell that differs: taken, kept or a clash."""
    now, new = sides.now[row].cells, sides.new[row].cells
    before = sides.old.get(row) if sides.old is not None else None
    for key in (k for k in sides.keys(sides.now[row].path) if sides.writes(row, k)):
        mine, theirs, same = now.get(key), new.get(key), _field(sides.form, sides.now[row].path, key).same
        if same(mine, theirs) or (row, key) in sides.unread:
            continue
        was = before.cells.get(key) if before else mine
        if before is not None and same(was, theirs):
            yield row, key, "kept"
        else:
            yield row, key, "taken" if same(was, mine) else "clash"


def _clash(sides: _Sides, at: Mapping[str, At], row: str, key: str) -> Clash:
    place = Place(key, sides.now[row].path, row)
    mine, theirs = sides.now[row].cells.get(key), sides.new[row].cells.get(key)
    return Clash(place, label(sides.form, at, place), mine, theirs)


def _asked(side: dict[str, _Flat], form: Form, at: Mapping[str, At], row: str) -> RowAsked:
    flat = side[row]
    return RowAsked(flat.path, row, row_label(form, at, flat.path, row), {**flat.cells, ROW_ID: row})


def _lacking(sides: _Sides) -> Iterator[str]:
    for row, flat in sides.now.items():
        if row and row not in sides.new and row not in sides.lost and flat.path in sides.covered and sides.showed(row):
            yield row


def _missing(sides: _Sides) -> list[str]:
    """Rows that were in the file when it was downloaded and are not now; those around them stand for those in them."""
    asked: dict[str, None] = {}
    for row in _lacking(sides):
        known = sides.old is None or row in sides.old
        if known and sides.now[row].parent not in asked and sides.takes_away(row):
            asked[row] = None
    return list(asked)


def _added_since(sides: _Sides) -> Iterator[str]:
    yield from (row for row in _lacking(sides) if sides.old is not None and row not in sides.old)


def _gone(sides: _Sides) -> list[str]:
    """Rows the draft deleted since, while the file changed them or something in them."""
    old = sides.old or {}
    changed = [row for row, flat in sides.new.items() if row not in sides.now and _is_changed(sides, old, row, flat)]
    around = {sides.new[row].parent if sides.new[row].parent in old else row for row in changed}
    tops = {row for row in around if row not in sides.now} | {r for r in changed if sides.new[r].parent in sides.now}
    return [row for row in sides.new if row in tops and row in old]


def _is_changed(sides: _Sides, old: Mapping[str, _Flat], row: str, flat: _Flat) -> bool:
    if row not in old:
        return True
    keys = sides.keys(flat.path)
    was = old[row].cells
    return any(not _field(sides.form, flat.path, k).same(was.get(k), flat.cells.get(k)) for k in keys)


Group = tuple[str, str]
"""The rows of a table in one row around them: path and that row."""


class _Building:
    """The merged values, from rows that stand side by side to rows within rows."""

    def __init__(self, merge: Merge, file: set[str], delete: set[str], restore: set[str]) -> None:
        sides = merge._sides
        self.sides, self.restore = sides, restore
        self.rows = {r: _Flat(f.path, f.parent, dict(f.cells)) for r, f in sides.now.items()}
        for row in [r for r in sides.now if r in sides.new]:
            self.rows[row].parent = sides.parent(row)
            for _, key, what in _cells(sides, row):
                if what == "taken" or (what == "clash" and f"{row}:{key}" in file):
                    self._put(row, key, sides.new[row].cells.get(key))
        for row in delete & {m.row for m in merge.missing}:
            del self.rows[row]
        for row, flat in sides.new.items():
            if self._comes(row, flat):
                keys = sides.keys(flat.path)
                self.rows[row] = _Flat(flat.path, flat.parent, {k: v for k, v in flat.cells.items() if k in keys})

        for row, flat in self.rows.items():
            if flat.parent not in self.rows and row in sides.now:  # moved into a row that the draft deleted
                flat.parent = sides.now[row].parent

    def _put(self, row: str, key: str, value: Any) -> None:
        if value is None:
            self.rows[row].cells.pop(key, None)
        else:
            self.rows[row].cells[key] = value

    def _comes(self, row: str, flat: _Flat) -> bool:
        """Whether a row of the file joins the draft: it is new, or the draft deleted it and somebody wants it back."""
        known = self.sides.old is not None and row in self.sides.old
        return row not in self.sides.now and (not known or bool({row, flat.parent} & self.restore))

    def done(self) -> Values:
        self.lists = self._lists()
        return self._row("", "")

    def _lists(self) -> dict[Group, list[str]]:
        """The draft's order, each row that comes or moves behind the nearest one before it in the file."""
        stays = [r for r, f in self.sides.now.items() if r and r in self.rows and f.parent == self.rows[r].parent]
        runs = self._runs(set(stays))
        found: dict[Group, list[str]] = {group: list(run) for (group, after), run in runs.items() if not after}
        for row in stays:
            group = (self.rows[row].path, self.rows[row].parent)
            found.setdefault(group, []).extend([row, *runs.get((group, row), ())])
        return found

    def _runs(self, stays: set[str]) -> dict[tuple[Group, str], list[str]]:
        """Rows that come or move, by the row that they stand behind ("" for the first ones)."""
        runs: dict[tuple[Group, str], list[str]] = {}
        last: dict[Group, str] = {}
        for row in (r for r in self.sides.new if r and r in self.rows):
            group = (self.rows[row].path, self.rows[row].parent)
            if row in stays:
                last[group] = row
            else:
                runs.setdefault((group, last.get(group, "")), []).append(row)
        return runs

    def _row(self, row: str, path: str) -> Row:
        made: Row = {ROW_ID: row, **self.rows[row].cells} if row else dict(self.rows[row].cells)
        for below in self.sides.form.tables:
            outer, _, key = below.rpartition(".")
            if outer == path and (found := self.lists.get((below, row))):
                made[key] = [self._row(r, below) for r in found]
        return made
