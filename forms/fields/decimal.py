"""A number with digits after the point."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field as Attr

from forms.chars import one_line
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.fields.integer import unit_words
from forms.model import Amount
from forms.numbers import (
    as_decimal,
    canonical_number,
    digits_after,
    grouped_digits,
    read_number,
    scaled,
    sheet_number,
)  # fmt: skip
from forms.text import Message, Text


@field_type
class DecimalField(Field):
    """An exact number between `min` and `max` with at most `scale` digits after the point; stored as text."""

    type: Literal["decimal"] = "decimal"
    min: Amount | None = None
    max: Amount | None = None
    digits: int = Attr(default=2, alias="scale")
    unit: Text | None = None
    name: ClassVar[Text] = Text(zh="小数", en="Decimal number")
    sign: ClassVar[str] = ".0"
    rank: ClassVar[int] = 4

    @property
    def numeric(self) -> bool:
        return True

    @property
    def scale(self) -> int:
        return self.digits

    @property
    def measure(self) -> Text | None:
        return self.unit

    @property
    def sheet_format(self) -> str:
        return "#,##0" + ("." + "0" * self.digits if self.digits > 0 else "")

    @property
    def sheet_width(self) -> int:
        return 16

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        found = read_number(raw, unit_words(self.unit))
        return one_line(raw) or None if found is None else canonical_number(found, self.digits)

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        number = as_decimal(value)
        if number is None:
            return [Message("not_a_number", {"value": value})]
        return bounds(self.show(value, options), number, self.digits, self.min, self.max)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if as_decimal(value) is None:
            return "" if value is None else str(value)
        return grouped_digits(value)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return as_decimal(value)

    def shape(self, choices: Choices) -> Shape:
        low, high = (None if end is None else Decimal(end) for end in (self.min, self.max))
        return Shape("number", values=between(low, high), whole=self.digits == 0)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        number = as_decimal(value)
        whole = None if number is None else scaled(number, self.scale)
        return None if whole is None else Indexed(number=whole)

    def cell(self, value: Value, options: OptionSource) -> Any:
        number = as_decimal(value)
        found = None if number is None else sheet_number(number)
        return value if found is None else found

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        wanted = Decimal(12 * number) + Decimal(5).scaleb(-1) * (self.digits > 0)
        low, high = (None if end is None else Decimal(end) for end in (self.min, self.max))
        wanted = wanted if low is None else max(low, wanted)
        return canonical_number(wanted if high is None else min(high, wanted), self.digits)


def bounds(shown: str, number: Decimal, digits: int, low: str | None, high: str | None) -> list[Message]:
    """What is wrong with a number: too many digits after the point, too small, too large; ends in its own unit."""
    if digits_after(number) > digits:
        return [Message("too_precise" if digits else "not_whole", {"value": shown, "digits": digits})]
    if low is not None and number < Decimal(low):
        return [Message("too_small", {"value": shown, "limit": grouped_digits(low)})]
    if high is not None and number > Decimal(high):
        return [Message("too_large", {"value": shown, "limit": grouped_digits(high)})]
    return []
