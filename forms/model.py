"""What every definition object is: a frozen pydantic model that refuses unknown keys by name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from forms.days import read_day, read_moment, read_month

_KEY_PATTERN = "[A-Za-z一-鿿㐀-䶿][A-Za-z0-9_一-鿿㐀-䶿]*"
_KEY = re.compile(_KEY_PATTERN + r"\Z")
RESERVED = frozenset(
    {
        "true", "false", "null", "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every",
        "satisfies", "between", "instance", "of", "function", "external",
        "item", "row", "parent", "previous", "case", "actor", "campaign", "partial", "last",
    }
)  # fmt: skip


class Model(BaseModel):
    """Base of all definition objects."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _name_unknown_keys(cls, value: Any) -> Any:
        if isinstance(value, Mapping):
            known = {f.alias or n for n, f in cls.model_fields.items()} | set(cls.model_fields)
            for key in value:
                if key not in known:
                    near = difflib.get_close_matches(str(key), sorted(known), 1)
                    data = {"key": str(key), "near": near[0] if near else ""}
                    raise PydanticCustomError("unknown_key", "unknown key {key}", data)
        return value


class Named(Model):
    """A part of one of several kinds; one that says nothing else is written as the bare name of its kind."""

    kind: str


def user_key(value: str) -> str:
    """The key in its normal form; raises ValueError for one that a user may not choose."""
    value = unicodedata.normalize("NFC", value)
    if not _KEY.match(value) or value in RESERVED:
        raise PydanticCustomError("bad_key", "not a key: {key}", {"key": value})
    return value


UserKey = Annotated[str, AfterValidator(user_key), WithJsonSchema({"type": "string", "pattern": f"^{_KEY_PATTERN}$"})]
"""A key a user may choose: a letter or 汉字, then letters, digits, `_`; NFC; no FEEL keyword."""


_AMOUNT = re.compile(r"-?\d{1,20}(?:\.\d{1,10})?\Z", re.ASCII)


def _amount(value: Any) -> Any:
    """A number of a definition as text; whole numbers may be written without quotes."""
    if type(value) is int:
        return str(value)
    if not isinstance(value, str) or not _AMOUNT.match(value):
        raise PydanticCustomError("bad_amount", "not a number: {value}", {"value": str(value)})
    return value


Amount = Annotated[
    str,
    BeforeValidator(_amount),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^-?\d{1,20}(\.\d{1,10})?$"}, {"type": "integer"}]}),
]
"""An exact number in a definition: a text such as "0.5", or a whole number."""


def _written(read: Callable[[Any], Any], length: int) -> Callable[[Any], str]:
    """A check that a constant of a definition is written as it is stored."""

    def check(value: Any) -> str:
        found = read(value)
        if found is None or found.isoformat()[:length] != value:
            raise PydanticCustomError("bad_day", "not a day: {value}", {"value": str(value)})
        return str(value)

    return check


Day = Annotated[
    str, BeforeValidator(_written(read_day, 10)), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
"""A day in a definition: 2026-03-02."""
Month = Annotated[
    str, BeforeValidator(_written(read_month, 7)), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$"})
]
"""A month in a definition: 2026-03."""
Moment = Annotated[
    str,
    BeforeValidator(_written(read_moment, 16)),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"}),
]
"""A day and time in a definition: 2026-03-02T14:30."""
