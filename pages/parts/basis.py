"""On which document something of a form rests, in words."""

from __future__ import annotations

from forms.definition import Form
from forms.fields import Field
from pages.context import say, t

OWN = "own"


def basis_of(form: Form, field: Field) -> str:
    """依据：《…》（文号）…; the clause stands behind the key of the source. "" where none is named."""
    if not field.basis:
        return ""
    key, _, clause = field.basis.partition(" ")
    if key == OWN:
        return t("form.basis_own")
    source = form.sources.get(key)
    if source is None:
        return t("form.basis_of", title=field.basis, number="", clause="").strip()
    number = t("form.basis_number", number=source.number) if source.number else ""
    return t("form.basis_of", title=say(source.title), number=number, clause=clause).strip()
