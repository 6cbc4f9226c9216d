"""On which document something of a form rests, in words."""

from __future__ import annotations

from collections.abc import Mapping

from forms.definition import Form, Source
from forms.fields import Field
from pages.context import say, t

OWN = "own"


def basis_of(form: Form, field: Field) -> str:
    """依据：《…》（文号）…; the clause stands behind the key of the source. "" where none is named."""
    return basis_words(form.sources, field.basis) if field.basis else ""


def basis_words(sources: Mapping[str, Source], basis: str) -> str:
    """The same for any basis, by the documents of its definition."""
    key, _, clause = basis.partition(" ")
    if key == OWN:
        return t("form.basis_own")
    source = sources.get(key)
    if source is None:
        return t("form.basis_of", title=basis, number="", clause="").strip()
    number = t("form.basis_number", number=source.number) if source.number else ""
    return t("form.basis_of", title=say(source.title), number=number, clause=clause).strip()
