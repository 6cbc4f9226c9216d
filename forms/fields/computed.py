"""A value that follows from others; shown, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field as Attr

from forms.feel.shapes import Shape
from forms.fields.base import Choices, Family, Field, Indexed, OptionSource, Value, field_type, registry
from forms.fields.money import UNITS
from forms.text import Message, Text

ShownAs = Literal[
    "text", "integer", "decimal", "money", "percent", "date", "month", "year", "date_time", "period", "yes_no", "rating"
]


@field_type
class ComputedField(Field):
    """The FEEL expression `value`, shown as a field of type `of` with its `unit` and `scale`."""

    type: Literal["computed"] = "computed"
    value: str  # FEEL
    of: ShownAs = "text"
    unit: Text | None = None
    digits: int | None = Attr(default=None, alias="scale")
    name: ClassVar[Text] = Text(zh="自动计算", en="Computed")
    sign: ClassVar[str] = "ƒ"
    rank: ClassVar[int] = 3
    family: ClassVar[Family] = "structure"
    begins: ClassVar[Mapping[str, Any]] = {"value": "null"}
    searched: ClassVar[bool] = False
    stored: ClassVar[bool] = False

    @cached_property
    def shown_as(self) -> Field:
        """The field that lends its ways of showing."""
        kind = registry[self.of]
        wanted = {"unit": self._unit, "digits": self.digits}
        given = {k: v for k, v in wanted.items() if v is not None and k in kind.model_fields}
        return kind.model_validate({"key": self.key, "title": self.title, **given})

    @property
    def _unit(self) -> Any:
        """The unit as the type asks for it: money has a few that it knows."""
        if self.of != "money" or self.unit is None:
            return None if self.of == "percent" else self.unit
        return self.unit.zh if self.unit.zh in UNITS else None

    @property
    def numeric(self) -> bool:
        return self.shown_as.numeric

    @property
    def summed(self) -> bool:
        return self.shown_as.summed

    @property
    def scale(self) -> int:
        return self.shown_as.scale

    @property
    def measure(self) -> Text | None:
        return self.shown_as.measure

    @property
    def sheet_format(self) -> str:
        return self.shown_as.sheet_format

    @property
    def sheet_width(self) -> int:
        return self.shown_as.sheet_width

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return self.shown_as.normal(raw, options)

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        return []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return self.shown_as.show(value, options, lang)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return self.shown_as.feel(value, options)

    def shape(self, choices: Choices) -> Shape:
        return self.shown_as.shape(choices)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return self.shown_as.indexed(value, options)

    def cell(self, value: Value, options: OptionSource) -> Any:
        return self.shown_as.cell(value, options)

    def total(self, values: Iterable[Value], options: OptionSource) -> Value:
        return self.shown_as.total(values, options)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return None
