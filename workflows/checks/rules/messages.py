"""Messages: every text is used, in both languages, and what stands in its braces can be filled in where it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from pydantic import BaseModel

from forms import feel
from forms.checks.expressions import clause
from forms.definition import Form
from forms.feel.shapes import ANY
from forms.template import expressions
from forms.text import Text
from workflows.bundle import group_of
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.engine.effects.message import MessageEffect, message_types
from workflows.model.clocks import Reminders
from workflows.rights import EVERY

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


@procedure_check
def check_secrets(problems: Problems) -> None:
    """A text tells no role a field that it may read in no state: what is meant so is better said by a column."""
    form = problems.form
    if form is None:
        return
    readers = {group: set(_readers(problems.procedure, group)) for group in problems.procedure.main.groups}
    for effect in (p for p in _parts(problems.procedure) if isinstance(p, MessageEffect)):
        for path in _fields(problems.procedure, form, effect.text):
            group = group_of(problems.procedure.main.groups, path)
            for role in _blind(effect, readers[group] if group else problems.roles, problems.roles):
                told = {"name": effect.text, "role": problems.procedure.roles[role].title}
                here = problems.at("messages", effect.text)
                here.warning("message_tells", field=form.by_path[path].title, **told)


def _blind(effect: MessageEffect, readers: Collection[str], roles: Collection[str]) -> list[str]:
    """The roles that an effect writes to, without those that may read it."""
    return [r for r in effect.to if isinstance(r, str) and r in roles and r not in readers]


def _readers(procedure: Procedure, group: str) -> Iterator[str]:
    """The roles that may read a field group in some state."""
    for state in procedure.states.values():
        for given in (state.rights[g] for g in (group, EVERY) if g in state.rights):
            yield from (*given.read, *given.write)


def _fields(procedure: Procedure, form: Form, key: str) -> Iterator[str]:
    """The paths of the main form that a message speaks of."""
    found = procedure.messages.get(key)
    texts = [t for t in (found.subject, found.text) if t is not None] if found else []
    for _, expression in (e for t in texts for said in (t.zh, t.en or "") for e in expressions(said)):
        with suppress(feel.FeelError):
            for names in feel.references(expression):
                yield from _longest(form, names)


def _longest(form: Form, names: Sequence[str]) -> Iterator[str]:
    """The field that a path leads to: its longest beginning that is one."""
    begun = (".".join(names[:n]) for n in range(len(names), 0, -1))
    yield from islice((path for path in begun if path in form.by_path), 1)


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
    at.hears(expression, types)
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
