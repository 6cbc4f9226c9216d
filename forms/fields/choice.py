"""One entry of a code list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.nearest import nearest
from forms.feel.sets import among
from forms.feel.shapes import TEXT, Shape
from forms.fields.base import Choices, Field, Indexed, Option, OptionSource, Value, field_type
from forms.text import Message, Text


@field_type
class ChoiceField(Field):
    """A choice from the dated code list `options`; stored is the key, typed may be key or title.

    `look` shows a short list as buttons beside each other.
    """

    type: Literal["choice"] = "choice"
    options: str
    look: Literal["menu", "buttons"] = "menu"
    name: ClassVar[Text] = Text(zh="单选", en="Choice")
    sign: ClassVar[str] = "◉"
    rank: ClassVar[int] = 7
    begins: ClassVar[Mapping[str, Any]] = {"options": ""}

    @property
    def sheet_width(self) -> int:
        return 20

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else found_key(options.choices(self.options), one_line(raw)) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        known = options.choices(self.options)
        if value in known:
            return []
        return [unknown("not_in_list", value, known)]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return shown_title(options.choices(self.options), value, lang)

    def shape(self, choices: Choices) -> Shape:
        known = list(choices(self.options))
        return Shape("string", values=among(known)) if known else TEXT

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if value in options.choices(self.options) else None

    def sheet_choices(self, options: OptionSource) -> list[str]:
        return [o.title.zh for o in options.choices(self.options).values()]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        keys = list(options.choices(self.options))
        return keys[(number - 1) % len(keys)] if keys else None


def shown_title(known: Mapping[str, Option], value: Value, lang: str) -> str:
    """The title of an option; what is none as it is."""
    if value is None:
        return ""
    option = known.get(value) if isinstance(value, str) else None
    return option.title.say(lang) if option else str(value)


def found_key(known: Mapping[str, Option], text: str) -> str:
    """The key of the option that is called so (key, title in any language, short name); else the text itself."""
    if text in known:
        return text
    wanted = text.casefold()
    for key, option in known.items():
        names = (option.title.zh, option.title.en, option.short)
        if any(n and n.casefold() == wanted for n in names):
            return key
    return text


def unknown(code: str, value: Value, known: Mapping[str, Option]) -> Message:
    """Not among the options: names the nearest one, else the first few."""
    titles = {o.title.zh: o.title for o in known.values()}
    near = nearest(str(value), titles)
    if near:
        return Message(f"{code}_near", {"value": value, "near": titles[near]})
    return Message(code, {"value": value, "known": list(titles.values())[:6]})
