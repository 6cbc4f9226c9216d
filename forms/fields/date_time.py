"""A day with a time."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.days import read_moment, stored_moment
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.fields.date import out_of_time, within
from forms.model import Moment
from forms.text import Message, Text


@field_type
class DateTimeField(Field):
    """A moment between `min` and `max` in local time, to the minute, stored as 2026-03-02T14:30."""

    type: Literal["date_time"] = "date_time"
    min: Moment | None = None
    max: Moment | None = None
    name: ClassVar[Text] = Text(zh="日期时间", en="Date and time")
    sign: ClassVar[str] = "时"
    searched: ClassVar[bool] = False

    @property
    def sheet_format(self) -> str:
        return "yyyy-mm-dd hh:mm"

    @property
    def sheet_width(self) -> int:
        return 19

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        moment = read_moment(raw)
        return moment.isoformat("T", "minutes") if moment else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if stored_moment(value) is None:
            return [Message("not_a_moment", {"value": value})]
        return out_of_time(value, self.min, self.max)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return str(value).replace("T", " ") if stored_moment(value) else super().show(value, options, lang)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return stored_moment(value)

    def shape(self, choices: Choices) -> Shape:
        return Shape("date and time", values=between(stored_moment(self.min), stored_moment(self.max)))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        moment = stored_moment(value)
        return Indexed(day=moment.date()) if moment else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return stored_moment(value) or self.show(value, options)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return within(f"{options.on.isoformat()}T14:30", self.min, self.max)
