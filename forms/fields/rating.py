"""A rating: one of a few steps."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import half_width, one_line
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_NUMBER = re.compile(r"(\d{1,2})(?:\.0)?(?:分|星|/\d{1,2})?\Z", re.ASCII)


@field_type
class RatingField(Field):
    """A whole number from 1 to `steps`; `labels` name the steps from the lowest on."""

    type: Literal["rating"] = "rating"
    steps: int = 5
    labels: list[Text] = []
    name: ClassVar[Text] = Text(zh="评分", en="Rating")
    sign: ClassVar[str] = "★"
    searched: ClassVar[bool] = False

    @property
    def sheet_format(self) -> str:
        return "@" if self.labels else "0"

    @property
    def sheet_width(self) -> int:
        return 12

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or type(raw) is int:
            return raw if raw is None or abs(raw) < 1000 else str(raw)
        said = half_width(raw)
        for number, label in enumerate(self.labels, 1):
            if said.casefold() in {half_width(w).casefold() for w in (label.zh, label.en) if w}:
                return number
        if said and set(said) <= {"★", "☆"} and len(said) <= 99:
            return said.count("★")
        found = _NUMBER.match(said)
        return int(found[1]) if found else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if type(value) is int and 1 <= value <= self.steps:
            return []
        return [Message("not_a_rating", {"value": value, "limit": self.steps})]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if type(value) is not int:
            return "" if value is None else str(value)
        if 1 <= value <= len(self.labels):
            return self.labels[value - 1].say(lang)
        return f"{value} / {self.steps}" if 0 <= value <= 99 else str(value)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return Decimal(value) if type(value) is int else None

    def shape(self, choices: Choices) -> Shape:
        return Shape("number", values=between(Decimal(1), Decimal(self.steps)), whole=True)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(number=value) if type(value) is int and not self.problems(value, options) else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return self.show(value, options) if self.labels else value

    def sheet_choices(self, options: OptionSource) -> list[str]:
        return [label.zh for label in self.labels]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return (number + self.steps - 2) % self.steps + 1
