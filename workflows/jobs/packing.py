"""Sentences as JSON, so that a job can keep what it has to say until somebody reads it in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.text import Message, Text

_TEXT, _MESSAGE = "$text", "$message"


def packed(message: Message) -> dict[str, Any]:
    """A message as JSON."""
    return {"code": message.code, "data": {k: _plain(v) for k, v in message.data.items()}}


def unpacked(plain: Mapping[str, Any]) -> Message:
    """The message again."""
    return Message(plain["code"], {k: _rich(v) for k, v in plain["data"].items()})


def packed_text(text: Text) -> Any:
    """A title as JSON."""
    return text.model_dump(mode="json")


def unpacked_text(plain: Any) -> Text:
    """The title again."""
    return Text.model_validate(plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {_TEXT: value.model_dump(mode="json")}
    if isinstance(value, Message):
        return {_MESSAGE: packed(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _rich(value: Any) -> Any:
    if isinstance(value, Mapping) and _TEXT in value:
        return Text.model_validate(value[_TEXT])
    if isinstance(value, Mapping) and _MESSAGE in value:
        return unpacked(value[_MESSAGE])
    return [_rich(v) for v in value] if isinstance(value, list) else value
