"""Numeric and boolean functions."""

from __future__ import annotations

import re
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)  # fmt: skip
from typing import Any, Final

from forms.feel.functions.registry import REGISTRY
from forms.feel.values import DECIMAL128, Months, number

feel = REGISTRY.add
_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SCALES: Final = range(-6111, 6177)
_FARTHEST: Final = 10_000  # so far a number may be from being made a whole one


def _rounded(value: Decimal, scale: Decimal, way: str) -> Decimal | None:
    if abs(scale) > _FARTHEST or int(scale) not in _SCALES:
        return None
    if -value.as_tuple().exponent <= scale:  # type: ignore[operator]
        return value
    found = value.quantize(Decimal(1).scaleb(-int(scale)), way, DECIMAL128)
    return found.quantize(Decimal(1)) if scale < 0 else found


@feel("decimal(n: number, scale: number) -> number")
def decimal(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_EVEN)


@feel("round up(n: number, scale?: number) -> number")
def round_up(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_UP)


@feel("round down(n: number, scale?: number) -> number")
def round_down(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_DOWN)


@feel("round half up(n: number, scale?: number) -> number")
def round_half_up(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_UP)


@feel("round half down(n: number, scale?: number) -> number")
def round_half_down(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_DOWN)


@feel("floor(n: number, scale?: number) -> number")
def floor(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_FLOOR)


@feel("ceiling(n: number, scale?: number) -> number")
def ceiling(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounded(n, scale, ROUND_CEILING)


@feel("abs(n: number|duration) -> first")
def absolute(n: Any) -> Any:
    if isinstance(n, Months):
        return Months(abs(n.months))
    return DECIMAL128.abs(n) if isinstance(n, Decimal) else abs(n)


@feel("modulo(dividend: number, divisor: number) -> number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    if not divisor:
        return None
    # The result bears the sign of the divisor, unlike Python's decimal remainder.
    rest = DECIMAL128.remainder(dividend, divisor)
    return DECIMAL128.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@feel("sqrt(number: number) -> number")
def sqrt(n: Decimal) -> Decimal | None:
    return DECIMAL128.sqrt(n) if n >= 0 else None


@feel("log(number: number) -> number")
def log(n: Decimal) -> Decimal | None:
    return DECIMAL128.ln(n) if n > 0 else None


@feel("exp(number: number) -> number")
def exp(n: Decimal) -> Decimal:
    return DECIMAL128.exp(n)


@feel("odd(number: number) -> boolean")
def odd(n: Decimal) -> bool:
    return abs(DECIMAL128.remainder(n, Decimal(2))) == 1


@feel("even(number: number) -> boolean")
def even(n: Decimal) -> bool:
    return not DECIMAL128.remainder(n, Decimal(2))


@feel("not(negand: boolean|null) -> boolean")
def negated(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


@feel(
    "number(from: string|number) -> number",
    "number(from: string, grouping separator: string|null, decimal separator?: string|null) -> number",
)
def to_number(text: Any, grouping: str | None = None, point: str | None = None) -> Decimal | None:
    if isinstance(text, Decimal):
        return text
    if grouping not in (None, " ", ",", ".") or point not in (None, ".", ",") or (grouping and grouping == point):
        return None
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(point, ".") if point else plain
    return number(plain) if _NUMBER.fullmatch(plain) else None
