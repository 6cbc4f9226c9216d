"""From one day to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.days import read_day, read_period, stored_day
from forms.feel.shapes import DATE, WHOLE, Shape, grouped
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.fields.date import out_of_time, within
from forms.model import Day
from forms.text import Message, Text

ENDS = ("from", "until")


@field_type
class PeriodField(Field):
    """Days from one to another, both counted; at most `max_days`, within `min` and `max`.

    FEEL sees `from`, `until` and the number of `days`. A period of which only one end was chosen is kept as it is.
    """

    type: Literal["period"] = "period"
    min: Day | None = None
    max: Day | None = None
    max_days: int | None = None
    width: int = 2
    name: ClassVar[Text] = Text(zh="起止日期", en="Period")
    sign: ClassVar[str] = "⇿"
    searched: ClassVar[bool] = False

    @property
    def sheet_width(self) -> int:
        return 28

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if isinstance(raw, Mapping):
            ends = {k: day.isoformat() for k in ENDS if raw.get(k) is not None and (day := read_day(raw[k]))}
            return ends or None
        if raw is None:
            return None
        found = read_period(raw)
        return dict(zip(ENDS, found, strict=True)) if found else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        ends = _ends(value)
        if ends is None:
            return [Message("not_a_period" if isinstance(value, str) else "period_open", {"value": value})]
        first, last = value["from"], value["until"]
        if ends[1] < ends[0]:
            return [Message("period_backwards", {"first": first, "last": last})]
        days = (ends[1] - ends[0]).days + 1
        if self.max_days is not None and days > self.max_days:
            return [Message("period_long", {"days": days, "limit": self.max_days})]
        return out_of_time(first, self.min, self.max) or out_of_time(last, self.min, self.max)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if not isinstance(value, Mapping):
            return "" if value is None else str(value)
        between = " 至 " if lang == "zh" else " to "
        return between.join(str(value.get(end) or "…") for end in ENDS)

    def feel(self, value: Value, options: OptionSource) -> Any:
        ends = _ends(value)
        if ends is None or ends[1] < ends[0]:
            return None
        return {"from": ends[0], "until": ends[1], "days": Decimal((ends[1] - ends[0]).days + 1)}

    def shape(self, choices: Choices) -> Shape:
        return grouped({"from": DATE, "until": DATE, "days": WHOLE})

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        """The first day: what a list is sorted by."""
        ends = _ends(value)
        return Indexed(day=ends[0]) if ends else None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        days = min(90, (self.max_days or 90) - 1)
        first = within(options.on.isoformat(), self.min, self.max)
        return {"from": first, "until": within(_later(first, days), self.min, self.max)}


def _ends(value: Value) -> tuple[date, date] | None:
    """Both ends; None where one is missing."""
    if not isinstance(value, Mapping):
        return None
    first, last = (stored_day(value.get(end)) for end in ENDS)
    return (first, last) if first and last else None


def _later(day: str, days: int) -> str:
    found = stored_day(day)
    return (found + timedelta(days)).isoformat() if found and found.year < 9998 else day
