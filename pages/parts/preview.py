"""A form as somebody would meet it: what they fill in, what they only read, what is not there for them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from forms.checking import Access
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import TableField
from forms.values import rows

LONG = 20
"""Characters from which a cell gets room."""


def preview(form: Form, access: Access, values: Mapping[str, Any], options: OptionSource, lang: str) -> str:
    """HTML of every page with sample values; fields that may not be read are left out, empty pages too."""
    drawn = (_page(p.title.say(lang), p.fields, access, values, options, lang) for p in form.pages)
    return f'<div class="preview">{"".join(drawn)}</div>'


def _page(
    title: str, fields: list[Field], access: Access, values: Mapping[str, Any], options: OptionSource, lang: str
) -> str:
    plain = [f for f in fields if not isinstance(f, TableField) and access.may_read(f.key)]
    tables = [f for f in fields if isinstance(f, TableField) and access.may_read(f.key)]
    if not plain and not tables:
        return ""
    boxes = "".join(_field(f, access.may_write(f.key), values.get(f.key), options, lang) for f in plain)
    grid = f'<div class="pv-fields">{boxes}</div>' if plain else ""
    inner = "".join(_table(f, f.key, access, values, options, lang) for f in tables)
    return f"<section><h3>{escape(title)}</h3>{grid}{inner}</section>"


def _field(field: Field, writes: bool, value: Any, options: OptionSource, lang: str) -> str:
    if not field.valued:
        return _told(field, lang)
    mark = ' <i class="must">*</i>' if field.required and writes else ""
    kind = "pv-box" if writes and field.stored else "pv-read"
    shown = escape(field.show(value, options, lang)) or "&nbsp;"
    wide = min(max(field.width, 1), 3)
    return (
        f'<div style="grid-column:span {wide}"><label>{escape(field.heading(lang))}{mark}</label>'
        f'<div class="{kind}">{shown}</div></div>'
    )


def _told(field: Field, lang: str) -> str:
    """A note or a heading."""
    words = getattr(field, "words", None)
    said = escape(words.say(lang)) if words else ""
    return f'<div class="pv-told" style="grid-column:1/-1"><b>{escape(field.title.say(lang))}</b> {said}</div>'


def _table(
    table: TableField, path: str, access: Access, values: Mapping[str, Any], options: OptionSource, lang: str
) -> str:
    columns = [f for f in table.fields if not isinstance(f, TableField) and access.may_read(f"{path}.{f.key}")]
    head = "".join(_heading(f, access.may_write(f"{path}.{f.key}"), lang) for f in columns)
    body = ""
    for number, row in enumerate(rows(values, table.key), 1):
        cells = "".join(_cell(f, access.may_write(f"{path}.{f.key}"), row.get(f.key), options, lang) for f in columns)
        body += f'<tr><td class="read">{number}</td>{cells}</tr>'
    inner = table.inner()
    below = ""
    first = next(iter(rows(values, table.key)), None)
    if inner is not None and first is not None and access.may_read(f"{path}.{inner.key}"):
        below = _table(inner, f"{path}.{inner.key}", access, first, options, lang)
    title = escape(table.title.say(lang))
    drawn = f'<table class="pv-table"><tr><th>#</th>{head}</tr>{body}</table>'
    return f'<h4>{title}</h4><div class="pv-scroll">{drawn}</div>{below}'


def _heading(field: Field, writes: bool, lang: str) -> str:
    mark = ' <i class="must">*</i>' if field.required and writes else ""
    return f"<th>{escape(field.heading(lang))}{mark}</th>"


def _cell(field: Field, writes: bool, value: Any, options: OptionSource, lang: str) -> str:
    words = field.show(value, options, lang)
    kind = "write" if writes and field.stored else "read"
    kind += " num" if field.numeric else " long" if len(words) > LONG else ""
    return f'<td class="{kind}">{escape(words)}</td>'
