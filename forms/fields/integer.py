"""A whole number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.numbers import read_number
from forms.text import Message, Text

LARGEST = 10**15


@field_type
class IntegerField(Field):
    """A whole number between `min` and `max`; `unit` stands beside it and may be typed with it, as 万 and 亿 may."""

    type: Literal["integer"] = "integer"
    min: int | None = None
    max: int | None = None
    unit: Text | None = None
    name: ClassVar[Text] = Text(zh="整数", en="Whole number")
    sign: ClassVar[str] = "#"
    rank: ClassVar[int] = 3

    @property
    def numeric(self) -> bool:
        return True

    @property
    def measure(self) -> Text | None:
        return self.unit

    @property
    def sheet_format(self) -> str:
        return "0"

    @property
    def sheet_width(self) -> int:
        return 14

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or (type(raw) is int and abs(raw) < LARGEST):
            return raw
        found = read_number(raw, unit_words(self.unit))
        whole = found is not None and found == found.to_integral_value() and abs(found) < LARGEST
        return int(found) if found is not None and whole else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if type(value) is not int:
            return [Message("not_integer", {"value": value})]
        if self.min is not None and value < self.min:
            return [Message("too_small", {"value": value, "limit": self.min})]
        if self.max is not None and value > self.max:
            return [Message("too_large", {"value": value, "limit": self.max})]
        return []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if type(value) is int and abs(value) >= 10_000:
            return f"{value:,}"
        return "" if value is None else str(value)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return Decimal(value) if type(value) is int else None

    def shape(self, choices: Choices) -> Shape:
        low, high = (None if end is None else Decimal(end) for end in (self.min, self.max))
        return Shape("number", values=between(low, high), whole=True)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(number=value) if type(value) is int else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return value

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        low = self.min if self.min is not None else 0
        wanted = max(low, 12 * number)
        return wanted if self.max is None else min(wanted, self.max)


def unit_words(unit: Text | None) -> tuple[str, ...]:
    """How a unit may be written behind a number."""
    return (unit.zh, unit.en or "", unit.one or "") if unit else ()
