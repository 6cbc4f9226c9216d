"""A table as it is printed, whatever on: headings over headings, rows with numbers, notes and corrections below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms.text import Message, Text
from workflows.boards.figure import Amount
from workflows.model.statistics import Column, Statistic
from workflows.office import Office
from workflows.statistics.figures import Place
from workflows.statistics.heads import TOTAL, Head
from workflows.statistics.sheet import Sheet, State
from workflows.statistics.stored import Kept

NAMED = 4
"""So many corrected cells are named in a note; of more it says how many."""
STUB = (Text(zh="甲", en="A"), Text(zh="乙", en="B"))
"""What stands under the columns of names and of row numbers."""


@dataclass(frozen=True)
class Heading:
    """A heading over columns of figures: from which column and row, how many of each."""

    title: Text
    column: int
    row: int
    across: int
    down: int


@dataclass(frozen=True)
class Cell:
    """A figure; `before` is what stood there before it was corrected. None: there is none."""

    place: Place
    value: Amount | None
    corrected: bool = False
    before: Amount | None = None

    @property
    def text(self) -> str:
        return shown(self.value)


@dataclass(frozen=True)
class Line:
    """A row: its number, its name and its figures."""

    number: int
    head: Head
    cells: tuple[Cell, ...]

    @property
    def total(self) -> bool:
        return self.head.key == TOTAL


@dataclass(frozen=True)
class Printed:
    """Everything that stands on the paper. `closed_on` and `closed_by` are empty while it is not closed."""

    table: Statistic
    period: Text
    scope: Text
    state: State
    headings: tuple[Heading, ...]
    depth: int
    lines: tuple[Line, ...]
    notes: tuple[Text | Message, ...]
    corrections: tuple[Message, ...]
    closed_on: date | None
    closed_by: Text | None

    @property
    def marks(self) -> tuple[Text, ...]:
        """栏次: 甲, 乙, 1, 2, 3 …"""
        return (*STUB, *(Text(zh=str(n)) for n in range(1, len(self.table.leaves) + 1)))


def foot(of: Printed) -> list[Message]:
    """What stands below: who signs, and the day."""
    data = {"by": of.closed_by or "", "on": of.closed_on.isoformat() if of.closed_on else ""}
    own = [Message("statistics.paper.signed", {"who": who}) for who in of.table.signed]
    usual = [Message(f"statistics.paper.{code}", data) for code in ("head", "statistician", "filler")]
    return [*(own or usual), Message("statistics.paper.day", data)]


def shown(value: Amount | None) -> str:
    """A figure as text; a dash where there is none."""
    return "—" if value is None else f"{value:,}"


def printed(office: Office, of: Sheet) -> Printed:
    """A sheet as it is printed."""
    table, changed, first = of.table, of.changed, of.versions[0] if of.versions else None
    depth = max(_deep(c) for c in table.columns)
    return Printed(
        table, of.figures.period.title, of.figures.called, of.state, tuple(_headings(table.columns, depth)), depth,
        tuple(_lines(of, changed)), (*table.notes, *_doubts(of)),
        tuple(correction(v, table, of.figures.titles, office) for v in of.versions[1:]),
        office.today(first.at) if first else None, first.by if first else None,
    )  # fmt: skip


def _deep(column: Column) -> int:
    return 1 + max((_deep(c) for c in column.columns), default=0)


def _headings(columns: list[Column], depth: int, at: int = 0, row: int = 0) -> Iterator[Heading]:
    for column in columns:
        across = len(list(column.leaves))
        yield Heading(column.title, at, row, across, 1 if column.columns else depth - row)
        yield from _headings(column.columns, depth, at, row + 1)
        at += across


def _lines(of: Sheet, changed: Mapping[Place, list[tuple[Kept, Amount | None]]]) -> Iterator[Line]:
    for number, head in enumerate(of.figures.heads, 1):
        places = [(head.key, c.id) for c in of.table.leaves]
        cells = (Cell(p, of.figures.values.get(p), p in changed, changed[p][-1][1] if p in changed else None)
                 for p in places)  # fmt: skip
        yield Line(number, head, tuple(cells))


def _doubts(of: Sheet) -> Iterator[Message]:
    """What is said of a table whose rules do not hold."""
    for rule, where in of.broken:
        yield Message("statistics.broken", {"rule": rule, "where": where})


def column_titles(table: Statistic) -> dict[str, Text]:
    """Column of figures → what it is called with the headings over it."""
    return dict(_titled(table.columns, ()))


def _titled(columns: list[Column], above: tuple[Text, ...]) -> Iterator[tuple[str, Text]]:
    for column in columns:
        path = (*above, column.title)
        if not column.columns:
            yield column.id, Text(zh="·".join(t.zh for t in path), en=" · ".join(t.say("en") for t in path))
        yield from _titled(column.columns, path)


def correction(version: Kept, table: Statistic, rows: Mapping[str, Text], office: Office) -> Message:
    """更正说明: when, by whom, which figures from what to what, and why."""
    columns = column_titles(table)
    asked = {c.id for c in table.leaves if c.value is None}
    worked = {r.id for r in table.every_row if r.value is not None}
    own = {p: c for p, c in version.changed.items() if p[1] in asked and p[0] not in worked}
    named = [
        Message("statistics.corrected_cell", {
            "row": rows.get(row, Text(zh=row)), "column": columns.get(column, Text(zh=column)),
            "before": shown(before), "after": shown(after),
        })
        for (row, column), (before, after) in list((own or version.changed).items())[:NAMED]
    ]  # fmt: skip
    data = {"on": office.today(version.at).isoformat(), "by": version.by, "cells": named, "count": len(own),
            "reason": version.reason}  # fmt: skip
    return Message("statistics.corrected_more" if len(own) > NAMED else "statistics.corrected", data)


def stamped(office: Office, at: datetime) -> str:
    """A day as forms print it: 2026年4月3日."""
    day = office.today(at)
    return f"{day.year}年{day.month}月{day.day}日"
