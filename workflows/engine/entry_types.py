"""Entries of registers and children as decisions see and want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.text import Text


@dataclass(frozen=True)
class NewEntry:
    """An entry that a transition wants in a register; the service writes it.

    An open entry of the same key goes on as this from the day it begins: declared again, it is not doubled.
    `body` and `rows` hold stored values (district code, ISO date, int, str); a row those of a table inside it too.
    """

    register_id: str
    since: date
    key: str
    title: str
    district: str | None
    body: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    reason: str = ""


@dataclass(frozen=True)
class EntryFacts:
    """The newest revision of an entry, as effects see it."""

    id: int  # its identity
    register_id: str
    title: str
    since: date  # of this revision
    until: date | None

    def against(self, on: date) -> str | None:
        """Why it cannot be changed or ended on a day (code of a sentence)."""
        if on < self.since:
            return "entry_before_last"
        return "entry_is_out" if self.until is not None and on >= self.until else None


@dataclass(frozen=True)
class EntryChange:
    """What a transition changes of an entry: dated revisions of it, or its end."""

    register_id: str
    entry: int
    on: date
    body: Mapping[str, Any] = field(default_factory=dict)  # fields that change; empty for an end
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)  # tables that change, whole
    ends: bool = False
    reason: str = ""


@dataclass(frozen=True)
class ChildFacts:
    """A child of a case, as the engine sees it."""

    id: int
    child: str  # which child of its parent's procedure
    title: Text
    number: str | None = None
    outcome: str | None = None  # the `end` of its final state; None while it is open

    @property
    def open(self) -> bool:
        return self.outcome is None

    @property
    def called(self) -> Text:
        """Its number; its title while it has none."""
        return Text(zh=self.number) if self.number else self.title
