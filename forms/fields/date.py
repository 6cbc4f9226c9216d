"""A calendar date."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from forms.chars import half_width, one_line
from forms.feel.shapes import DATE, Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_PARTS = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:T?00:00(?::00)?)?\Z", re.ASCII)


@field_type
class DateField(Field):
    """A date, stored as 2026-03-13; typed also as 2026/3/13, 2026.3.13, 2026年3月13日 or 20260313."""

    type: Literal["date"] = "date"
    name: ClassVar[Text] = Text(zh="日期", en="Date")

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        if isinstance(raw, date):
            return (raw.date() if isinstance(raw, datetime) else raw).isoformat()
        found = _PARTS.match(half_width(raw))
        parts = [p for p in found.groups() if p] if found else []
        day = _day("{}-{:0>2}-{:0>2}".format(*parts)) if parts else None
        return day.isoformat() if day else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        return [] if _day(value) else [Message("not_a_date", {"value": value})]

    def feel(self, value: Value, options: OptionSource) -> Any:
        return _day(value)

    def shape(self, choices: Choices) -> Shape:
        return DATE

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        day = _day(value)
        return Indexed(day=day) if day else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return _day(value) or self.show(value, options)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return options.on.isoformat()


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
