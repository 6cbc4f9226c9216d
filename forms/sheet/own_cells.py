"""Where the fields outside tables stand on the first sheet of one of our own workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from forms.sheet.marking.cells import Cell, cell_at

Titled = Callable[[Any, Sequence[str]], str | None]
"""Which one of some fields a cell is the title of."""
Found = tuple[str, int, int, Any]
"""Field, row and column of its value (from 0), the value."""
_NONE = (0, 0)
_CELL = "cell:"


def own_cells(
    about: Mapping[str, str], grid: list[list[Any]], keys: Iterable[str], titled: Titled
) -> Iterator[Found]:  # fmt: skip
    """Each field with the cell of its value, at the place the file tells, or where its title went when rows moved.

    Files that tell no places are older: titles stand in their first column, values in the second. In the others, what
    has no place was there to be read only.
    """
    wanted = list(keys)
    facts = {f.removeprefix(_CELL): _places(at) for f, at in about.items() if f.startswith(_CELL)}
    told: dict[str, Cell] = {}
    for name, (label, value) in facts.items():
        key = titled(_at(grid, label), [name] if name in wanted else wanted)
        if key:
            told.setdefault(key, value)
    moved = [k for k in wanted if k not in told and (k in facts or not facts)]
    for key, (row, column) in _titles(grid, moved, titled).items() if moved else ():
        label, value = facts.get(key, ((0, 0), (0, 1)))
        told[key] = (row, column + value[1] - label[1])
    for key in wanted:
        if key in told:
            yield key, *told[key], _at(grid, told[key])


def _titles(grid: list[list[Any]], keys: list[str], titled: Titled) -> dict[str, Cell]:
    """The first cell that bears each title."""
    seen: dict[str, Cell] = {}
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            key = titled(cell, [k for k in keys if k not in seen]) if isinstance(cell, str) else None
            if key:
                seen.setdefault(key, (row, column))
    return seen


def _places(text: str) -> tuple[Cell, Cell]:
    """Title's and value's cell from 0; anything else that somebody wrote there means nowhere."""
    try:
        label, value = (cell_at(word) for word in text.split(" "))
    except ValueError:
        return _NONE, _NONE
    return (label[0] - 1, label[1] - 1), (value[0] - 1, value[1] - 1)


def _at(grid: list[list[Any]], cell: Cell) -> Any:
    row, column = cell
    return grid[row][column] if 0 <= row < len(grid) and 0 <= column < len(grid[row]) else None
