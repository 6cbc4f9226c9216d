"""The columns of a decision table as sets: which rules let which values pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, Final

from forms.decision.compiled import ANYTHING
from forms.decision.model import DecisionTable
from forms.decision.shape import input_shape
from forms.feel import FeelError, ast, parse_tests
from forms.feel.sets import EVERYTHING, NOTHING, Incomparable, Values, among, boundaries, days, example, whole
from forms.feel.shapes import Shape
from forms.feel.solve import passing
from forms.fields import Choices

EMPTY: Final = object()
"""Stands for the empty value where a table asks for it."""
_PLAIN: Final[dict[str, Any]] = {"string": "其他", "number": 0, "boolean": True}


@dataclass(frozen=True, slots=True)
class Piece:
    """Values that the same rules let pass; rule n is bit n of `rules`. Without values it is the empty value."""

    rules: int
    values: Values | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell lets pass, and whether the empty value too; `known` is False where that cannot be told."""

    values: Values = EVERYTHING
    empty: bool = True
    known: bool = True


@dataclass(frozen=True)
class Column:
    """An input: what it can be, its cells from the first rule on, and the pieces into which they cut it."""

    name: str
    shape: Shape
    cells: tuple[Cell, ...]
    pieces: tuple[Piece, ...]

    def example(self, piece: Piece) -> Any:
        """A value of a piece; EMPTY for the empty one."""
        values = self.real(piece)
        plain = _PLAIN.get(self.shape.kind)
        if values is None or (isinstance(plain, str) and plain in values):
            return EMPTY if values is None else plain
        return example(values, plain)

    @cached_property
    def all(self) -> Values:
        """Everything that the input can be."""
        return real(_possible(self.shape), self.shape)

    def real(self, piece: Piece) -> Values | None:
        """What of a piece can occur; None for the empty value."""
        return None if piece.values is None else real(piece.values, self.shape)


def columns(table: DecisionTable, choices: Choices) -> list[Column]:
    """Every column of a table; raises Incomparable when cells of one speak of different kinds."""
    return [_column(table, at, choices) for at in range(len(table.inputs))]


def _column(table: DecisionTable, at: int, choices: Choices) -> Column:
    shape = input_shape(table.inputs[at], choices)
    cells = tuple(read(rule.when[at] if at < len(rule.when) else "") for rule in table.rules)
    return Column(table.inputs[at].name, shape, cells, tuple(_pieces(shape, cells)))


def read(text: str) -> Cell:
    """What a cell lets pass."""
    if text.strip() in ANYTHING:
        return Cell()
    try:
        tests = parse_tests(text)
    except FeelError:
        return Cell(known=False)
    found = passing(tests)
    return Cell(known=False) if found is None else Cell(found, _takes_empty(tests))


def _takes_empty(tests: ast.Node) -> bool:
    if not isinstance(tests, ast.Tests) or not tests.tests:
        return True
    named = any(isinstance(each, ast.Literal) and each.value is None for each in tests.tests)
    return named and not tests.negated


def _pieces(shape: Shape, cells: Sequence[Cell]) -> list[Piece]:
    can = _possible(shape)
    found: dict[int, Values] = {}
    for part in boundaries([can, *(cell.values for cell in cells)]):
        values = Values((part,)) & can
        if real(values, shape):
            rules = _bits(bool(Values((part,)) & cell.values) for cell in cells)
            found[rules] = found.get(rules, NOTHING) | values
    empty = [Piece(_bits(cell.empty for cell in cells), None)] if _asks_for_empty(cells) else []
    return [*(Piece(rules, values) for rules, values in found.items()), *empty]


def _possible(shape: Shape) -> Values:
    can = EVERYTHING if shape.values is None else shape.values
    return can & among([False, True]) if shape.kind == "boolean" else can


def _asks_for_empty(cells: Sequence[Cell]) -> bool:
    return any(cell.empty and cell.values != EVERYTHING for cell in cells)


def real(values: Values, shape: Shape) -> Values:
    """What of a set can occur: whole numbers, days."""
    if shape.whole:
        return whole(values)
    return days(values) if shape.kind == "date" else values


def _bits(flags: Any) -> int:
    return reduce(lambda bits, pair: bits | (pair[1] << pair[0]), enumerate(map(int, flags)), 0)


__all__ = ["EMPTY", "Cell", "Column", "Incomparable", "Piece", "columns", "read", "real"]
