"""A figure: marks with what each of them counts, in words that were worked out with the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from forms.text import Message, Text
from workflows.boards.detail import Detail
from workflows.boards.scope import Place
from workflows.cases import search
from workflows.registers import query as registers


@dataclass(frozen=True)
class Members:
    """Members of a campaign: those who have declared, those who have not, or how some districts stand."""

    campaign: int
    districts: tuple[str, ...] = ()
    missing: bool | None = None


Listing: TypeAlias = search.Query | registers.Query | Members | Detail
"""The list behind a number: what the pages of cases and of registers look for, members of a campaign, or rows, tasks
and steps one by one."""

Amount: TypeAlias = int | Decimal
"""A number as it is shown: counts are whole; sums, averages, shares (in percent) and days may not be."""


@dataclass(frozen=True)
class Mark:
    """One bar, square or row: what it stands for, how many, and the list behind it.

    `part` of it is late. It is not `known` where the reader may see nothing of the kind: that is not none. `missing`
    says why there is no answer at all. `before` is the same in the period of comparison, `target` what was promised
    for this one, `aside` small words behind the value.
    """

    key: str
    label: Text
    value: Amount
    listing: Listing
    part: int = 0
    known: bool = True
    missing: Message | None = None
    before: Amount | None = None
    target: Amount | None = None
    aside: Message | None = None
    closed: bool = False  # there is no list behind it, or not for the reader

    @property
    def told(self) -> bool:
        """Whether there is a number to show."""
        return self.known and self.missing is None


@dataclass(frozen=True)
class Target:
    """A line across a chart: what was promised or planned, and what it is called."""

    value: Amount
    label: Text | Message


@dataclass(frozen=True)
class Card:
    """What every figure says about itself.

    The title says what it shows. The note is the grey line: what is counted, unit, scope and day. `how` says what
    belongs to it and what does not. `missing` says why it cannot be answered; nothing else of it counts then.
    `strong` are the keys of the marks that the title speaks of. `compared` says what `before` of its marks is.
    """

    id: str
    title: Message
    note: Message
    how: Message
    unit: Text
    listing: Listing
    missing: Message | None = field(default=None, kw_only=True)
    strong: frozenset[str] = field(default=frozenset(), kw_only=True)
    compared: Message | None = field(default=None, kw_only=True)
    target: Target | None = field(default=None, kw_only=True)
    doubts: tuple[Message, ...] = field(default=(), kw_only=True)  # what is left out: a version that lacks the field
    closed: bool = field(default=False, kw_only=True)  # the list behind it is not, or not wholly, for the reader

    @property
    def every(self) -> Iterator[Mark]:
        """All of its marks."""
        return iter(())

    def mark(self, key: str) -> Mark | None:
        """The mark that a chart gave back."""
        return next((m for m in self.every if m.key == key), None)


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
    def total(self) -> Amount:
        return sum(m.value for m in self.marks)

    @property
    def every(self) -> Iterator[Mark]:
        return iter(self.marks)


@dataclass(frozen=True)
class Tiles(Figure):
    """The same on the map: every mark's key is the code of one of the places."""

    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Head:
    """What a row or a column stands for."""

    key: str
    label: Text


@dataclass(frozen=True)
class Cross(Card):
    """Marks by two things: `cells[row][column]`; the key of a mark is that of its row and column, joined by `|`.

    `adds` says whether cells may be added up along a row: counts and sums may, medians and shares may not.
    """

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[Mark, ...], ...]
    adds: bool = True

    @property
    def every(self) -> Iterator[Mark]:
        return (m for row in self.cells for m in row)

    @property
    def total(self) -> Amount:
        return sum(m.value for m in self.every)


@dataclass(frozen=True)
class Lines(Cross):
    """Series over periods: rows are series, columns are periods (`2026`, `2026-03`, `2026-03-05`), oldest first.

    If it is `mirrored` the second series goes out what the first comes in, and is drawn below zero.
    """

    mirrored: bool = False


@dataclass(frozen=True)
class Stack(Cross):
    """Bars made of parts: rows are bars, columns their parts."""


@dataclass(frozen=True)
class Heat(Cross):
    """Rows × columns, shaded by value."""


Tone: TypeAlias = Literal["way", "open", "good", "rest"]


@dataclass(frozen=True)
class Node:
    """A station of a flow at a level from the left; its tone: on the way, still open, a good end, any other end."""

    mark: Mark
    level: int
    tone: Tone = "way"


@dataclass(frozen=True)
class Link:
    """How many went from one node (by key) to another; the key of the mark is `source|target`."""

    source: str
    target: str
    mark: Mark


@dataclass(frozen=True)
class Flow(Card):
    """What became of a set of cases, from left to right."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def every(self) -> Iterator[Mark]:
        yield from (n.mark for n in self.nodes)
        yield from (link.mark for link in self.links)


@dataclass(frozen=True)
class Light:
    """A lamp with its words: ◆ 超期 6 日."""

    tone: Literal["green", "amber", "red", "pause", "none"]
    words: Text | Message


Cell: TypeAlias = "Text | Message | str | int | Decimal | date | Light | None"


@dataclass(frozen=True)
class Column:
    """A column of a table and how it is drawn."""

    key: str
    label: Text | Message
    kind: Literal["text", "number", "date", "light"] = "text"


@dataclass(frozen=True)
class Row:
    """A line of a table: a case or an entry that it opens, or else the list behind it."""

    key: str
    cells: tuple[Cell, ...]
    case: int | None = None
    listing: Listing | None = None


@dataclass(frozen=True)
class Table(Card):
    """The first lines of a list, most urgent first; `total` is how many there are, `more` that there are even more."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    more: bool = False


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

    @property
    def every(self) -> Iterator[Mark]:
        yield from self.came
        yield from self.went

    def mark(self, key: str) -> Mark | None:
        """`in/2026-03` or `out/2026-03`."""
        way, _, month = key.partition("/")
        return next((m for m in (self.came if way == "in" else self.went) if m.key == month), None)


@dataclass(frozen=True)
class Number:
    """One number with its change against another period, and twelve months of it as a line.

    `compared` says which period; without it the change is that against the end of last month.
    """

    id: str
    label: Text | Message
    value: Amount
    unit: Text
    note: Message
    how: Message
    listing: Listing
    change: Amount | None = None
    line: tuple[Amount, ...] = ()
    of: int | None = None  # 34 of 39
    bad: bool = False  # it stands for something late
    missing: Message | None = None  # why there is no number
    compared: Message | None = None
    target: Target | None = None
    doubts: tuple[Message, ...] = ()
    closed: bool = False  # the list behind it is not for the reader


Answer: TypeAlias = Card | Number
"""What a chart of a board came to."""


@dataclass(frozen=True)
class Drawn:
    """An answered chart of a board: which kind draws it, and how wide it is, in twelfths of the page."""

    id: str
    kind: str
    answer: Answer
    width: int = 4


@dataclass(frozen=True)
class Part:
    """A section of a board: its heading, if it has one, and its charts in the order of reading."""

    title: Text | Message | None
    charts: tuple[Drawn, ...]
