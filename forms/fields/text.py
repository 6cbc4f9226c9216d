"""One line of text."""

from __future__ import annotations

from typing import ClassVar, Literal

from forms.fields.base import Field, OptionSource, Value, field_type
from forms.text import Message, Text


@field_type
class TextField(Field):
    """A line of text with an optional longest length in characters."""

    type: Literal["text"] = "text"
    max_length: int = 200
    name: ClassVar[Text] = Text(zh="单行文字", en="Text")

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        length = len(str(value))
        return [Message("too_long", {"length": length, "limit": self.max_length})] if length > self.max_length else []
