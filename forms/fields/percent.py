"""A share of a hundred."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

from forms.chars import half_width
from forms.fields.base import OptionSource, Value, field_type
from forms.fields.decimal import DecimalField
from forms.numbers import as_decimal, read_number
from forms.text import Message, Text


@field_type
class PercentField(DecimalField):
    """A percentage, stored and seen by FEEL as people write it: 12.5 % is 12.5, typed with or without the sign.

    A cell formatted as a percentage holds 0.125; a sheet's reader takes it as 12.5 %. The workbooks that are handed
    out show the sign by a format that does not divide, so that 12.5 typed there is 12.5.
    """

    type: Literal["percent"] = "percent"  # type: ignore[assignment]
    unit: None = None
    name: ClassVar[Text] = Text(zh="百分比", en="Percentage")
    sign: ClassVar[str] = "%"

    @property
    def summed(self) -> bool:
        return False

    @property
    def sheet_format(self) -> str:
        return "0" + ("." + "0" * self.digits if self.digits > 0 else "") + '"%"'

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None or isinstance(raw, Decimal):
            return super().normal(raw, options)
        text = half_width(raw).removeprefix("百分之")
        bare = text.removesuffix("%")
        if text.endswith("‰") and (found := read_number(text[:-1])) is not None:
            return super().normal(found.scaleb(-1), options)
        found = read_number(bare)
        return super().normal(raw if found is None else found, options)

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if as_decimal(value) is None:
            return [Message("not_a_percentage", {"value": value})]
        return super().problems(value, options)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        shown = super().show(value, options, lang)
        return shown if as_decimal(value) is None else f"{shown}%"
