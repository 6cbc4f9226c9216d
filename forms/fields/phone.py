"""A telephone number in mainland China: mobile, or landline with area code."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from forms.chars import half_width, one_line
from forms.fields.base import Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_MOBILE = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)
_LANDLINE = re.compile(
    r"(010|02\d|0[3-9]\d{2})-?([2-9]\d{6,7})(?:(?:-|转|ext\.?)(\d{1,6}))?\Z", re.ASCII | re.IGNORECASE
)
_LOCAL = re.compile(r"[2-9]\d{6,7}\Z", re.ASCII)
_STORED = re.compile(r"(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}(?:-\d{1,6})?)\Z", re.ASCII)
_SIGNS = str.maketrans({"(": "", ")": "-", "—": "-", "–": "-", "‐": "-", "‑": "-"})


@field_type
class PhoneField(Field):
    """A number, stored as 13900000000 or 023-67800000-12 however it was typed."""

    type: Literal["phone"] = "phone"
    name: ClassVar[Text] = Text(zh="联系电话", en="Phone number")
    sign: ClassVar[str] = "☎"
    rank: ClassVar[int] = 5
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 20

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        text = half_width(raw).translate(_SIGNS)
        text = re.sub(r"\A(?:\+|00)86-?", "", text)
        digits = text.replace("-", "")
        if _MOBILE.match(digits):
            return digits
        landline = _LANDLINE.match(re.sub("-+", "-", text)) or _LANDLINE.match(digits)
        return "-".join(p for p in landline.groups() if p) if landline else one_line(raw) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if _STORED.match(str(value)):
            return []
        local = _LOCAL.match(half_width(value).replace("-", ""))
        return [Message("phone_area" if local else "not_a_phone", {"value": value})]

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if _STORED.match(str(value)) else None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return f"023-6780{number:04d}"
