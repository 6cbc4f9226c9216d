"""What is missing from a decision table, and where its rules get in each other's way, with an example input each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Final

from forms.decision.columns import Column, Incomparable, Piece, columns
from forms.decision.model import DecisionTable
from forms.feel.sets import Values
from forms.fields import Choices

Box = tuple[Piece, ...]
MOST: Final = 10
"""So many gaps are told; a table with more wants another look anyway."""
STEPS: Final = 200_000
"""So many pieces are looked at."""


@dataclass(frozen=True)
class Gap:
    """Inputs for which no rule applies: what they have in common, and one example; columns that don't matter left out.

    A `None` among the values is the empty value.
    """

    values: Mapping[str, Values | None]
    example: Mapping[str, Any]


@dataclass(frozen=True)
class Overlap:
    """Two rules (from 0) that both apply to the example."""

    first: int
    second: int
    example: Mapping[str, Any]


@dataclass(frozen=True)
class Examined:
    """What was found. Rules count from 0; `masked` ones never get their turn behind those before them.

    `idle` are rule and input of cells that nothing can pass, `unread` those that ask for more than constants.
    """

    gaps: Sequence[Gap] = ()
    overlaps: Sequence[Overlap] = ()
    masked: Sequence[int] = ()
    idle: Sequence[tuple[int, str]] = ()
    unread: Sequence[tuple[int, str]] = ()
    complete: bool = True  # False: too large to look at everything


def examine(table: DecisionTable, choices: Choices = lambda _: (), most: int = MOST) -> Examined:
    """Looks at every combination of values that the rules tell apart; nothing for a table with mixed-up cells.

    At least `most` gaps are told where there are so many.
    """
    try:
        found = columns(table, choices)
    except Incomparable:
        return Examined(complete=False)
    looking = _Looking(found, most)
    gaps = [_gap(found, box) for box in looking.gaps((1 << len(table.rules)) - 1)]
    return Examined(
        gaps=gaps,
        overlaps=list(_overlaps(found, len(table.rules))),
        masked=[n for n in range(len(table.rules)) if looking.is_masked(n)],
        idle=[(n, c.name) for c in found for n, cell in enumerate(c.cells) if cell.known and _is_idle(c, n)],
        unread=[(n, c.name) for c in found for n, cell in enumerate(c.cells) if not cell.known],
        complete=looking.left > 0,
    )


@dataclass
class _Looking:
    """Goes through the pieces of all columns; what follows from the same rules in the same column is known once."""

    columns: list[Column]
    most: int
    left: int = STEPS
    known: dict[tuple[int, int, int], list[Box]] = field(default_factory=dict)

    def gaps(self, among: int, inside: int | None = None) -> list[Box]:
        """The boxes to which none of these rules applies; with `inside` only those to which that rule does."""
        return self._below(0, among, -1 if inside is None else inside)

    def is_masked(self, rule: int) -> bool:
        """Whether the rules before it take everything that it would; rules that cannot be read take nothing."""
        before = sum(1 << n for n in range(rule) if all(c.cells[n].known for c in self.columns))
        own = all(c.cells[rule].known and not _is_idle(c, rule) for c in self.columns)
        return own and bool(before) and not self.gaps(before, rule) and self.left > 0

    def _below(self, at: int, rules: int, inside: int) -> list[Box]:
        if at == len(self.columns):
            return [] if rules else [()]
        key = at, rules, inside
        if key not in self.known:
            self.known[key] = self._found(at, rules, inside)
        return self.known[key]

    def _found(self, at: int, rules: int, inside: int) -> list[Box]:
        found: dict[Box, list[Piece]] = {}  # what is left open below → the pieces here for which it is
        for piece in self.columns[at].pieces:
            self.left -= 1
            if self.left <= 0 or len(found) >= self.most:
                break
            if inside < 0 or piece.rules >> inside & 1:
                for box in self._below(at + 1, rules & piece.rules, inside):
                    found.setdefault(box, []).append(piece)
        return [(piece, *box) for box, pieces in found.items() for piece in _merged(pieces)]


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces as one; the empty value stays by itself."""
    values = [piece.values for piece in pieces if piece.values is not None]
    if values:
        yield Piece(0, reduce(or_, values))
    yield from (piece for piece in pieces if piece.values is None)


def _is_idle(column: Column, rule: int) -> bool:
    return not any(piece.rules >> rule & 1 for piece in column.pieces)


def _gap(found: Sequence[Column], box: Box) -> Gap:
    told = {c.name: c.real(piece) for c, piece in zip(found, box, strict=True) if c.real(piece) != c.all}
    return Gap(told, _example(found, box))


def _example(found: Sequence[Column], box: Sequence[Piece]) -> dict[str, Any]:
    return {c.name: c.example(piece) for c, piece in zip(found, box, strict=True)}


def _overlaps(found: Sequence[Column], rules: int) -> Iterator[Overlap]:
    """Every pair of rules that share a piece in each column."""
    readable = [n for n in range(rules) if all(c.cells[n].known for c in found)]
    for place, first in enumerate(readable):
        for second in readable[place + 1 :]:
            both = 1 << first | 1 << second
            shared = [next((p for p in c.pieces if p.rules & both == both), None) for c in found]
            if all(shared):
                yield Overlap(first, second, _example(found, [p for p in shared if p is not None]))
