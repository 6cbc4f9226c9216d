"""An address in the web."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from forms.chars import half_width
from forms.fields.base import Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

LONGEST = 2000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.ASCII | re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}\Z")


@field_type
class LinkField(Field):
    """An address that begins with http:// or https:// and holds no name or password; `www.…` becomes https."""

    type: Literal["link"] = "link"
    width: int = 2
    name: ClassVar[Text] = Text(zh="网址", en="Web address")
    sign: ClassVar[str] = "链"
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 36

    def normal(self, raw: Any, options: OptionSource) -> Value:
        text = "" if raw is None else half_width(raw)
        return (f"https://{text}" if text.lower().startswith("www.") else text) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        code = _wrong(str(value))
        return [Message(code, {"value": str(value)[:80]})] if code else []

    def link(self, value: Value) -> str:
        return value if isinstance(value, str) and not _wrong(value) else ""

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if self.link(value) else None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        return f"https://www.example.gov.cn/{number}"


def _wrong(value: str) -> str:
    """Which sentence says what is wrong; "" for a good address."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        parts.port  # noqa: B018  raises for one that is no number
    except ValueError:
        return "not_a_link"
    if parts.scheme not in ("http", "https"):
        return "link_scheme" if _SCHEME.match(value) else "not_a_link"
    if "@" in parts.netloc:
        return "link_credentials"
    good = _HOST.match(host) and len(value) <= LONGEST and value.isprintable() and not set(value) & set(' "<>\\^`{|}')
    return "" if good else "not_a_link"
