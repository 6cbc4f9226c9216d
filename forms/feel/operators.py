"""Arithmetic and comparison: pure functions of two values, None where the language has no answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from forms.feel import limits, temporal
from forms.feel.errors import LimitReached
from forms.feel.values import DECIMAL128, Months, months, on_a_day, order

_MOMENTS: Final = frozenset({dt.date, dt.datetime})
_POINTS: Final = frozenset({dt.date, dt.datetime, dt.time})


def add(left: Any, right: Any) -> Any:
    """`left + right`."""
    one, two = type(left), type(right)
    if one is Decimal and two is Decimal:
        return DECIMAL128.add(left, right)
    if one is str and two is str:
        return _text(left + right)
    if one is two and one in (dt.timedelta, Months):
        return _span(lambda: left + right) if one is dt.timedelta else months(left.months + right.months)
    if two in _POINTS:
        left, right = right, left
    return _later(left, right)


def subtract(left: Any, right: Any) -> Any:
    """`left - right`."""
    one, two = type(left), type(right)
    if one is Decimal and two is Decimal:
        return DECIMAL128.subtract(left, right)
    if one is two and one in (dt.timedelta, Months):
        return _span(lambda: left - right) if one is dt.timedelta else months(left.months - right.months)
    if one in _MOMENTS and two in _MOMENTS:
        return _distance(left, right)
    if one is dt.time and two is dt.time:
        return _distance(on_a_day(left), on_a_day(right))
    return _later(left, -right) if two in (dt.timedelta, Months) else None


def _later(left: Any, right: Any) -> Any:
    if type(right) is Months and type(left) in _MOMENTS:
        return temporal.add_months(left, right.months)
    if type(right) is dt.timedelta and type(left) in _POINTS:
        return temporal.add_span(left, right)
    return None


def _distance(left: Any, right: Any) -> dt.timedelta | None:
    if type(left) is not type(right):
        left, right = temporal.as_moment(left), temporal.as_moment(right)
    elif type(left) is dt.datetime and left.tzinfo is not None and right.tzinfo is not None:
        left, right = left.astimezone(dt.UTC), right.astimezone(dt.UTC)
    try:
        return left - right  # type: ignore[no-any-return]
    except TypeError:  # one with a time zone, one without
        return None


def multiply(left: Any, right: Any) -> Any:
    """`left * right`."""
    one, two = type(left), type(right)
    if one is Decimal and two is Decimal:
        return DECIMAL128.multiply(left, right)
    if one is Decimal:
        left, right, two = right, left, one
    return _scaled(left, lambda base: DECIMAL128.multiply(base, right)) if two is Decimal else None


def divide(left: Any, right: Any) -> Any:
    """`left / right`; None for a division by zero."""
    one, two = type(left), type(right)
    if two is Decimal:
        if not right:
            return None
        if one is Decimal:
            return DECIMAL128.divide(left, right)
        return _scaled(left, lambda base: DECIMAL128.divide(base, right))
    if one is two and one in (dt.timedelta, Months):
        return _ratio(left, right)
    return None


def power(left: Any, right: Any) -> Any:
    """`left ** right`."""
    if type(left) is not Decimal or type(right) is not Decimal:
        return None
    if not left and not right:
        return Decimal(1)
    return DECIMAL128.power(left, right)


def negate(value: Any) -> Any:
    """`-value`."""
    if type(value) is Decimal:
        return DECIMAL128.minus(value)
    return -value if type(value) in (dt.timedelta, Months) else None


def _scaled(span: Any, scale: Callable[[Decimal], Decimal]) -> Any:
    if type(span) is Months:
        return months(int(scale(Decimal(span.months))))
    if type(span) is dt.timedelta:
        return _span(lambda: from_seconds(scale(temporal.seconds_of(span))))
    return None


def from_seconds(seconds: Decimal) -> dt.timedelta:
    """A duration of exactly so many seconds, down to the microsecond."""
    return dt.timedelta(microseconds=int(DECIMAL128.multiply(seconds, Decimal(1_000_000))))


def _ratio(left: Any, right: Any) -> Decimal | None:
    if type(left) is Months:
        return DECIMAL128.divide(Decimal(left.months), Decimal(right.months)) if right.months else None
    below = temporal.seconds_of(right)
    return DECIMAL128.divide(temporal.seconds_of(left), below) if below else None


def _span(compute: Callable[[], dt.timedelta]) -> dt.timedelta | None:
    try:
        return compute()
    except OverflowError:
        return None


def _text(text: str) -> str:
    if len(text) > limits.TEXT:
        raise LimitReached("text_too_long")
    return text


def less(left: Any, right: Any) -> bool | None:
    """`left < right`."""
    compared = order(left, right)
    return None if compared is None else compared < 0


def at_most(left: Any, right: Any) -> bool | None:
    """`left <= right`."""
    compared = order(left, right)
    return None if compared is None else compared <= 0


def greater(left: Any, right: Any) -> bool | None:
    """`left > right`."""
    return less(right, left)


def at_least(left: Any, right: Any) -> bool | None:
    """`left >= right`."""
    return at_most(right, left)


ARITHMETIC: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "**": power,
}  # fmt: skip
ORDERS: Final[dict[str, Callable[[Any, Any], bool | None]]] = {
    "<": less, "<=": at_most, ">": greater, ">=": at_least,
}  # fmt: skip
