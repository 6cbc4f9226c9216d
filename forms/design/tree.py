"""Finding one's way in a form as JSON data: pages by id, fields by their dotted path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.design.refusing import Refused

Data = dict[str, Any]


def page_of(form: Data, page: str) -> Data:
    """A page by its id."""
    found = next((p for p in form["pages"] if p["id"] == page), None)
    if found is None:
        raise Refused("design_no_page", page=page)
    return dict_of(found)


def find(form: Data, path: str) -> tuple[list[Data], int]:
    """The list a field stands in, and its place there."""
    parts = path.split(".")
    for page in form["pages"]:
        fields: list[Data] | None = page["fields"]
        for depth, key in enumerate(parts):
            at = next((n for n, f in enumerate(fields or []) if f["key"] == key), None)
            if fields is None or at is None:
                break
            if depth == len(parts) - 1:
                return fields, at
            fields = fields[at].get("fields")
    raise Refused("design_no_field", path=path)


def field_at(form: Data, path: str) -> Data:
    """A field by its path."""
    fields, at = find(form, path)
    return fields[at]


def columns_of(form: Data, table: str) -> list[Data]:
    """The columns of a table by its path."""
    field = field_at(form, table)
    if field["type"] != "table":
        raise Refused("design_no_table", path=table)
    columns: list[Data] = field["fields"]
    return columns


def tops(form: Data) -> Iterator[Data]:
    """The fields of all pages."""
    return (f for page in form["pages"] for f in page["fields"])


def taken(form: Data, table: str) -> set[str]:
    """The keys that stand on the level of a table, or outside tables."""
    return {f["key"] for f in (columns_of(form, table) if table else tops(form))}


def is_table(field: Data) -> bool:
    return bool(field["type"] == "table")


def height(field: Data) -> int:
    """How many levels of tables a field is: 0 for one that is none."""
    return 1 + max((height(f) for f in field["fields"]), default=0) if is_table(field) else 0


def dict_of(value: Any) -> Data:
    """JSON data that is known to be an object."""
    found: Data = value
    return found
