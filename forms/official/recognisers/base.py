"""Two families: recognisers of rows of a grid, and of lines around it. The first that knows what it sees takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from forms.official.collector import Collector
from forms.official.document import Line
from forms.official.region import Region

RowRecogniser = Callable[[Region, int, Collector], int]
"""Takes rows of a region from one on; how many it took, 0 for none."""
LineRecogniser = Callable[[Sequence[Line], int, Collector], int]
"""The same for lines that follow each other."""
ROWS: Final[list[tuple[int, RowRecogniser]]] = []
LINES: Final[list[tuple[int, LineRecogniser]]] = []


def of_rows(turn: int) -> Callable[[RowRecogniser], RowRecogniser]:
    """Adds a recogniser of rows; those with a lower turn look first."""

    def add(each: RowRecogniser) -> RowRecogniser:
        ROWS.append((turn, each))
        ROWS.sort(key=lambda pair: pair[0])
        return each

    return add


def of_lines(turn: int) -> Callable[[LineRecogniser], LineRecogniser]:
    """Adds a recogniser of lines."""

    def add(each: LineRecogniser) -> LineRecogniser:
        LINES.append((turn, each))
        LINES.sort(key=lambda pair: pair[0])
        return each

    return add


def read_region(region: Region, found: Collector) -> None:
    """Everything in a region, row by row."""
    row = region.top
    while row < region.bottom:
        row += next((n for _, each in ROWS if (n := each(region, row, found))), 1)


def read_lines(lines: Sequence[Line], found: Collector) -> None:
    """Everything in lines that follow each other."""
    at = 0
    while at < len(lines):
        at += next((n for _, each in LINES if (n := each(lines, at, found))), 1)
