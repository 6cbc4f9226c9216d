"""公民身份号码: 18 characters, the last one a check character (GB 11643-1999)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar, Final, Literal

from forms.chars import half_width
from forms.fields.base import Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_REGIONS = (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
_AREAS = (*_REGIONS, (71, 81, 82, 83, 91))
PROVINCES: Final = frozenset(str(code) for area in _AREAS for code in area)
"""First two digits: provinces, 台湾 (71, 83), 香港, 澳门, and 91 for permanent residents from abroad."""
_SHAPE = re.compile(r"\d{17}[\dX]\Z", re.ASCII)
_OLD = re.compile(r"\d{15}\Z", re.ASCII)
_SIGNS = re.compile("[-—–_]")


def check_digit(number: str) -> str:
    """The 18th character for the first 17 digits."""
    return _CHECK[sum(int(c) * w for c, w in zip(number, _WEIGHTS, strict=False)) % 11]


@field_type
class IdCardField(Field):
    """An identity number; with `mask` it is shown as 500***********1234 everywhere but where it is edited."""

    type: Literal["id_card"] = "id_card"
    mask: bool = False
    name: ClassVar[Text] = Text(zh="身份证号", en="Identity number")
    sign: ClassVar[str] = "证"
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 26

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else half_width(_SIGNS.sub("", half_width(raw)).upper()) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        number = str(value)
        if _OLD.match(number):
            return [Message("id_card_old", {"new": _converted(number)})]
        if not _SHAPE.match(number):
            wrong = len(number) != 18
            return [Message("id_card_length" if wrong else "id_card_digit", {"length": len(number)})]
        if number[:2] not in PROVINCES:
            return [Message("id_card_province", {"found": number[:2]})]
        return _wrong_birth(number, options.on) or _wrong_check(number)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        shown = super().show(value, options, lang)
        return f"{shown[:3]}{'*' * (len(shown) - 7)}{shown[-4:]}" if self.mask and len(shown) > 7 else shown

    def written(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return "" if value is None else str(value)

    def cell(self, value: Value, options: OptionSource) -> Any:
        return self.written(value, options)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None if value is None or self.problems(value, options) else Indexed(text=value)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        body = f"50010519800101{number % 1000:03d}"
        return body + check_digit(body)


def _converted(old: str) -> str:
    """The number of 18 characters that an old one of 15 became."""
    body = f"{old[:6]}19{old[6:]}"
    return body + check_digit(body)


def _wrong_birth(number: str, on: date) -> list[Message]:
    written = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    try:
        born = date.fromisoformat(written)
    except ValueError:
        return [Message("id_card_birth", {"found": written})]
    return [Message("id_card_birth", {"found": written})] if born > on or born.year < 1850 else []


def _wrong_check(number: str) -> list[Message]:
    right = check_digit(number)
    return [] if number[17] == right else [Message("id_card_check", {"right": right, "found": number[17]})]
