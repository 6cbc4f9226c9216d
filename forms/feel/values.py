"""The values of the language: kinds, conversion from Python, equality, order, three-valued logic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Final

# Decimal128 of IEEE 754, as DMN asks for. A context object of our own: the thread's context stays untouched.
DECIMAL128: Final = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[InvalidOperation, DivisionByZero, Overflow]
)
UTC: Final = dt.UTC


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A years and months duration, kept as a number of months."""

    months: int

    def __str__(self) -> str:
        years, rest = divmod(abs(self.months), 12)
        text = (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")
        return ("-" if self.months < 0 else "") + "P" + (text or "0M")

    def __neg__(self) -> Months:
        return Months(-self.months)


def months(count: int) -> Months | None:
    """A duration of so many months; None beyond a thousand million years."""
    return Months(count) if abs(count) < 12 * 10**9 else None


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high. One written as a comparison, `(>= 5)`, keeps its sign in `op` and has no other end."""

    low: Any
    high: Any
    low_closed: bool = True
    high_closed: bool = True
    op: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lambda:
    """A function value; `call` takes positional arguments and the run it counts its steps in."""

    params: tuple[str, ...]
    call: Callable[[list[Any], Any], Any]
    name: str = "function"


KINDS: Final[dict[type, str]] = {
    type(None): "null", bool: "boolean", Decimal: "number", str: "string", dt.date: "date", dt.time: "time",
    dt.datetime: "date and time", dt.timedelta: "days and time duration", Months: "years and months duration",
    list: "list", dict: "context", Range: "range", Lambda: "function",
}  # fmt: skip
"""Every type that is a value of the language, with the name of its kind."""
_PLAIN: Final = frozenset(KINDS) - {list, dict}
_SCALARS: Final = frozenset({bool, Decimal, str, Months, dt.timedelta})


def kind(value: Any) -> str:
    """The name of a value's type, as `instance of` and the messages know it."""
    return KINDS.get(type(value), "function")


def number(value: Any) -> Decimal | None:
    """A Python number as a decimal of 34 digits; None when it is not finite or too large."""
    try:
        found = DECIMAL128.create_decimal(repr(value) if isinstance(value, float) else value)
    except ArithmeticError:
        return None
    return found if found.is_finite() else None


def _is_small(value: Decimal) -> bool:
    """Whether a decimal surely lies within Decimal128; beyond, even making it a whole number could take for ever."""
    return value.is_finite() and -6000 < value.adjusted() < 6000


def from_python(value: Any) -> Any:
    """Any Python value as a value of the language: ints and floats become decimals, mappings become dicts."""
    shape = type(value)
    if shape in _PLAIN:
        return number(value) if shape is Decimal and not _is_small(value) else value
    if shape is int:
        return Decimal(value) if -_LARGE < value < _LARGE else number(value)
    if shape is dict:
        return {str(key): from_python(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [from_python(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): from_python(each) for key, each in value.items()}
    if isinstance(value, (int, float)):
        return number(value)
    return _subclass(value)


def taken(value: Any) -> Any:
    """A value as it is read from a context: converted, but for contexts, whose entries are when they are read."""
    shape = type(value)
    if shape in READY or shape is dict:
        return value
    return taken_list(value) if shape is list else from_python(value)


def are_numbers(values: list[Any]) -> bool:
    """Whether all are finite decimals; Python itself refuses to ask anything else."""
    try:
        return all(map(Decimal.is_finite, values))
    except TypeError:
        return False


def taken_list(values: list[Any]) -> list[Any]:
    """The same for all items at once; most lists hold one kind of value."""
    shape = type(values[0]) if values else str
    if shape is Decimal and are_numbers(values):
        return values
    if list(map(type, values)).count(shape) < len(values):
        return [from_python(each) for each in values]
    if shape is int and min(values) > -_LARGE and max(values) < _LARGE:
        return list(map(Decimal, values))
    return values if shape is dict or shape in READY else [from_python(each) for each in values]


READY: Final = frozenset({str, bool, type(None), dt.date, Months, dt.timedelta})
"""Types that are values of the language as they are."""
_LARGE: Final = 10**30


def _subclass(value: Any) -> Any:
    """Subclasses (a str enumeration, a date of some library) as the plain type they extend."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dt.datetime):
        return dt.datetime.combine(value.date(), value.timetz(), value.tzinfo)
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, value.day)
    if isinstance(value, dt.timedelta):
        return dt.timedelta(value.days, value.seconds, value.microseconds)
    if isinstance(value, (set, frozenset)):
        return sorted((from_python(each) for each in value), key=repr)
    return None


def equal(left: Any, right: Any, spend: Callable[[int], None] | None = None) -> bool | None:
    """`left = right`: true, false, or null when they are of different kinds."""
    if left is None or right is None:
        return left is right
    shape = type(left)
    if shape is not type(right) or shape not in KINDS:
        return _equal_read(left, right, spend)
    if shape in _SCALARS:
        return bool(left == right)
    if shape is list:
        return left is right or _equal_lists(left, right, spend)
    if shape is dict:
        return left is right or _equal_contexts(left, right, spend)
    if shape is Range:
        return _equal_ranges(left, right)
    return _equal_moments(left, right)


def _equal_read(left: Any, right: Any, spend: Callable[[int], None] | None) -> bool | None:
    """Values of different types, or of Python's: entries of contexts that were not read by name yet."""
    if type(left) in KINDS and type(right) in KINDS:
        return None
    return equal(from_python(left), from_python(right), spend)


def same(left: Any, right: Any, spend: Callable[[int], None] | None = None) -> bool:
    """Whether two values are surely equal."""
    return equal(left, right, spend) is True


def _equal_lists(left: list[Any], right: list[Any], spend: Callable[[int], None] | None) -> bool | None:
    if spend:
        spend(min(len(left), len(right)) + 1)
    if len(left) != len(right):
        return False
    return _all(equal(a, b, spend) for a, b in zip(left, right, strict=True))


def _equal_contexts(left: dict[str, Any], right: dict[str, Any], spend: Callable[[int], None] | None) -> bool | None:
    if spend:
        spend(len(left) + 1)
    if left.keys() != right.keys():
        return False
    return _all(equal(each, right[key], spend) for key, each in left.items())


def _all(answers: Any) -> bool | None:
    found: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            found = False  # different kinds inside a list make the lists different
    return found


def _equal_ranges(left: Range, right: Range) -> bool:
    alike = (left.low_closed, left.high_closed, left.op) == (right.low_closed, right.high_closed, right.op)
    return alike and same(left.low, right.low) and same(left.high, right.high)


def _equal_moments(left: Any, right: Any) -> bool | None:
    if type(left) is dt.date:
        return bool(left == right)
    if isinstance(left, dt.time):
        left, right = on_a_day(left), on_a_day(right)
    if (left.tzinfo is None) != (right.tzinfo is None):
        return False
    # The standard compares moments by their whole seconds.
    return bool(left.replace(microsecond=0) == right.replace(microsecond=0))


def on_a_day(time: dt.time) -> dt.datetime:
    """A time on some fixed day, so that times of different zones can be compared."""
    return dt.datetime.combine(dt.date(2000, 1, 2), time, time.tzinfo)


def order(left: Any, right: Any) -> int | None:
    """-1, 0 or 1 as left lies before, at or after right; None when they have no order."""
    shape = type(left)
    if shape is not type(right) or shape not in _ORDERED:
        return None
    if shape is dt.time:
        left, right = on_a_day(left), on_a_day(right)
    try:
        return int(left > right) - int(left < right)
    except TypeError:  # one with a time zone, one without
        return None


_ORDERED: Final = frozenset({Decimal, str, dt.date, dt.datetime, dt.time, dt.timedelta, Months})


def inside(value: Any, within: Range) -> bool | None:
    """Whether a value lies in a range; null when that cannot be compared."""
    if within.op == "=":
        return equal(value, within.low)
    after = within.op in ("<", "<=") or _beyond(order(value, within.low), within.low_closed, 1)
    before = within.op in (">", ">=") or _beyond(order(value, within.high), within.high_closed, -1)
    return both(after, before)


def _beyond(compared: int | None, closed: bool, side: int) -> bool | None:
    return None if compared is None else compared == side or (closed and compared == 0)


def both(left: Any, right: Any) -> bool | None:
    """Three-valued `and`; what is neither true nor false counts as null."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def satisfied(value: Any) -> bool:
    """Only true satisfies a condition."""
    return value is True


def broken(value: Any) -> bool:
    """Only false breaks a rule."""
    return value is False
