"""Changes to a draft, as data.

Rows are addressed by identity (`_id`), never by number: a change still hits its row after others were added,
moved or deleted, and a table shown in a browser can never overwrite rows it did not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.values import Values

UNKNOWN: Any = object()
"""`was` of a change whose maker did not see a value before (an import, a rehearsal)."""


@dataclass(frozen=True)
class SetValue:
    """Put `value` (already normal) into a field: of the row `row`, or outside tables if `row` is ""."""

    field: str  # key of the field
    value: Any
    row: str = ""
    was: Any = UNKNOWN  # what the person saw; a different stored value is a conflict


@dataclass(frozen=True)
class AddRows:
    """Add rows to a table inside `parent` after the row `after` ("" first, None last).

    Rows may carry `_id` and inner tables. A row whose identity already stands in that table was added before
    and is left alone: repeating is harmless.
    """

    table: str  # path
    rows: tuple[Mapping[str, Any], ...]
    parent: str = ""
    after: str | None = None


@dataclass(frozen=True)
class DeleteRows:
    """Take rows away, with everything in them."""

    rows: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Answer a question (`Finding.key`); None takes the answer back."""

    key: str
    text: str | None


Edit = SetValue | AddRows | DeleteRows | Answer


@dataclass(frozen=True)
class Conflict:
    """A change that met another one: somebody set the value meanwhile (`now`), or its row is `gone`."""

    edit: SetValue | AddRows
    now: Any = None
    gone: bool = False


@dataclass(frozen=True)
class Applied:
    """A draft after edits. `touched`: rows changed or added, "" for fields outside tables; `deleted`: rows gone."""

    values: Values
    answers: dict[str, str]
    conflicts: tuple[Conflict, ...] = ()
    touched: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
