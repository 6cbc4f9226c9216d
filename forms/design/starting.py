"""What a new form, page or field begins with, and how it is called until somebody says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from forms.design.tree import Data
from forms.fields import registry
from forms.model import RESERVED
from forms.text import Text

_NO_PART = re.compile(r"[^A-Za-z0-9_一-鿿㐀-䶿]+")
LONGEST = 24  # characters of a key that is made from a title


def key_for(title: str, taken: Collection[str]) -> str:
    """A free key for a title: its letters and 汉字, with a number where that is taken."""
    plain = _NO_PART.sub("_", unicodedata.normalize("NFC", title)).lstrip("_0123456789")[:LONGEST]
    base = plain.rstrip("_") or "f"
    if base not in taken and base not in RESERVED:
        return base
    return next(f"{base}{n}" for n in range(2, 10_000) if f"{base}{n}" not in taken)


def fresh(kind: str, taken: Collection[str], more: Mapping[str, Any] | None = None) -> Data:
    """A field of a type with everything that the type has to have, and what is said besides."""
    name = registry[kind].name
    given = dict(more or {})
    title = given.pop("title", name.model_dump())
    key = key_for(Text.model_validate(title).zh, taken)
    return {"key": key, "type": kind, "title": title, **_begun(registry[kind].begins), **given}


def _begun(value: Any) -> Any:
    """A copy of its own: what a class holds is for all."""
    if isinstance(value, Mapping):
        return {k: _begun(v) for k, v in value.items()}
    return [_begun(v) for v in value] if isinstance(value, list) else value


def empty_form(key: str, title: Mapping[str, str] | str, page: Mapping[str, str] | str) -> Data:
    """A form with one empty page."""
    return {
        "format": 1, "kind": "form", "id": key, "title": title, "pages": [{"id": "page1", "title": page, "fields": []}]
    }  # fmt: skip
