"""Definitions as the designer writes them: one text for one meaning."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from forms.model import Named
from forms.text import Text

KEPT = frozenset({"format", "kind", "type", "effect"})
"""Keys that are written even where they have their default: they say what an object is."""
WIDTH = 110


def canonical(model: BaseModel) -> str:
    """Pretty JSON: keys in the model's order, defaults left out, short objects on one line.

    `canonical(load(canonical(x))) == canonical(x)`.
    """
    return pretty(plain(model)) + "\n"


def pretty(value: Any) -> str:
    """JSON data as definitions are written."""
    return _pretty(value, 0)


def plain(value: Any) -> Any:
    """A definition object as JSON data, without what has its default."""
    if isinstance(value, Text):
        return value.model_dump()
    if isinstance(value, BaseModel):
        found = {info.alias or name: plain(kept) for name, info, kept in _kept(value)}
        return value.kind if isinstance(value, Named) and len(found) == 1 else found
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value


def _kept(model: BaseModel) -> list[tuple[str, Any, Any]]:
    """The attributes that say something: `type`, `kind` … first, then in the order of the model."""
    found = []
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if name in KEPT or info.is_required() or value != info.get_default(call_default_factory=True):
            found.append((name, info, value))
    return found


def _pretty(value: Any, indent: int) -> str:
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or (indent and _columns(line) <= WIDTH - indent):
        return line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {_pretty(v, indent + 2)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inner + p for p in parts) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(inner + _pretty(v, indent + 2) for v in value) + "\n" + " " * indent + "]"


def _columns(line: str) -> int:
    """How wide a line is on the screen: 汉字 take two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
