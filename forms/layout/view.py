"""What a layout draws from: the values somebody may read, as stored and as FEEL sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from forms.checking import Access
from forms.context import Context, compute, context, contexts_of
from forms.definition import Form, Medium
from forms.feel import Services
from forms.fields import Field, OptionSource
from forms.fields.scan import ScanField
from forms.fields.table import ROW_ID, TableField
from forms.labels import At, places
from forms.messages import say
from forms.text import Message, Text
from forms.totals import Group, groups
from forms.values import Row, Values, identified, rows, rows_of
from forms.visibility import Hidden, hidden, visible


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
    numbers: Mapping[str, At] = field(default_factory=dict)  # of the rows as they are, also where some are not seen
    gone: Hidden = frozenset()

    def number(self, row: Row | None, place: int) -> int:
        """The number of a row; `place` is where it stands among those that are drawn."""
        at = self.numbers.get(row.get(ROW_ID, "")) if row else None
        return at.number if at else place

    def tells(self, field: Field) -> bool:
        """Whether words that ask nothing are drawn: notes are for who fills in, so not on paper."""
        gone = (field.key, "") in self.gone or field.key in self.form.said_by_pages
        return not gone and not (self.paper and field.type == "note")

    def said(self, field: Field) -> str:
        """The words of a field that asks nothing."""
        words = getattr(field, "words", None)
        return self.say(words).replace("\n", "<br>") if isinstance(words, Text) else ""

    def reads(self, path: str) -> bool:
        return self.access is None or self.access.may_read(path)

    def parts(self, path: str, found: Sequence[Row]) -> list[Group]:
        """Sub-totals of rows of a table, if the column may be read by which they are made."""
        table = self.form.tables[path]
        return groups(table, found, self.options) if self.reads(f"{path}.{table.totals_by}") else []

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
        shown = escape(field.show(value, self.options, self.lang)).replace("\n", "<br>")
        address = field.link(value)
        return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown

    def heading(self, field: Field) -> str:
        """The title of a field with its unit."""
        return escape(field.heading(self.lang))

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
    seen = visible(form, identified(form, values), options, extra, services)
    numbers = places(form, seen)
    if access is not None:
        seen = _readable(form.fields, seen, access, "")
    names = context(form, seen, options, extra, services)
    shown = compute(form, seen, options, extra, services)
    gone = _silent(form, values, options, extra, services)
    return View(form, shown, names, options, lang, access, services=services, numbers=numbers, gone=gone, **look)


def _silent(form: Form, values: Mapping[str, Any], options: OptionSource, extra: Any, services: Any) -> Hidden:
    """What is hidden by a condition, where that concerns words that ask nothing."""
    some = any(p.visible_when or any(f.visible_when for f in p.fields if not f.valued) for p in form.pages)
    return hidden(form, values, options, extra, services) if some else frozenset()


def _readable(fields: list[Field], values: Mapping[str, Any], access: Access, prefix: str) -> Values:
    row = values.get(ROW_ID, "")
    kept: Values = {ROW_ID: row} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if f.key in values and (access.may_read_at(path, row) if prefix else access.may_read(path)):
            kept[f.key] = values[f.key]
            if isinstance(f, TableField):
                seen = [r for r in rows(values, f.key) if access.may_read_row(path, r[ROW_ID])]
                kept[f.key] = [_readable(f.fields, r, access, f"{path}.") for r in seen]
    return kept
