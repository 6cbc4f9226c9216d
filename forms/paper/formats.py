"""How a value is written where a path ends: the usual way by its kind, and the further ways that a kind has.

`{{ 受理日期 }}` is 2026年3月5日, `{{ 受理日期.汉字 }}` is 二〇二六年三月五日.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from forms.feel.shapes import Shape
from forms.fields import Field, OptionSource
from forms.fields.computed import ComputedField
from forms.fields.money import MoneyField
from forms.paper.chinese import amount, counted, long_day, written_day

Way = Callable[[Any], str]

FORMATS: Final[Mapping[str, Mapping[str, Way]]] = {
    "text": {},
    "day": {
        "汉字": written_day,
        "数字": lambda day: day.isoformat(),
        "年": lambda day: str(day.year),
        "月": lambda day: str(day.month),
        "日": lambda day: str(day.day),
    },
    "moment": {
        "日期": lambda at: long_day(at.date()),
        "汉字": lambda at: written_day(at.date()),
        "数字": lambda at: f"{at:%Y-%m-%d %H:%M}",
    },
    "number": {"汉字": lambda number: counted(int(number)) if number == int(number) >= 0 else str(number)},
    "money": {"大写": amount},
}
"""Kind of a value → the further ways to write it, by the name that stands behind the path."""


@dataclass(frozen=True)
class Written:
    """A value as papers write it; `raw` is what the further ways start from, None for nothing."""

    text: str
    kind: str = "text"
    raw: Any = None

    def way(self, name: str) -> str:
        """One of the further ways; "" for an empty value."""
        return "" if self.raw is None else FORMATS[self.kind][name](self.raw)


def day(value: date | None) -> Written:
    return Written("" if value is None else long_day(value), "day", value)


def moment(value: datetime | None) -> Written:
    text = "" if value is None else f"{long_day(value.date())} {value:%H:%M}"
    return Written(text, "moment", value)


def text(value: object) -> Written:
    return Written("" if value is None else str(value))


def number(value: int | Decimal | None) -> Written:
    return Written("" if value is None else f"{value:,}", "number", value)


def kind_of(field: Field, shape: Shape) -> str:
    """The kind of a field's values, from what FEEL makes of them."""
    shown = field.shown_as if isinstance(field, ComputedField) else field
    if isinstance(shown, MoneyField):
        return "money"
    return {"date": "day", "date and time": "moment", "number": "number"}.get(shape.kind, "text")


def of_field(field: Field, value: Any, options: OptionSource) -> Written:
    """A stored value of a field: days and moments the long way, all else as the form shows it."""
    shown = field.shown_as if isinstance(field, ComputedField) else field
    raw = None if value is None else shown.feel(value, options)
    if isinstance(raw, datetime):
        return moment(raw)
    if isinstance(raw, date):
        return day(raw)
    words = field.show(value, options, "zh") if value is not None else ""
    if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        return Written(words, "money" if isinstance(shown, MoneyField) else "number", Decimal(raw))
    return Written(words)
