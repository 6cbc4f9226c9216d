"""Notices: what a decision wants people to be told, in both languages. Pure; the outbox writes them."""

from __future__ import annotations

from collections.abc import Iterable

from forms.text import Message, Text
from workflows.engine.wanted import Notice
from workflows.messages import say

HOLDERS = "@holders"
"""Stands for whoever has an open task of the case once the decision is carried out."""
NUMBER = "\ue000"
"""Stands in a text for the number that the case gets with the very decision."""


def notice(
    key: str, tokens: Iterable[str], subject: Message, text: Message, channels: Iterable[str] = ()
) -> Notice:  # fmt: skip
    """A notice in the office's own words, for verbs and timers; `key` tells one kind from another."""
    return Notice(key, tuple(tokens), both(subject), both(text), tuple(channels))


def both(message: Message) -> Text:
    """A sentence of the catalogue in both languages."""
    return Text(zh=say(message, "zh"), en=say(message, "en"))


def numbered(text: Text, number: str | None) -> Text:
    """The words with the number that the case has by now."""
    known = number or "—"
    return Text(zh=text.zh.replace(NUMBER, known), en=text.en.replace(NUMBER, known) if text.en else None)
