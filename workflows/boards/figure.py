"""A figure: marks with what each of them counts, in words that were worked out with the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from forms.text import Message, Text
from workflows.cases import search
from workflows.registers import query as registers


@dataclass(frozen=True)
class Members:
    """Members of a campaign: those who have declared, those who have not, or how some districts stand."""

    campaign: int
    districts: tuple[str, ...] = ()
    missing: bool | None = None


Listing: TypeAlias = search.Query | registers.Query | Members
"""The list behind a number: what the pages of cases and of registers look for, or members of a campaign."""


@dataclass(frozen=True)
class Mark:
    """One bar, square or row: what it stands for, how many, and the list behind it.

    `part` of it is late. It is not `known` where the reader may see nothing of the kind: that is not none.
    """

    key: str
    label: Text
    value: int
    listing: Listing
    part: int = 0
    known: bool = True


@dataclass(frozen=True)
class Card:
    """What every figure says about itself.

    The title says what it shows. The note is the grey line: what is counted, unit, scope and day. `how` says what
    belongs to it and what does not.
    """

    id: str
    title: Message
    note: Message
    how: Message
    unit: Text
    listing: Listing


@dataclass(frozen=True)
class Figure(Card):
    """Marks that add up to the total; each list is as long as its mark is high.

    If it is `weighed`, marks add up a number that the cases of their list hold; if `parted`, they say what of it is
    late.
    """

    marks: tuple[Mark, ...]
    weighed: bool = False
    parted: bool = False

    @property
    def total(self) -> int:
        return sum(m.value for m in self.marks)

    def mark(self, key: str) -> Mark | None:
        return next((m for m in self.marks if m.key == key), None)


@dataclass(frozen=True)
class Line:
    """A member of a campaign in a list: how far it got, since when, whether it is late, and the case one may see."""

    key: str
    name: Text
    how: Text | Message
    on: date | None
    closes: date | None  # the last day to hand in
    missing: bool
    late: bool
    listing: Members
    case: int | None = None
    number: str | None = None

    @property
    def time(self) -> Message:
        """What the calendar says about it."""
        kind = ("late" if self.late else "due") if self.missing else ("filed_late" if self.late else "filed")
        return Message(f"board.time.{kind}")


@dataclass(frozen=True)
class Roll(Card):
    """Who has not declared; no lines at all for those who may not know."""

    lines: tuple[Line, ...] | None


@dataclass(frozen=True)
class Movement(Card):
    """What came in and what went out, month by month; the keys of the marks are months."""

    came: tuple[Mark, ...]
    went: tuple[Mark, ...]

    def mark(self, key: str) -> Mark | None:
        """`in/2026-03` or `out/2026-03`."""
        way, _, month = key.partition("/")
        return next((m for m in (self.came if way == "in" else self.went) if m.key == month), None)


@dataclass(frozen=True)
class Number:
    """One number with its change against the end of last month, and twelve months of it as a line."""

    id: str
    label: Text | Message
    value: int
    unit: Text
    note: Message
    how: Message
    listing: Listing
    change: int | None = None
    line: tuple[int, ...] = ()
    of: int | None = None  # 34 of 39
    bad: bool = False  # it stands for something late
