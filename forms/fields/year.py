"""A calendar year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.days import read_year
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text


@field_type
class YearField(Field):
    """A year between `min` and `max`, stored as a whole number; typed also as 2026年, 2026年度, 二〇二六年."""

    type: Literal["year"] = "year"
    min: int = 1900
    max: int = 2200
    name: ClassVar[Text] = Text(zh="年份", en="Year")
    sign: ClassVar[str] = "年"
    searched: ClassVar[bool] = False

    @property
    def sheet_format(self) -> str:
        return "0"

    @property
    def sheet_width(self) -> int:
        return 10

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or (type(raw) is int and 1 <= raw <= 9999):
            return raw
        year = read_year(raw)
        return one_line(raw) or None if year is None else year

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if type(value) is not int:
            return [Message("not_a_year", {"value": value})]
        year = {"value": str(value)}
        if value < self.min:
            return [Message("too_early", {**year, "limit": str(self.min)})]
        return [Message("too_late", {**year, "limit": str(self.max)})] if value > self.max else []

    def feel(self, value: Value, options: OptionSource) -> Any:
        return Decimal(value) if type(value) is int else None

    def shape(self, choices: Choices) -> Shape:
        return Shape("number", values=between(Decimal(self.min), Decimal(self.max)), whole=True)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(number=value) if type(value) is int else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return value

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return min(max(options.on.year, self.min), self.max)
