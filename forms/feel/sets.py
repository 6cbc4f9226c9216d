"""Sets of values of one kind: what a test lets pass, what a field can hold.

A set is made of parts that begin and end at cuts between values; a cut lies just before a value or just after it.
So `[1..3)` runs from before 1 to before 3, a single value from before itself to after itself, and union, section and
what is left over need no cases for open and closed ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cmp_to_key, lru_cache
from typing import Any, Final

from forms.feel.values import Months, Range, order

BEFORE, AFTER = 0, 1
_FIRST, _LAST = -1, 2


class Incomparable(ValueError):
    """Two values that have no order: of different kinds, or one with a time zone and one without."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place between values: before or after `value`; without one the beginning or the end of all."""

    value: Any
    side: int

    @property
    def rank(self) -> int:
        return self.side if self.side in (_FIRST, _LAST) else 0


BEGINNING: Final = Cut(None, _FIRST)
END: Final = Cut(None, _LAST)


def _compare(left: Cut, right: Cut) -> int:
    if left.rank or right.rank:
        return (left.rank > right.rank) - (left.rank < right.rank)
    compared = order(_plain(left.value), _plain(right.value))
    if compared is None:
        raise Incomparable
    return compared or left.side - right.side


def _plain(value: Any) -> Any:
    return Decimal(value) if isinstance(value, bool) else value  # false lies before true


_key = cmp_to_key(_compare)
Part = tuple[Cut, Cut]


@dataclass(frozen=True, slots=True)
class Values:
    """A set of values: its parts in order, apart from each other."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __or__(self, other: Values) -> Values:
        return _joined((*self.parts, *other.parts))

    def __and__(self, other: Values) -> Values:
        shared = (
            (max(a[0], b[0], key=_key), min(a[1], b[1], key=_key)) for a in self.parts for b in other.parts
        )
        return _joined(shared)

    def __invert__(self) -> Values:
        ends = [BEGINNING, *(cut for part in self.parts for cut in part), END]
        return _joined(zip(ends[::2], ends[1::2], strict=True))

    def __sub__(self, other: Values) -> Values:
        return self & ~other

    def __contains__(self, value: object) -> bool:
        return bool(self & single(value))

    @property
    def cuts(self) -> Iterator[Cut]:
        """Where it begins and ends."""
        return (cut for part in self.parts for cut in part)


def _joined(parts: Iterable[Part]) -> Values:
    """Parts in order, those that touch made one, those without room left out."""
    found: list[Part] = []
    for low, high in sorted((p for p in parts if _compare(*p) < 0), key=lambda p: _key(p[0])):
        if found and _compare(low, found[-1][1]) <= 0:
            found[-1] = (found[-1][0], max(found[-1][1], high, key=_key))
        else:
            found.append((low, high))
    return Values(tuple(found))


NOTHING: Final = Values()
EVERYTHING: Final = Values(((BEGINNING, END),))


def single(value: Any) -> Values:
    """The set of one value."""
    return Values(((Cut(value, BEFORE), Cut(value, AFTER)),))


def among(values: Iterable[Any]) -> Values:
    """The set of these values; raises Incomparable when they are of different kinds."""
    held = tuple(values)
    if all(type(value) is str for value in held):
        return _words(held)
    return _joined(part for value in held for part in single(value).parts)


@lru_cache(maxsize=256)  # a code list is asked for by each of its fields, wherever an expression sees them
def _words(held: tuple[str, ...]) -> Values:
    return _joined(part for value in held for part in single(value).parts)


def between(low: Any, high: Any, low_closed: bool = True, high_closed: bool = True) -> Values:
    """From one value to another; None is without end."""
    first = BEGINNING if low is None else Cut(low, BEFORE if low_closed else AFTER)
    last = END if high is None else Cut(high, AFTER if high_closed else BEFORE)
    return _joined([(first, last)])


def compared(op: str, value: Any) -> Values:
    """All values of which `op value` is true."""
    if op in ("=", "!="):
        return single(value) if op == "=" else ~single(value)
    closed = op.endswith("=")
    return between(None, value, True, closed) if op[0] == "<" else between(value, None, closed)


def of_range(found: Range) -> Values:
    """The values inside a range."""
    if found.op:
        return compared(found.op, found.high if found.op[0] == "<" else found.low)
    return between(found.low, found.high, found.low_closed, found.high_closed)


def boundaries(sets: Iterable[Values]) -> list[Part]:
    """The pieces into which all these sets cut the whole: none of them begins or ends inside one."""
    cuts = {BEGINNING, END, *(cut for each in sets for cut in each.cuts)}
    ordered = sorted(cuts, key=_key)
    return [(a, b) for a, b in zip(ordered, ordered[1:], strict=False) if _compare(a, b) < 0]


def whole(values: Values) -> Values:
    """What of a set are whole numbers; two that follow each other leave nothing between them."""
    return _stepwise(values, _least_whole)


def days(values: Values) -> Values:
    """What of a set of dates are days; two that follow each other leave nothing between them."""
    return _stepwise(values, _first_day)


def _stepwise(values: Values, least: Callable[[Cut], Cut]) -> Values:
    """Both ends of each part moved up to just before the next step, joined, and the upper ends put back."""
    joined = _joined((least(low), least(high)) for low, high in values.parts)
    return Values(tuple((low, _closed(high)) for low, high in joined.parts))


def _least_whole(cut: Cut) -> Cut:
    if type(cut.value) is not Decimal:
        return cut
    least = cut.value.to_integral_value(ROUND_CEILING)
    return Cut(least + 1 if least == cut.value and cut.side == AFTER else least, BEFORE)


def _first_day(cut: Cut) -> Cut:
    if type(cut.value) is not dt.date or cut.side == BEFORE or cut.value == dt.date.max:
        return cut
    return Cut(cut.value + dt.timedelta(1), BEFORE)


def _closed(high: Cut) -> Cut:
    """`before 5` as `after 4`."""
    if high.side != BEFORE:
        return high
    return Cut(high.value - (1 if type(high.value) is Decimal else dt.timedelta(1)), AFTER)


def example(values: Values, like: Any = None) -> Any:
    """One value of a set, a plain one; `like` is any value of the kind, for a set without ends. None if it is empty."""
    for low, high in values.parts:
        if low.side == BEFORE:
            return low.value
        if high.side == AFTER:
            return high.value
        if low.rank and high.rank:
            return like
        return _above(low.value, high) if not low.rank else _below(high.value)
    return None


_STEPS: Final[dict[type, Any]] = {
    Decimal: Decimal(1), dt.date: dt.timedelta(1), dt.datetime: dt.timedelta(hours=1), dt.timedelta: dt.timedelta(1),
    Months: Months(1),
}  # fmt: skip


def _above(value: Any, high: Cut) -> Any:
    """A value after this one and before `high`."""
    if type(value) is str:
        return value + "_"
    found = _stepped(value, 1)
    if high.rank or found is None or _compare(Cut(found, AFTER), high) <= 0:
        return found
    return (value + high.value) / 2 if type(value) is Decimal else value + (high.value - value) / 2


def _below(value: Any) -> Any:
    return "" if type(value) is str else _stepped(value, -1)


def _stepped(value: Any, count: int) -> Any:
    step = _STEPS.get(type(value))
    if type(value) is Months:
        return Months(value.months + count)
    try:
        return None if step is None else value + step * count
    except OverflowError:
        return None
