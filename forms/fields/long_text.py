"""Text of several lines."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from forms.chars import clean
from forms.fields.base import Field, OptionSource, Value, field_type
from forms.text import Message, Text


@field_type
class LongTextField(Field):
    """Several lines of text; `phrases` are stock sentences to start from."""

    type: Literal["long_text"] = "long_text"
    max_length: int = 4000
    phrases: list[str] = []
    width: int = 4
    name: ClassVar[Text] = Text(zh="多行文字", en="Long text")
    sign: ClassVar[str] = "段"
    rank: ClassVar[int] = 2

    @property
    def sheet_width(self) -> int:
        return 40

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else clean(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        length = len(str(value))
        return [Message("too_long", {"length": length, "limit": self.max_length})] if length > self.max_length else []

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return self.phrases[0] if self.phrases else super().sample(options, number)
