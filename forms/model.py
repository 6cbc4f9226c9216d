"""What every definition object is: a frozen pydantic model that refuses unknown keys by name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

_KEY_PATTERN = "[A-Za-z一-鿿㐀-䶿][A-Za-z0-9_一-鿿㐀-䶿]*"
_KEY = re.compile(_KEY_PATTERN + r"\Z")
RESERVED = frozenset(
    {
        "true", "false", "null", "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every",
        "satisfies", "between", "instance", "of", "function", "external",
        "item", "row", "parent", "case", "actor", "campaign", "partial", "last",
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


def user_key(value: str) -> str:
    """The key in its normal form; raises ValueError for one that a user may not choose."""
    value = unicodedata.normalize("NFC", value)
    if not _KEY.match(value) or value in RESERVED:
        raise PydanticCustomError("bad_key", "not a key: {key}", {"key": value})
    return value


UserKey = Annotated[str, AfterValidator(user_key), WithJsonSchema({"type": "string", "pattern": f"^{_KEY_PATTERN}$"})]
"""A key a user may choose: a letter or 汉字, then letters, digits, `_`; NFC; no FEEL keyword."""
