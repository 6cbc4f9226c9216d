"""A heading between the fields of a page."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from forms.feel.shapes import NULL, Shape
from forms.fields.base import Choices, Family, Field, Indexed, OptionSource, Value, field_type
from forms.model import UserKey
from forms.text import Text


@field_type
class SectionField(Field):
    """A heading with an optional line of description; it ends where the next one begins.

    One that names a shared section (`shared`) has the fields of that below it, wherever the form is read with it.
    """

    type: Literal["section"] = "section"
    words: Text | None = None
    shared: UserKey | None = None
    width: int = 4
    name: ClassVar[Text] = Text(zh="小标题", en="Section heading")
    sign: ClassVar[str] = "▬"
    rank: ClassVar[int] = 1
    family: ClassVar[Family] = "structure"
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
