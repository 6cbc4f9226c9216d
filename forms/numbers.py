"""Exact numbers as people write them: full-width digits, thousands separators, 万 and 亿, units behind the number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any, Final

from forms.chars import half_width

DIGITS: Final = 30
"""Digits that a number may have; FEEL keeps 34."""
LARGEST_INDEX: Final = 2**63
"""The value table holds 64 bits."""
_EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{0,30})?|\.\d{1,30}"
_TIMES: Final = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_PIECE = re.compile(rf"({_DIGITS})(万亿|千万|百万|亿|万|千)?", re.ASCII)
_WHOLE = re.compile(rf"(?:(?:{_DIGITS})(?:万亿|千万|百万|亿|万|千)?){{1,4}}\Z", re.ASCII)
_FLOAT = re.compile(r"\d(?:\.\d{1,20})?e([+-]\d{1,2})\Z", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "–": "-", "—": "-", "、": ","})


def read_number(raw: Any, units: Iterable[str] = ()) -> Decimal | None:
    """The exact number that is written, a unit behind it left aside; None for what is no number."""
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() and _short(raw) else None
    text = half_width(raw).translate(_SIGNS)
    for unit in units:
        if unit and len(text) > len(unit):
            text = text.removesuffix(half_width(unit))
    sign = -1 if text.startswith("-") else 1
    found = _read(text.removeprefix("-" if sign < 0 else "+"))
    return None if found is None or not _short(found) else _EXACT.multiply(found, sign)


def _read(text: str) -> Decimal | None:
    if _FLOAT.match(text.lower()):  # how a tiny or huge number of a sheet arrives
        return Decimal(text)
    return _pieces(text) if _WHOLE.match(text) else None


def _pieces(text: str) -> Decimal | None:
    """`1亿2000万` and `3万5000`: each piece smaller than the one before; `3万5` says nothing sure."""
    total, room = Decimal(0), None
    for digits, times in _PIECE.findall(text):
        shift = _TIMES.get(times, 0)
        piece = _EXACT.scaleb(Decimal(digits.replace(",", "")), shift)
        if room is not None and not (shift < room and 10 ** (room - 1) <= piece < 10**room):
            return None
        total, room = _EXACT.add(total, piece), shift
    return total


def _short(value: Decimal) -> bool:
    """Whether all its digits are kept by everything that reckons with it."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS and value.adjusted() < DIGITS and _count(value) <= DIGITS


def _count(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def canonical_number(value: Decimal, scale: int) -> str:
    """The stored text: `scale` digits after the point where they are enough, else as many as it has."""
    plain = value.normalize(_EXACT)
    exponent = plain.as_tuple().exponent
    digits = max(scale, -exponent) if isinstance(exponent, int) else scale
    text = f"{plain.quantize(Decimal(1).scaleb(-digits), context=_EXACT):f}"
    return text.removeprefix("-") if not plain else text


def as_decimal(text: Any) -> Decimal | None:
    """A stored number as it is reckoned with; None for a text that is none."""
    try:
        found = Decimal(text) if isinstance(text, str) and _STORED.match(text) else None
    except InvalidOperation:
        return None
    return found if found is not None and _short(found) else None


_STORED = re.compile(r"-?\d{1,60}(?:\.\d{1,60})?\Z", re.ASCII)


def digits_after(value: Decimal) -> int:
    """How many digits after the point a number has, zeros at the end aside."""
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shifted(value: Decimal, places: int) -> Decimal:
    """The number with its point moved to the right."""
    return _EXACT.scaleb(value, places)


def scaled(value: Decimal, scale: int) -> int | None:
    """The whole number that the value table holds; None where it is no such number or too large."""
    moved = shifted(value, scale)
    whole = int(moved) if moved == moved.to_integral_value(context=_EXACT) else None
    return whole if whole is not None and abs(whole) < LARGEST_INDEX else None


def grouped_digits(text: str) -> str:
    """The number with separators from 10,000 on, as a person reads it."""
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > 4 else text


def sheet_number(value: Decimal) -> int | float | None:
    """The number for a sheet; None where a sheet, which keeps 15 digits, would lose some."""
    plain = value.normalize(_EXACT)
    if _count(plain) > 15 or plain.adjusted() >= 15:
        return None
    return int(plain) if plain == plain.to_integral_value(context=_EXACT) else float(plain)


def total_of(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    total = Decimal(0)
    for number in numbers:
        total = _EXACT.add(total, number)
    return total
