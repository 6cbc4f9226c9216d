"""Reasons of expressions in words, with the titles of fields instead of their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from forms import feel
from forms.definition import Form
from forms.feel import Reason
from forms.text import Message, Text

_OF_ROUNDS = {"round.complete": "round_not_complete", "round.agreed": "round_not_agreed"}
"""What procedures ask of their rounds, and what is told where it is not so yet: people do not read paths."""


def why(form: Form, expression: str, context: Mapping[str, Any], services: feel.Services) -> list[Message | Text]:
    """Why an expression is not true (or gives nothing), in words."""
    _, reasons = feel.explain(expression, context, services)
    return words_of(form, reasons)


def words_of(form: Form, reasons: Sequence[Reason]) -> list[Message | Text]:
    said = [_word(form, reason) for reason in reasons]
    return said or [Message("why_nothing")]


def _word(form: Form, reason: Reason) -> Message | Text:
    field = form.by_path.get(str(reason.data.get("name", "")))
    if reason.code == "empty_field" and field is not None:
        return Message("field_empty", {"field": field.title})
    asked = _OF_ROUNDS.get(str(reason.data.get("text", ""))) if reason.code == "false_part" else None
    if asked is not None:
        return Message(asked)
    return Text(zh=reason.say("zh"), en=reason.say("en"))
