"""From a place in the JSON of a form to what can be selected on the canvas."""

from __future__ import annotations

from forms.definition import Form
from forms.fields import Field
from forms.fields.table import TableField


def place_of(form: Form, pointer: str) -> tuple[str, str]:
    """The page and the field that a pointer leads into, each "" where it leads into none."""
    parts = pointer.split("/")[1:]
    if parts[:1] != ["pages"] or len(parts) < 2 or not parts[1].isdecimal() or int(parts[1]) >= len(form.pages):
        return "", ""
    page = form.pages[int(parts[1])]
    return page.id, ".".join(_below(page.fields, parts[2:]))


def _below(fields: list[Field], parts: list[str]) -> list[str]:
    if parts[:1] != ["fields"] or len(parts) < 2 or not parts[1].isdecimal() or int(parts[1]) >= len(fields):
        return []
    found = fields[int(parts[1])]
    inner = found.fields if isinstance(found, TableField) else []
    return [found.key, *_below(inner, parts[2:])]
