"""Every case that a set of conditions tells apart: whether one can be true, whether together they leave one out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any, Final, Literal

from forms.feel import Types, ast, to_text
from forms.feel.sets import EVERYTHING, Incomparable, Values, among, boundaries, days, example, whole
from forms.feel.shapes import Shape
from workflows.checks.soundness.conditions import BOTH_EMPTY, ONE_EMPTY, Reader, Thing, spoken_of, truth

MOST: Final = 20_000
"""So many cases are looked at for one question."""
Verdict = Literal["yes", "no", "unknown"]
Fixed = Mapping[str, Values | None]
"""What is known of things: the values that they can have; None: they are empty."""


@dataclass(frozen=True)
class Answer:
    """Whether it is so; `example` is a case that shows it, thing → value; `unread` what could not be decided."""

    verdict: Verdict
    example: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    things: tuple[str, ...] = ()  # everything that the conditions speak of


class Conditions:
    """Some conditions, read together."""

    def __init__(
        self, texts: Sequence[str], types: Types, never_empty: frozenset[str] = frozenset()
    ) -> None:  # fmt: skip
        self._reader = Reader(types, never_empty)
        self._formulas = [self._reader.read(text) for text in texts]
        self._fixed: Fixed = {}

    def where(self, fixed: Fixed) -> Conditions:
        """The same conditions where something is known of what they speak of."""
        found = copy(self)
        found._fixed = {n: v for n, v in fixed.items() if n in self._reader.things}
        return found

    @property
    def fixed(self) -> Fixed:
        """What is known of the things that they speak of."""
        return self._fixed

    @property
    def things(self) -> tuple[str, ...]:
        """Everything that they speak of, as text."""
        return tuple(dict.fromkeys(name for f in self._formulas for name in spoken_of(f)))

    def possible(self, which: int = 0) -> bool:
        """Whether a condition can be true in some case; also where that would take too long to tell."""
        cases = self._cases()
        return cases is None or any(truth(self._formulas[which], case) is True for case in cases)

    def fits(self, wanted: Sequence[bool]) -> bool:
        """Whether in some case just these conditions are true; also where that would take too long to tell."""
        cases = self._cases()
        return cases is None or any(self._truths(case) == tuple(wanted) for case in cases)

    def truths(self) -> Iterator[tuple[tuple[bool, ...], bool]]:
        """Which conditions can be true together, each combination once, and whether that is sure."""
        cases = self._cases()
        if cases is None:
            yield from ((truths, False) for truths in product((True, False), repeat=len(self._formulas)))
            return
        sure = not self._reader.free
        yield from ((truths, sure) for truths in dict.fromkeys(map(self._truths, cases)))

    def _truths(self, case: Mapping[str, Any]) -> tuple[bool, ...]:
        return tuple(truth(f, case) is True for f in self._formulas)

    def together(self) -> Answer:
        """Whether all can be true at once."""
        return self._asked(lambda found: all(f is True for f in found))

    def certain(self) -> Answer:
        """Whether one of them is true in every case: `no` has the case that they leave out as its example."""
        found = self._asked(lambda found: not any(f is True for f in found))
        return Answer(_OTHER[found.verdict], found.example, found.unread, found.things)

    def _asked(self, holds: Any) -> Answer:
        """Whether there is a case of which something holds, whatever the free statements say."""
        cases = self._cases()
        if cases is None:
            return Answer("unknown", unread=self.things, things=self.things)
        by_values: dict[tuple[Any, ...], list[tuple[bool, Mapping[str, Any]]]] = {}
        named = [n for n in self.things if n not in self._reader.free]
        for case in cases:
            by_values.setdefault(tuple(id(case[n]) for n in named), []).append((
                holds([truth(f, case) for f in self._formulas]),
                case,
            ))
        doubtful = False
        for found in by_values.values():
            if all(held for held, _ in found):
                return Answer("yes", self._told(found[0][1]), (), self.things)
            doubtful |= any(held for held, _ in found)
        unread = tuple(sorted(self._reader.free)) if doubtful else ()
        return Answer("unknown" if doubtful else "no", {}, unread, self.things)

    def _cases(self) -> Iterator[dict[str, Any]] | None:
        """Every combination of pieces; None when there are too many, or when kinds are mixed up."""
        try:
            pieces: dict[str, list[Any]] = {n: [*self._pieces(n, t)] for n, t in self._reader.things.items()}
        except Incomparable:
            return None
        pieces |= {name: [True, False] for name in sorted(self._reader.free)}
        if prod(len(each) for each in pieces.values()) > MOST:
            return None
        return (dict(zip(pieces, combined, strict=True)) for combined in product(*pieces.values()))

    def _pieces(self, name: str, thing: Thing) -> list[Values | None]:
        """The pieces into which the conditions cut what a thing can be, and the empty value."""
        known = self._fixed.get(name, EVERYTHING)
        if known is None:
            return [None]
        can = _possible(thing.shape) & known
        parts = (Values((part,)) & can for part in boundaries([can, *thing.sets]))
        found: list[Values | None] = [part for part in parts if _real(part, thing.shape)]
        return [*found, None] if thing.may_be_empty and name not in self._fixed else found

    def _told(self, case: Mapping[str, Any]) -> dict[str, str]:
        """A case in words: an example of each piece."""
        found = {}
        for name, thing in self._reader.things.items():
            if name not in self._fixed:
                piece = case[name]
                shown = None if piece is None else example(_real(piece, thing.shape), "…")
                found[name] = to_text(None if shown in (ONE_EMPTY, BOTH_EMPTY) and _compares(thing) else shown)
        return found


_OTHER: Final[Mapping[Verdict, Verdict]] = {"yes": "no", "no": "yes", "unknown": "unknown"}


def _compares(thing: Thing) -> bool:
    """Whether a thing is the sign of the difference of two things compared."""
    return isinstance(thing.node, ast.Binary) and thing.node.op == "-" and not thing.may_be_empty


def _possible(shape: Shape) -> Values:
    can = EVERYTHING if shape.values is None else shape.values
    return can & among([False, True]) if shape.kind == "boolean" else can


def _real(values: Values, shape: Shape) -> Values:
    if shape.whole:
        return whole(values)
    return days(values) if shape.kind == "date" else values
