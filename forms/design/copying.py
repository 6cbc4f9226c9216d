"""What can be taken over from another form: a section with everything under its heading, or a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.canonical import plain
from forms.definition import Form, Page
from forms.design.fields import Insert, Spot
from forms.fields import Field
from forms.steps import HEADING
from forms.text import Text


@dataclass(frozen=True)
class Piece:
    """Fields that stand under each other: a section by its heading, or one field; `name` tells it from others."""

    name: str
    title: Text
    fields: tuple[Field, ...]

    @property
    def is_section(self) -> bool:
        return len(self.fields) > 1


def pieces(form: Form) -> list[Piece]:
    """Everything that can be taken over, sections before the fields in them."""
    return [piece for page in form.pages for piece in _of_page(page)]


def _of_page(page: Page) -> list[Piece]:
    found: list[Piece] = []
    heads = [n for n, f in enumerate(page.fields) if f.type == HEADING]
    for n, field in enumerate(page.fields):
        if n in heads:
            end = next((h for h in heads if h > n), len(page.fields))
            found.append(Piece(f"section:{field.key}", field.title, tuple(page.fields[n:end])))
        else:
            found.append(Piece(f"field:{field.key}", field.title, (field,)))
    return found


def taken_over(form: Form, names: list[str], spot: Spot) -> Insert:
    """The edit that puts pieces of a form into another one, with the documents that they rest on."""
    known: Mapping[str, Piece] = {p.name: p for p in pieces(form)}
    chosen = {f.key: f for name in names if name in known for f in known[name].fields}
    fields: tuple[dict[str, Any], ...] = tuple({**plain(f), "formerly": []} for f in chosen.values())
    return Insert(fields, spot, sources_of(form, chosen.values()))


def sources_of(form: Form, fields: Iterable[Field]) -> dict[str, Any]:
    """The documents of a form that some of its fields rest on."""
    named = {str(b).partition(" ")[0] for f in fields for b in _bases(f)}
    return {k: plain(s) for k, s in form.sources.items() if k in named}


def _bases(field: Field) -> list[str]:
    inner = [b for f in getattr(field, "fields", []) for b in _bases(f)]
    return [b for b in (field.basis, *(u.basis for u in field.unique), *inner) if b]
