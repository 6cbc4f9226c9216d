"""Words that a form shows and that ask nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from forms.feel.shapes import NULL, Shape
from forms.fields.base import Choices, Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Text


@field_type
class NoteField(Field):
    """A plain sentence or a few under the title, in the `tone` of an information or a warning."""

    type: Literal["note"] = "note"
    words: Text
    tone: Literal["info", "warning"] = "info"
    width: int = 4
    name: ClassVar[Text] = Text(zh="说明文字", en="Note")
    sign: ClassVar[str] = "注"
    rank: ClassVar[int] = 4
    family: ClassVar[Family] = "structure"
    begins: ClassVar[Mapping[str, Any]] = {"words": "—"}
    searched: ClassVar[bool] = False
    stored: ClassVar[bool] = False
    valued: ClassVar[bool] = False

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None

    def feel(self, value: Value, options: OptionSource) -> Any:
        return None

    def shape(self, choices: Choices) -> Shape:
        return NULL

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return None
