"""Made-up values: a form filled in with what fits its fields, and what conditions make interesting of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms import feel
from forms.definition import Form
from forms.feel import FeelError, ast
from forms.feel.constant import NO_CONSTANT, constant
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.table import ROW_ID, TableField
from forms.values import is_empty


class Maker:
    """Fills in forms; `folder` is where papers for attachments are looked for."""

    def __init__(self, options: OptionSource, folder: Path) -> None:
        self._options = options
        papers = sorted(p for p in (folder / "samples").glob("*") if p.suffix in (".pdf", ".png", ".jpg"))
        self._paper = papers[0].relative_to(folder).as_posix() if papers else None

    def whole(self, form: Form, paths: Collection[str], rows: int = 1) -> dict[str, Any]:
        """Values of a form, as far as these paths may be written."""
        return self._values(form.fields, paths, "", 1, rows)

    def one(self, form: Form, path: str) -> Any:
        """A value of one field."""
        return self._value(form.by_path[path], [path], path, 1, 1)

    def _values(
        self, fields: list[Field], paths: Collection[str], prefix: str, number: int, rows: int
    ) -> dict[str, Any]:
        found = {}
        for field in fields:
            path = f"{prefix}{field.key}"
            inside = isinstance(field, TableField) and any(p.startswith(f"{path}.") for p in paths)
            if field.stored and (path in paths or inside):
                value = self._value(field, paths, path, number, rows)
                if not is_empty(value):
                    found[field.key] = value
        return found

    def _value(self, field: Field, paths: Collection[str], path: str, number: int, rows: int) -> Any:
        if isinstance(field, TableField):
            numbers = range(number, number + rows)
            return [
                {ROW_ID: f"{path.rpartition('.')[2]}{n}", **self._values(field.fields, paths, f"{path}.", n, 1)}
                for n in numbers
            ]
        if isinstance(field, AttachmentField):
            return [self._paper] if self._paper else None
        return field.sample(self._options, number)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Decimal) else value


def interesting(form: Form, when: str, options: OptionSource) -> Iterator[dict[str, Any]]:
    """Changes that may turn a condition: numbers at and beside what it compares with, every choice, rows of a table.

    `#table` is a number of rows.
    """
    try:
        tree = feel.parse(when)
    except FeelError:
        return
    named = {".".join(path) for path in feel.references(when)}
    for table in sorted(named & form.tables.keys()):
        yield from ({f"#{table}": n} for n in (0, 1, 2, 3))
    for path in sorted(p for p in form.by_path if "." not in p and p in named):
        field = form.by_path[path]
        numbers = sorted(set(_compared(tree)))
        if field.type in ("integer", "decimal", "money", "percent", "rating"):
            yield from ({path: plain(n + d)} for n in numbers for d in (-1, 0, 1))
        elif field.type == "yes_no":
            yield from ({path: value} for value in (True, False))
        elif options_of := getattr(field, "options", None):
            yield from ({path: key} for key in list(options.choices(str(options_of)))[:8])


def _compared(tree: ast.Node) -> Iterator[Decimal]:
    for node in ast.walk(tree):
        found = constant(node)
        if found is not NO_CONSTANT and isinstance(found, Decimal):
            yield found
