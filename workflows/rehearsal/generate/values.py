"""Made-up values: a form filled in with what fits its fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.organisation import OrganisationField
from forms.fields.table import ROW_ID, TableField
from forms.values import is_empty
from workflows.rehearsal.files import PAPER


class Maker:
    """Fills in forms; `folder` is where papers for attachments are looked for; `offices` are chosen before others."""

    def __init__(self, options: OptionSource, folder: Path | None, offices: Collection[str] = ()) -> None:
        self._options, self._offices = options, offices
        papers = sorted((folder / "samples").glob("*.pdf")) if folder else []
        self._paper = papers[0].relative_to(folder).as_posix() if papers and folder else PAPER

    def whole(self, form: Form, paths: Collection[str]) -> dict[str, Any]:
        """Values of a form, as far as these paths may be written."""
        return self._values(form.fields, paths, "", 1)

    def one(self, form: Form, path: str) -> Any:
        """A value of one field."""
        return self._value(form.by_path[path], [path], path, 1)

    def rows(self, form: Form, table: str, count: int, paths: Collection[str] | None = None) -> list[dict[str, Any]]:
        """So many rows of a table at the top, with these paths in them, or everything."""
        field = form.by_path[table]
        if not isinstance(field, TableField):
            return []
        return [self._row(field, list(form.by_path) if paths is None else paths, table, n) for n in range(1, count + 1)]

    def _values(self, fields: list[Field], paths: Collection[str], prefix: str, number: int) -> dict[str, Any]:
        found = {}
        for field in fields:
            path = f"{prefix}{field.key}"
            inside = isinstance(field, TableField) and any(p.startswith(f"{path}.") for p in paths)
            if field.stored and (path in paths or inside):
                value = self._value(field, paths, path, number)
                if not is_empty(value):
                    found[field.key] = value
        return found

    def _value(self, field: Field, paths: Collection[str], path: str, number: int) -> Any:
        if isinstance(field, TableField):
            return [self._row(field, paths, path, number)]
        if isinstance(field, AttachmentField):
            return [self._paper]
        if isinstance(field, OrganisationField):
            titles = [o.title.zh for o in self._options.organisations().values()]
            return next((t for t in titles if t in self._offices), next(iter(titles), None))
        return field.sample(self._options, number)

    def _row(self, table: TableField, paths: Collection[str], path: str, number: int) -> dict[str, Any]:
        return {ROW_ID: f"{table.key}{number}", **self._values(table.fields, paths, f"{path}.", number)}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Decimal) else value
