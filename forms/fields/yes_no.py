"""Yes or no."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from forms.chars import half_width, one_line
from forms.feel.shapes import BOOLEAN, Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_YES: Final = frozenset({"是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1"})
_NO: Final = frozenset({"否", "无", "没有", "不是", "非", "错", "×", "✗", "✘", "☒", "x", "n", "no", "false", "f", "0"})


@field_type
class YesNoField(Field):
    """True or false, called `yes` and `no`; typed as 是/否, 有/无, √/×, yes/no or TRUE."""

    type: Literal["yes_no"] = "yes_no"
    yes: Text = Text(zh="是", en="Yes")
    no: Text = Text(zh="否", en="No")
    name: ClassVar[Text] = Text(zh="是否", en="Yes or no")
    sign: ClassVar[str] = "✓"
    rank: ClassVar[int] = 9
    searched: ClassVar[bool] = False

    @property
    def sheet_width(self) -> int:
        return 12

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or isinstance(raw, bool):
            return raw
        said = half_width(raw).casefold()
        for value, own in ((True, self.yes), (False, self.no)):
            if said in {half_width(word).casefold() for word in (own.zh, own.en) if word}:
                return value
        return True if said in _YES else False if said in _NO else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if isinstance(value, bool):
            return []
        return [Message("not_yes_or_no", {"value": value, "yes": self.yes, "no": self.no})]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if not isinstance(value, bool):
            return "" if value is None else str(value)
        return (self.yes if value else self.no).say(lang)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return value if isinstance(value, bool) else None

    def shape(self, choices: Choices) -> Shape:
        return BOOLEAN

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text="true" if value else "false") if isinstance(value, bool) else None

    def sheet_choices(self, options: OptionSource) -> list[str]:
        return [self.yes.zh, self.no.zh]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return number % 2 == 1
