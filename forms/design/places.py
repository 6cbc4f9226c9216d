"""Every place of a form that speaks of fields: expressions, sentences with expressions in them, keys, paths.

One walk for all that need it: what is renamed is renamed here, what reads a field is told from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from forms.context import LAST
from forms.definition import Attached, Form, Line, PrintTable
from forms.feel.names import Where
from forms.feel.renaming import Meaning
from forms.fields import Field
from forms.fields.computed import ComputedField
from forms.fields.lookup import LookupField
from forms.fields.table import TableField
from forms.json_text import step
from forms.template import expressions
from forms.text import Text

Kind = Literal["feel", "sentence", "key", "path", "of_object"]
Use = Literal["shows", "requires", "fills", "computes", "checks", "compares", "totals", "takes", "prints", "names"]


@dataclass(frozen=True)
class Place:
    """One place: its JSON pointer, how fields are named there, the table whose row it sees, and what it is for.

    `key`: a key within `table`; `path`: a whole path; `of_object`: the last step of the pointer itself is the key.
    `of` is the field, the rule or the page that does it.
    """

    pointer: str
    kind: Kind
    table: str
    use: Use
    of: str = ""


def places(form: Form) -> Iterator[Place]:
    """Every place of the form, in its order."""
    for n, page in enumerate(form.pages):
        if page.visible_when is not None:
            yield Place(f"/pages/{n}/visible_when", "feel", "", "shows", page.id)
        yield from _fields(page.fields, f"/pages/{n}/fields", "")
    for n, rule in enumerate(form.rules):
        at, table = f"/rules/{n}", rule.each or ""
        if rule.each is not None:
            yield Place(f"{at}/each", "path", "", "checks", rule.id)
        yield Place(f"{at}/at", "key", table, "checks", rule.id)
        yield from (Place(f"{at}/also/{m}", "key", table, "checks", rule.id) for m in range(len(rule.also)))
        yield Place(f"{at}/holds", "feel", table, "checks", rule.id)
        yield from _said(rule.message, f"{at}/message", table, "checks", rule.id)
        yield from _said(rule.todo, f"{at}/todo", table, "checks", rule.id)
    yield from _printed(form)


def _fields(fields: list[Field], pointer: str, table: str) -> Iterator[Place]:
    for n, field in enumerate(fields):
        at, path = f"{pointer}/{n}", f"{table}.{field.key}".removeprefix(".")
        yield from _of_field(field, at, table, path)
        if isinstance(field, TableField):
            yield from _of_table(field, at, path)
            yield from _fields(field.fields, f"{at}/fields", path)


def _of_field(field: Field, at: str, table: str, path: str) -> Iterator[Place]:
    uses: dict[str, Use] = {"visible_when": "shows", "required_when": "requires"}
    for name, use in uses.items():
        if getattr(field, name) is not None:
            yield Place(f"{at}/{name}", "feel", table, use, path)
    if field.default is not None:
        yield Place(f"{at}/default", "feel", "", "fills", path)
    for n, unique in enumerate(field.unique):
        found = (f"{at}/unique/{n}/with/{m}" for m in range(len(unique.beside)))
        yield from (Place(pointer, "key", table, "compares", path) for pointer in found)
    if isinstance(field, ComputedField):
        yield Place(f"{at}/value", "feel", table, "computes", path)
    if isinstance(field, LookupField):
        yield from (Place(step(f"{at}/copy", own), "of_object", table, "takes", path) for own in field.takes)


def _of_table(field: TableField, at: str, path: str) -> Iterator[Place]:
    if field.row_title is not None:
        yield Place(f"{at}/row_title", "key", path, "names", path)
    if field.totals_by is not None:
        yield Place(f"{at}/totals_by", "key", path, "totals", path)
    yield from (Place(f"{at}/totals/{n}/of", "key", path, "totals", path) for n in range(len(field.totals)))


def _said(text: Text | None, pointer: str, table: str, use: Use, of: str) -> Iterator[Place]:
    if text is None:
        return
    plain = text.en is None and text.one is None
    for language, words in (("zh", text.zh), ("en", text.en or "")):
        if expressions(words):
            yield Place(pointer if plain else f"{pointer}/{language}", "sentence", table, use, of)


def _printed(form: Form) -> Iterator[Place]:
    for n, block in enumerate(form.print.blocks if form.print else ()):
        at = f"/print/blocks/{n}"
        if isinstance(block, Line):
            yield from (Place(f"{at}/fields/{m}", "key", "", "prints") for m in range(len(block.fields)))
        if isinstance(block, (PrintTable, Attached)):
            yield Place(f"{at}/table", "path", "", "prints")
            keys = (m for m, c in enumerate(block.columns) if c.field != "#")
            yield from (Place(f"{at}/columns/{m}/field", "key", block.table, "prints") for m in keys)
        if isinstance(block, PrintTable):
            totals = range(len(block.total or ()))
            yield from (Place(f"{at}/total/{m}", "key", block.table, "prints") for m in totals)
        if isinstance(block, Attached):
            yield from _said(block.caption, f"{at}/caption", block.table.rpartition(".")[0], "prints", "")


def meaning_at(form: Form, table: str, also: Mapping[str, Where | None] | None = None) -> Meaning:
    """What names mean in a row of a table, or outside tables: own fields, `row`, `parent`, those around, `last`."""
    heads: dict[str, Where | None] = {LAST: (), **{f.key: (f.key,) for f in form.fields}}
    parts = table.split(".") if table and table in form.tables else []
    for depth in range(len(parts)):
        path = tuple(parts[: depth + 1])
        own = form.tables[".".join(path)].fields
        heads |= {f.key: (*path, f.key) for f in own}
        heads |= {"row": path, "previous": path, "parent": path[:-1] or None}
    return meaning_of({**heads, **(also or {})}, form)


def meaning_of(heads: Mapping[str, Where | None], form: Form) -> Meaning:
    """What a path stands for, when its first name is known; None where that leads to no field of the form."""

    def meaning(path: Where) -> Where | None:
        head = heads.get(path[0])
        if head is None:
            return None
        whole = (*head, *path[1:])
        known = next((whole[:n] for n in range(len(whole), 0, -1) if ".".join(whole[:n]) in form.by_path), None)
        return whole if known else None

    return meaning


def value_at(data: Any, pointer: str) -> Any:
    """What stands at a pointer of JSON data."""
    for name in pointer.split("/")[1:]:
        name = name.replace("~1", "/").replace("~0", "~")
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data
