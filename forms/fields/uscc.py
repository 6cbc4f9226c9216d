"""统一社会信用代码: 18 characters, the last one a check character (GB 32100-2015)."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from forms.chars import half_width
from forms.fields.base import Family, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUE = {c: i for i, c in enumerate(ALPHABET)}
_MEANT = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}  # letters that no code has, and what they look like
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}\Z")
_DASHES = re.compile("[-—–‐‑_]")


def check_character(code: str) -> str:
    """The 18th character for the first 17; they have to be of the alphabet."""
    total = sum(_VALUE[c] * w for c, w in zip(code, _WEIGHTS, strict=False))
    return ALPHABET[-total % 31]


@field_type
class UsccField(Field):
    """A unified social credit code; full-width, lower-case and spaced input is put right."""

    type: Literal["uscc"] = "uscc"
    name: ClassVar[Text] = Text(zh="统一社会信用代码", en="Unified social credit code")
    sign: ClassVar[str] = "码"
    rank: ClassVar[int] = 1
    family: ClassVar[Family] = "office"

    @property
    def sheet_width(self) -> int:
        return 26

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else half_width(_DASHES.sub("", half_width(raw).upper())) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        code = str(value)
        if _SHAPE.match(code):
            return _wrong_check(code)
        return [Message("uscc_length", {"length": len(code)})] if len(code) != 18 else [_wrong_character(code)]

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None if value is None or self.problems(value, options) else Indexed(text=value)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        body = f"91500000MA5{number:06d}"
        return body + check_character(body)


def _wrong_character(code: str) -> Message:
    """The first character that cannot stand where it does."""
    at = next(n for n, c in enumerate(code) if c not in _VALUE or (2 <= n < 8 and not c.isdigit()))
    found = {"at": at + 1, "found": code[at]}
    if code[at] in _MEANT:
        return Message("uscc_letter", {**found, "meant": _MEANT[code[at]]})
    return Message("uscc_digit" if code[at] in _VALUE else "uscc_character", found)


def _wrong_check(code: str) -> list[Message]:
    right = check_character(code[:17])
    return [] if code[17] == right else [Message("uscc_check", {"right": right, "found": code[17]})]
