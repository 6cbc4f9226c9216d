"""Places of a form in words: 区域 1　填报户数; 区域 2　经营主体 第 3 行　名称."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.finding import Place
from forms.text import Text
from forms.values import rows


@dataclass(frozen=True)
class At:
    """Where a row stands: its number in its table from 1, and the identity of the row around it ("" at the top)."""

    number: int
    parent: str


def places(form: Form, values: Mapping[str, Any]) -> dict[str, At]:
    """Every row by identity."""
    found: dict[str, At] = {}
    _number(form.fields, values, "", found)
    return found


def _number(fields: Sequence[Field], values: Mapping[str, Any], around: str, found: dict[str, At]) -> None:
    for table in (f for f in fields if isinstance(f, TableField)):
        nested = table.inner() is not None
        for n, row in enumerate(rows(values, table.key), 1):
            found[row[ROW_ID]] = At(n, around)
            if nested:
                _number(table.fields, row, row[ROW_ID], found)


def label(form: Form, at: Mapping[str, At], place: Place) -> Text:
    """A place in words; fields outside tables by their title alone."""
    field = form.by_path[place.path].title if place.field else None
    parts = [row_label(form, at, place.table, place.row)] if place.row else []
    if place.table and not place.row and not place.field:
        parts = [form.tables[place.table].title]
    return _joined([*parts, *([field] if field else [])])


def row_label(form: Form, at: Mapping[str, At], table: str, row: str) -> Text:
    """A row in words: tables whose rows hold tables count them (区域 1), others number their lines (第 3 行)."""
    place, field = at.get(row), form.tables[table]
    if place is None:
        return field.title
    zh, en = field.title.say("zh"), field.title.say("en")
    holds = field.inner() is not None
    own = Text(
        zh=f"{zh} {place.number}" if holds else f"{zh} 第 {place.number} 行",
        en=f"{en} {place.number}" if holds else f"{en} row {place.number}",
    )
    outer = table.rpartition(".")[0]
    return _joined([row_label(form, at, outer, place.parent), own]) if outer else own


def _joined(parts: list[Text]) -> Text:
    return Text(zh="　".join(p.say("zh") for p in parts), en=" · ".join(p.say("en") for p in parts))
