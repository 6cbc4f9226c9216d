"""Reasons of expressions in words, with the titles of fields instead of their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from forms import feel
from forms.definition import Form
from forms.feel import Reason
from forms.text import Message, Text


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
    return Text(zh=reason.say("zh"), en=reason.say("en"))
