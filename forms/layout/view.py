"""What a layout draws from: the values somebody may read, as stored and as FEEL sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from forms.checking import Access
from forms.context import Context, compute, context, contexts_of
from forms.definition import Form, Medium
from forms.feel import Services
from forms.fields import Field, OptionSource
from forms.fields.scan import ScanField
from forms.fields.table import ROW_ID, TableField
from forms.messages import say
from forms.text import Message, Text
from forms.values import Row, Values, rows, rows_of
from forms.visibility import visible


@dataclass(frozen=True)
class View:
    """One form being drawn for one reader, on the screen or on paper."""

    form: Form
    values: Values  # what may be read, computed fields filled in
    names: Context
    options: OptionSource
    lang: str
    access: Access | None
    paper: bool
    limit: int | None = None  # rows of an attached table that are shown at once
    aside: str = ""  # stands to the right of the first line
    services: Services | None = None
    pictures: Callable[[str], str] | None = None  # the address of what a file looks like, by its hash

    def reads(self, path: str) -> bool:
        return self.access is None or self.access.may_read(path)

    def draws(self, medium: Medium) -> bool:
        return medium == "both" or (medium == "paper") == self.paper

    def say(self, text: Text) -> str:
        return escape(text.say(self.lang))

    def word(self, code: str, **data: Any) -> str:
        """A sentence of the catalogue; data that is HTML already stays."""
        return say(Message(code, data), self.lang)

    def shown(self, field: Field, value: Any) -> str:
        """A value as escaped HTML; line breaks stay. A scan is seen where it stands, if pictures can be."""
        if value is None:
            return ""
        if isinstance(field, ScanField) and self.pictures and isinstance(value, list):
            return "".join(self._picture(each, self.pictures) for each in value)
        return escape(field.show(value, self.options, self.lang)).replace("\n", "<br>")

    def _picture(self, file: Mapping[str, Any], address: Callable[[str], str]) -> str:
        return f'<img class="scan" src="{escape(address(file["hash"]))}" alt="{escape(file["name"])}">'

    def table_rows(self, path: str) -> Iterator[tuple[Row, Context]]:
        """Every row of an outer table, as shown and as a context."""
        pairs = zip(rows_of(self.form, self.values, path), contexts_of(self.names, path), strict=True)
        for (row, _), (own, _) in pairs:
            yield row, own


def view(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    lang: str,
    access: Access | None,
    extra: Mapping[str, Any] | None,
    services: Services | None,
    **look: Any,
) -> View:
    """The view of a form; fields that are hidden, by a condition or by right, are not in it at all."""
    seen = visible(form, values, options, extra, services)
    if access is not None:
        seen = _readable(form.fields, seen, access, "")
    names = context(form, seen, options, extra, services)
    shown = compute(form, seen, options, extra, services)
    return View(form, shown, names, options, lang, access, services=services, **look)


def _readable(fields: list[Field], values: Mapping[str, Any], access: Access, prefix: str) -> Values:
    kept: Values = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if f.key in values and access.may_read(path):
            kept[f.key] = values[f.key]
            if isinstance(f, TableField):
                kept[f.key] = [_readable(f.fields, r, access, f"{path}.") for r in rows(values, f.key)]
    return kept
