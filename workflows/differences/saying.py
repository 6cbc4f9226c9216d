"""A value of a definition in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from forms.text import Message, Text
from workflows.differences.vocabulary import Vocabulary, part_name
from workflows.messages import MESSAGES

Said = Text | Message | str
LONGEST = 160
"""Characters of a text that are shown."""
NOTHING: tuple[object, ...] = (None, "", [], {})


def said(names: Vocabulary, part: str, value: Any) -> Any:
    """What stands in a part, as a person calls it."""
    if value is None or value in ([], {}, ""):
        return Message("diff.none")
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return Message("diff.yes" if value else "diff.no")
    if isinstance(value, BaseModel):
        return whole(names, value)
    if isinstance(value, Mapping):
        return [_pair(names, part, str(k), v) for k, v in value.items()]
    if isinstance(value, (list, tuple)):
        return [said(names, part, v) for v in value]
    return _plain(names, part, value)


def _plain(names: Vocabulary, part: str, value: Any) -> Said:
    text = str(value)
    if f"diff.value.{part}.{text}" in MESSAGES:
        return Message(f"diff.value.{part}.{text}")
    known = names.named(part, text)
    return known if known != text else text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _pair(names: Vocabulary, part: str, key: str, value: Any) -> Message:
    return Message("diff.pair", {"name": names.named(part, key), "value": said(names, part, value)})


def whole(names: Vocabulary, model: BaseModel) -> Any:
    """A part that has parts itself: those that say something, one after the other."""
    owner = type(model).__name__
    parts = [
        Message("diff.pair", {"name": part_name(owner, name), "value": said(names, name, getattr(model, name))})
        for name in type(model).model_fields
        if name in model.model_fields_set and getattr(model, name) not in NOTHING
    ]
    return parts or Message("diff.none")
