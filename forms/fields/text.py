"""One line of text."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import WithJsonSchema

from forms.chars import one_line
from forms.fields.base import Field, OptionSource, Value, field_type
from forms.patterns import PATTERNS
from forms.text import Message, Text

PatternName = Annotated[str, WithJsonSchema({"type": "string", "enum": list(PATTERNS)})]


@field_type
class TextField(Field):
    """A line of text with a shortest and a longest length in characters, and the name of a `pattern` it has to have."""

    type: Literal["text"] = "text"
    min_length: int = 0
    max_length: int = 200
    pattern: PatternName | None = None
    name: ClassVar[Text] = Text(zh="单行文字", en="Text")
    sign: ClassVar[str] = "文"
    rank: ClassVar[int] = 1

    @property
    def sheet_width(self) -> int:
        return 30

    def normal(self, raw: Any, options: OptionSource) -> Value:
        text = "" if raw is None else one_line(raw)
        pattern = PATTERNS.get(self.pattern or "")
        return (pattern.normal(text) if pattern else text) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        text, pattern = str(value), PATTERNS.get(self.pattern or "")
        if len(text) < self.min_length:
            return [Message("too_short", {"length": len(text), "limit": self.min_length})]
        if len(text) > self.max_length:
            return [Message("too_long", {"length": len(text), "limit": self.max_length})]
        if pattern is None or pattern.fits(text):
            return []
        wrong = "pattern_check" if pattern.expression.fullmatch(text) else "pattern"
        return [Message(wrong, {"value": text, "what": pattern.title, "example": pattern.example})]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        pattern = PATTERNS.get(self.pattern or "")
        if pattern:
            return pattern.example
        text = str(super().sample(options, number))
        return text.ljust(self.min_length, "例")[: max(self.max_length, 0)]
