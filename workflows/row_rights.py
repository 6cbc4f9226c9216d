"""Rights that hold in some rows only: which rows of a filled form a right reaches.

A right is what one role has by one entry of a state. Conditions are FEEL over the row as it stands, with `row`,
`parent`, the form's fields, `actor`, `case`. Only `true` gives a right; without anything to ask, it holds in no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from forms import feel
from forms.context import Context, scopes_of
from forms.definition import Form
from forms.feel import Services
from forms.fields.table import ROW_ID
from forms.values import identified, rows_of
from workflows.definition import RowRight

Verb = Literal["read", "write"]
VERBS: tuple[Verb, ...] = ("read", "write")
Ask = Callable[[Mapping[str, Any]], tuple[Context, Services | None]]
"""The names that conditions see over some values, and the services they may ask."""


@dataclass(frozen=True)
class Right:
    """What one role may read and write, by path, and the rows that it is limited to."""

    group: str
    read: frozenset[str]
    write: frozenset[str]
    rows: tuple[RowRight, ...] = ()

    def paths(self, verb: Verb) -> frozenset[str]:
        return self.read if verb == "read" else self.write

    def conditions(self, verb: Verb, table: str) -> list[str]:
        """What has to hold in a row; who may write a row may read it, so writing asks for both."""
        mine = [r for r in self.rows if r.table == table]
        asked = [r.read for r in mine] + ([r.write for r in mine] if verb == "write" else [])
        return [when for when in asked if when]

    @property
    def everywhere(self) -> bool:
        """Whether it reads every row."""
        return not any(r.read for r in self.rows)


@dataclass(eq=False)
class Reach:
    """The rows of one filled form in which each of somebody's rights holds."""

    form: Form
    rights: tuple[Right, ...]
    values: Mapping[str, Any]
    ask: Ask | None
    _true: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _union: dict[tuple[Verb, str, str], frozenset[str] | None] = field(default_factory=dict)
    _names: tuple[Context, Services | None] | None = None

    def over(self, values: Mapping[str, Any]) -> Reach:
        """The same rights over other values."""
        return Reach(self.form, self.rights, identified(self.form, values), self.ask)

    def sealed(self) -> Reach:
        """The same answers without the values they rest on, to be handed to a page."""
        for path in self.form.by_path:
            for verb in VERBS:
                for table in {path.rpartition(".")[0], path if path in self.form.tables else ""} - {""}:
                    self.rows(verb, path, table)
        return Reach(self.form, self.rights, {}, None, {}, dict(self._union))

    def holds(self, verb: Verb, path: str, table: str, row: str) -> bool:
        """Whether one of the rights to a path holds in a row of a table."""
        found = self.rows(verb, path, table)
        return found is None or row in found

    def rows(self, verb: Verb, path: str, table: str) -> frozenset[str] | None:
        """The rows of a table in which a path may be read or written; None for all of them."""
        key = (verb, path, table)
        if key not in self._union:
            sets = [self._of(right, verb, table) for right in self.rights if path in right.paths(verb)]
            whole = any(s is None for s in sets)
            self._union[key] = None if whole else frozenset[str]().union(*(s for s in sets if s is not None))
        return self._union[key]

    def _of(self, right: Right, verb: Verb, table: str) -> frozenset[str] | None:
        """The rows of a table where one right holds, and around which it holds."""
        outer = table.rpartition(".")[0]
        around = self._of(right, verb, outer) if outer else None
        sets = [self._where(table, when) for when in right.conditions(verb, table)]
        if around is not None:
            sets.append(frozenset(r[ROW_ID] for r, p in self._rows(table) if p and p[ROW_ID] in around))
        return frozenset.intersection(*sets) if sets else None

    def _where(self, table: str, when: str) -> frozenset[str]:
        """The rows in which a condition is true."""
        key = (table, when)
        if key not in self._true:
            self._true[key] = frozenset(self._asked(table, when)) if self.ask else frozenset()
        return self._true[key]

    def _asked(self, table: str, when: str) -> Iterator[str]:
        if self._names is None:
            assert self.ask is not None
            self._names = self.ask(self.values)
        names, services = self._names
        answers = feel.evaluate_each(when, scopes_of(names, table), services)
        for (row, _), answer in zip(self._rows(table), answers, strict=True):
            if feel.satisfied(answer):
                yield row[ROW_ID]

    def _rows(self, table: str) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
        return rows_of(self.form, self.values, table)
