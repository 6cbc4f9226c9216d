"""An electronic mail address."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from forms.chars import half_width
from forms.fields.base import Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

_NAME = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z", re.ASCII | re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z", re.ASCII | re.IGNORECASE)
_LONGEST = 254


@field_type
class EmailField(Field):
    """An address such as zhang@cq.gov.cn; full-width characters are put right, the host is written small."""

    type: Literal["email"] = "email"
    width: int = 2
    name: ClassVar[Text] = Text(zh="电子邮箱", en="Mail address")
    sign: ClassVar[str] = "@"
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 28

    def normal(self, raw: Any, options: OptionSource) -> Value:
        text = "" if raw is None else half_width(raw).replace("。", ".").removeprefix("mailto:")
        name, at, host = text.rpartition("@")
        return half_width(f"{name}{at}{host.lower() if at else host}") or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        return [] if _is_address(value) else [Message("not_an_email", {"value": value})]

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if _is_address(value) else None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return f"office{number}@example.gov.cn"


def _is_address(value: Value) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    name, _, host = value.rpartition("@")
    parts = host.split(".")
    return bool(_NAME.match(name)) and len(name) <= 64 and len(parts) > 1 and all(map(_HOST.match, parts))
