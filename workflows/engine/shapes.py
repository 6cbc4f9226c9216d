"""What an expression yields, as far as it shows: the table or the field that a plain path leads to."""

from __future__ import annotations

from collections.abc import Mapping

from forms import feel
from forms.definition import Form
from forms.feel import ast
from forms.fields import Field
from forms.fields.computed import ComputedField
from forms.fields.table import TableField

FITS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"text", "long_text", "phone", "uscc", "choice", "email", "link", "id_card"}),
    "choice": frozenset({"choice", "cascade"}),
    "choices": frozenset({"choices"}),
    "uscc": frozenset({"uscc"}),
    "district": frozenset({"district"}),
    "organisation": frozenset({"organisation"}),
    "date": frozenset({"date"}),
    "integer": frozenset({"integer", "year", "rating"}),
    "decimal": frozenset({"decimal", "integer", "percent"}),
    "money": frozenset({"money"}),
    "percent": frozenset({"percent"}),
    "month": frozenset({"month"}),
    "year": frozenset({"year"}),
    "yes_no": frozenset({"yes_no"}),
}
"""Type of a register's field → the types of form fields whose values it takes."""


def path_of(node: ast.Node) -> str | None:
    """The path that an expression follows, through filters and `flatten`; None when it computes something."""
    if isinstance(node, ast.Filter):
        return path_of(node.base)
    if isinstance(node, ast.Call) and node.function == ast.Name("flatten") and len(node.args) == 1:
        return path_of(node.args[0])
    if isinstance(node, ast.Path):
        base = path_of(node.base)
        return f"{base}.{node.name}" if base else None
    return node.name if isinstance(node, ast.Name) else None


def reached(form: Form, text: str, item: str | None = None) -> Field | None:
    """The field of the form that an expression leads to; `item` is the table whose row the name `item` is."""
    try:
        path = path_of(feel.parse(text))
    except feel.FeelError:
        return None
    if path is None:
        return None
    if item is not None and (path == "item" or path.startswith("item.")):
        path = item + path.removeprefix("item")
    return form.by_path.get(path) or form.by_path.get(path.removesuffix(".code"))


def table_path(form: Form, text: str, item: str | None = None) -> str | None:
    """The path of the table that an expression leads to."""
    found = reached(form, text, item)
    return next((p for p, t in form.tables.items() if t is found), None) if isinstance(found, TableField) else None


def type_of(field: Field) -> str:
    """The type whose values a field has."""
    return str(getattr(field, "of", field.type)) if isinstance(field, ComputedField) else field.type
