"""What of a form cannot be checked without the office: rules and conditions that ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from forms import feel
from forms.definition import Form
from forms.feel import Services, ast
from forms.fields import Field
from forms.text import Text

ASKING: Final = frozenset(f.name.replace("_", " ") for f in fields(Services)) - {"now"}
"""The functions that the office answers."""


@dataclass(frozen=True)
class Unasked:
    """A rule or a field with an expression that asks the office, and the functions it calls."""

    what: str  # a rule's id, or a field's path
    title: Text
    functions: tuple[str, ...]


def unasked(form: Form) -> list[Unasked]:
    """All of them, rules first."""
    asked = [(r.id, r.message, [r.holds]) for r in form.rules]
    asked += [(path, f.title, list(_expressions(f))) for path, f in form.by_path.items()]
    found = [Unasked(what, title, tuple(sorted(_calls(texts)))) for what, title, texts in asked]
    return [u for u in found if u.functions]


def _expressions(field: Field) -> Iterator[str]:
    """The conditions of a field, and what it is computed from."""
    computed = None if field.stored else getattr(field, "value", None)
    for text in (field.required_when, field.visible_when, computed):
        if isinstance(text, str) and text:
            yield text
    if any(u.within == "city" for u in field.unique):
        yield "declared elsewhere(null)"


def _calls(texts: list[str]) -> set[str]:
    called: set[str] = set()
    for text in texts:
        nodes = ast.walk(feel.parse(text))
        called |= {n.function.name for n in nodes if isinstance(n, ast.Call) and isinstance(n.function, ast.Name)}
    return called & ASKING
