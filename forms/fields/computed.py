"""A value that follows from others; shown, never stored."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Literal

from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type, registry
from forms.text import Message, Text


@field_type
class ComputedField(Field):
    """The FEEL expression `value`, shown as a field of type `of`."""

    type: Literal["computed"] = "computed"
    value: str  # FEEL
    of: Literal["text", "integer", "date"] = "text"
    unit: Text | None = None
    name: ClassVar[Text] = Text(zh="自动计算", en="Computed")
    stored: ClassVar[bool] = False

    @cached_property
    def shown_as(self) -> Field:
        """The field that lends its ways of showing."""
        unit = {"unit": self.unit} if self.of == "integer" else {}
        return registry[self.of].model_validate({"key": self.key, "title": self.title, **unit})

    @property
    def numeric(self) -> bool:
        return self.shown_as.numeric

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

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return None
