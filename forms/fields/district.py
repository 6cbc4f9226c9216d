"""A district of the city, or a unit that declares like one."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.shapes import TEXT, Shape, grouped
from forms.fields.base import Choices, Family, Field, Indexed, OptionSource, Value, field_type
from forms.fields.choice import found_key, unknown
from forms.text import Message, Text


@field_type
class DistrictField(Field):
    """A district, stored by its code; typed may be code, name or short name."""

    type: Literal["district"] = "district"
    name: ClassVar[Text] = Text(zh="区县", en="District")
    sign: ClassVar[str] = "区"
    rank: ClassVar[int] = 2
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 22

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else found_key(options.districts(), one_line(raw)) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        known = options.districts()
        return [] if value in known else [unknown("not_a_district", value, known)]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if value is None:
            return ""
        option = options.districts().get(value)
        return option.title.say(lang) if option else str(value)

    def feel(self, value: Value, options: OptionSource) -> Any:
        option = options.districts().get(value) if value is not None else None
        return {"code": value, "名称": option.title.zh, "name": option.title.say("en")} if option else None

    def shape(self, choices: Choices) -> Shape:
        return grouped({"code": TEXT, "名称": TEXT, "name": TEXT})

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if value in options.districts() else None

    def sheet_choices(self, options: OptionSource) -> list[str]:
        return [o.title.zh for o in options.districts().values()]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        codes = list(options.districts())
        return codes[(number - 1) % len(codes)] if codes else None
