"""Values as text: `to_text` writes what can be read back, `as_string` what `string()` gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from forms.feel import temporal
from forms.feel.values import DECIMAL128, Lambda, Range, from_python

Spend = Callable[[int], None] | None


def to_text(value: Any) -> str:
    """The canonical text of a value: an expression that evaluates to it."""
    return _text(from_python(value), None)


def as_string(value: Any, spend: Spend = None) -> str | None:
    """The result of `string(value)`: like `to_text`, but texts and dates stand for themselves."""
    if value is None or type(value) is str:
        return value
    return _text(value, spend).removeprefix("@").strip('"') if _is_moment(value) else _text(value, spend)


def _is_moment(value: Any) -> bool:
    return not isinstance(value, (bool, Decimal, str, list, dict, Range, Lambda)) and value is not None


def _text(value: Any, spend: Spend) -> str:
    if spend:
        spend(1)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(_text(each, spend) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(key)}: {_text(each, spend)}" for key, each in value.items()) + "}"
    return _other(value, spend)


def _other(value: Any, spend: Spend) -> str:
    if isinstance(value, Range):
        return _range(value, spend)
    if isinstance(value, Lambda):
        return f"function({', '.join(value.params)})"
    return f'@"{temporal.write(value)}"'


def _range(value: Range, spend: Spend) -> str:
    if value.op:
        return f"({value.op} {_text(value.high if value.op[0] == '<' else value.low, spend)})"
    ends = f"{_text(value.low, spend)}..{_text(value.high, spend)}"
    return f"{'[' if value.low_closed else '('}{ends}{']' if value.high_closed else ')'}"


def number_text(value: Decimal) -> str:
    """A number without exponent and without superfluous zeros."""
    if not value:
        return "0"
    if abs(value.adjusted()) < 60:
        plain = f"{value:f}"
    else:  # a literal may be larger than any number, until it is built
        plain = f"{DECIMAL128.normalize(value):e}" if abs(value.adjusted()) < 6000 else f"{value:e}"
    return plain.rstrip("0").rstrip(".") if "." in plain and "e" not in plain else plain


def quoted(text: str) -> str:
    """A text as a literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\t", "\\t") + '"'


def key_text(key: str) -> str:
    """A context key: as a name where that can be read back, else quoted."""
    plain = key.isidentifier() and key.isprintable() and unicodedata.is_normalized("NFC", key)
    return key if plain else quoted(key)
