"""A whole number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import half_width, one_line
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

LARGEST = 10**15
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.0*)?\Z", re.ASCII)


@field_type
class IntegerField(Field):
    """A whole number between `min` and `max`; `unit` stands beside it and may be typed with it."""

    type: Literal["integer"] = "integer"
    min: int | None = None
    max: int | None = None
    unit: Text | None = None
    name: ClassVar[Text] = Text(zh="整数", en="Whole number")

    @property
    def numeric(self) -> bool:
        return True

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or (type(raw) is int and abs(raw) < LARGEST):
            return raw
        text = half_width(raw)
        for unit in (self.unit.zh, self.unit.en or "", self.unit.one or "") if self.unit else ():
            text = text.removesuffix(half_width(unit))
        found = _NUMBER.match(text)
        return int(found[1] + found[2].replace(",", "")) if found else one_line(raw) or None

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
