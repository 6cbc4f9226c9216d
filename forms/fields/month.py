"""A month of a year."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.days import read_month
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.fields.date import out_of_time, start_of, within
from forms.model import Month
from forms.text import Message, Text


@field_type
class MonthField(Field):
    """A month between `min` and `max`, stored as 2026-03; FEEL sees its first day."""

    type: Literal["month"] = "month"
    min: Month | None = None
    max: Month | None = None
    name: ClassVar[Text] = Text(zh="年月", en="Month")
    sign: ClassVar[str] = "月"
    searched: ClassVar[bool] = False

    @property
    def sheet_width(self) -> int:
        return 12

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        month = read_month(raw)
        return month.isoformat()[:7] if month else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if _first(value) is None:
            return [Message("not_a_month", {"value": value})]
        return out_of_time(value, self.min, self.max)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return _first(value)

    def shape(self, choices: Choices) -> Shape:
        return Shape("date", values=between(start_of(self.min), start_of(self.max)))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        month = _first(value)
        return Indexed(day=month) if month else None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return within(options.on.isoformat()[:7], self.min, self.max)


def _first(value: Value) -> date | None:
    return start_of(value) if isinstance(value, str) and len(value) == 7 else None
