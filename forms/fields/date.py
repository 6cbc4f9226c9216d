"""A calendar date."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.days import read_day, stored_day
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.model import Day
from forms.text import Message, Text


@field_type
class DateField(Field):
    """A date between `min` and `max`, stored as 2026-03-13; typed also as 2026/3/13, 2026.3.13 or 2026年3月13日."""

    type: Literal["date"] = "date"
    min: Day | None = None
    max: Day | None = None
    name: ClassVar[Text] = Text(zh="日期", en="Date")
    sign: ClassVar[str] = "日"
    rank: ClassVar[int] = 6
    searched: ClassVar[bool] = False

    @property
    def sheet_format(self) -> str:
        return "yyyy-mm-dd"

    @property
    def sheet_width(self) -> int:
        return 14

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        day = read_day(raw)
        return day.isoformat() if day else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if stored_day(value) is None:
            return [Message("not_a_date", {"value": value})]
        return out_of_time(value, self.min, self.max)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return stored_day(value)

    def shape(self, choices: Choices) -> Shape:
        return Shape("date", values=between(stored_day(self.min), stored_day(self.max)))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        day = stored_day(value)
        return Indexed(day=day) if day else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return stored_day(value) or self.show(value, options)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return within(options.on.isoformat(), self.min, self.max)


def out_of_time(value: str, first: str | None, last: str | None) -> list[Message]:
    """What is wrong with a day, month or moment that has to lie between two; as texts they have their order."""
    if first is not None and value < first:
        return [Message("too_early", {"value": value.replace("T", " "), "limit": first.replace("T", " ")})]
    if last is not None and value > last:
        return [Message("too_late", {"value": value.replace("T", " "), "limit": last.replace("T", " ")})]
    return []


def within(value: str, first: str | None, last: str | None) -> str:
    """The value, or the end that is nearest to it."""
    return first if first is not None and value < first else last if last is not None and value > last else value


def start_of(day: str | None) -> date | None:
    """The first day of a month, 2026-03."""
    return stored_day(f"{day}-01") if day else None
