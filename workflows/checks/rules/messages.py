"""Messages: every text is used, in both languages, and what stands in its braces can be filled in where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from forms import feel
from forms.checks.expressions import clause
from forms.feel.shapes import ANY
from forms.template import expressions
from forms.text import Text
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.engine.effects.message import MessageEffect, message_types
from workflows.model.clocks import Reminders

SOMETIMES = ("item", "child", "entry", "clock", "round")
"""Names that only some places give: where they are not, they are null."""


@procedure_check
def check_messages(problems: Problems) -> None:
    """Each text by itself, and that somebody sends it."""
    used = set(_used(problems.procedure))
    for name, found in problems.procedure.messages.items():
        here = problems.at("messages", name)
        if name not in used:
            here.warning("message_unused", name=name)
        for part, text in (("subject", found.subject), ("text", found.text)):
            if text is not None:
                _check_text(here.at(part), name, text)


def _check_text(here: Problems, name: str, text: Text) -> None:
    if text.en is None:
        here.warning("message_one_language", name=name)
    types = message_types(here)
    types = {**dict.fromkeys(SOMETIMES, ANY), **types}
    for lang, pattern in (("zh", text.zh), ("en", text.en or "")):
        at = here.at(lang) if text.en is not None else here
        _check_braces(at, pattern)
        for place, expression in expressions(pattern):
            _check_placeholder(at, place, expression, types)


def _check_placeholder(at: Problems, place: int, expression: str, types: feel.Types) -> None:
    """An expression that cannot be used, with its place in the sentence, counted from 1."""
    try:
        found = feel.compile(expression, types)
    except feel.FeelError as error:
        at.error("message_placeholder", place=place + 1, text=expression, why=clause(error))
        return
    for remark in found.remarks:
        at.warning("message_placeholder", place=place + 1, text=expression, why=clause(remark))
    at.asks(found.tree)


def _check_braces(at: Problems, pattern: str) -> None:
    """A brace that is left over."""
    inside = [(start - 1, start + len(text)) for start, text in expressions(pattern)]
    for place, letter in enumerate(pattern):
        if letter in "{}" and not any(first <= place <= last for first, last in inside):
            at.error("message_open_brace", place=place + 1)


def _used(procedure: Procedure) -> Iterator[str]:
    """The texts that something sends."""
    for part in _parts(procedure):
        if isinstance(part, (MessageEffect, Reminders)) and part.text:
            yield part.text


def _parts(value: object) -> Iterator[BaseModel]:
    """Every model inside a definition."""
    if isinstance(value, BaseModel):
        yield value
        for inner in value.__dict__.values():
            yield from _parts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _parts(inner)
