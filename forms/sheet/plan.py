"""Which sheets a form's workbook has, and which columns stand in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.checking import Access
from forms.definition import Form
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import TableField
from forms.messages import say
from forms.text import LANGUAGES, Message

ABOUT = "_about"
LISTS = "_lists"
MARK = "sandbox-desk form"
COLUMN = "column:"
ASIDE = "aside:"
"""What a file tells of a table's columns that stand beside its fields: they are not read."""
IDENTITY = "_id"
"""Heading of the hidden column that lets rows keep their identity on the way out and in again."""
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")


@dataclass(frozen=True)
class Tab:
    """One sheet: the fields outside tables (`path` empty), or one table.

    `key` is the heading of its first column: the row's number, or for an inner table the number of the row around it;
    `keys` are all headings under which an inner table may name the row around it. `number` is the heading of a second
    column, in which the rows of an inner table that hold tables themselves are numbered through the whole sheet.
    """

    path: str
    name: str
    key: str
    fields: tuple[Field, ...]
    keys: frozenset[str] = frozenset()
    number: str = ""
    inners: tuple[str, ...] = ()  # keys of the tables inside its rows

    @property
    def lead(self) -> tuple[str, ...]:
        """The headings of the columns in front of the fields."""
        return (self.key, self.number) if self.number else (self.key,)

    @property
    def inner(self) -> bool:
        return "." in self.path


def tabs(form: Form, lang: str = "zh", access: Access | None = None) -> list[Tab]:
    """The sheets of a form in order, the fields first; with `access` only what somebody may write."""
    taken: set[str] = {ABOUT, LISTS}
    found = [Tab("", _free(form.title.say(lang), taken), "", _fields(form.fields, "", access))]
    for path, table in form.tables.items():
        fields = _fields(table.fields, f"{path}.", access)
        if fields:
            name = _free(table.title.say(lang), taken)
            number = say(Message("print.number"), lang) if "." in path and table.inner() else ""
            inside = tuple(f.key for f in table.inners())
            keys = frozenset(_keys(form, path))
            found.append(Tab(path, name, _key(form, path, lang), fields, keys, number, inside))
    return found


def _fields(fields: list[Field], prefix: str, access: Access | None) -> tuple[Field, ...]:
    cells = [f for f in fields if f.stored and not isinstance(f, (TableField, AttachmentField))]
    return tuple(f for f in cells if access is None or access.may_write(f"{prefix}{f.key}"))


def _key(form: Form, path: str, lang: str) -> str:
    outer = path.rpartition(".")[0]
    number = say(Message("print.number"), lang)
    return say(Message("sheet.of", {"table": form.tables[outer].title}), lang) if outer else number


def _keys(form: Form, path: str) -> Iterator[str]:
    outer = form.tables.get(path.rpartition(".")[0])
    for lang in LANGUAGES if outer else ():
        yield _key(form, path, lang)
        yield outer.title.say(lang) if outer else ""
        yield from (f.title.say(lang) for f in outer.fields if f.key == outer.row_title) if outer else ()


def _free(title: str, taken: set[str]) -> str:
    """A name for a sheet: at most 31 characters, none that a workbook forbids, not used before."""
    base = _NO_NAME.sub(" ", title).strip()[:28] or "Sheet"
    names = [base, *(f"{base} {n}" for n in range(2, 100))]
    name = next(n for n in names if n.casefold() not in {t.casefold() for t in taken})
    taken.add(name)
    return name


def shape(form: Form) -> str:
    """A short text that is the same as long as the columns of a form are."""
    facts = json.dumps(list(_facts(form)), ensure_ascii=False)
    return hashlib.sha256(facts.encode("utf-8")).hexdigest()[:16]


def _facts(form: Form) -> Iterator[tuple[str, str, str]]:
    for path, field in form.by_path.items():
        if field.stored:
            yield path, field.type, getattr(field, "options", "")


def about(form: Form, plan: list[Tab], version: str, lang: str) -> list[tuple[str, str]]:
    """What a workbook knows about itself: form, version, sheets, and all columns the form had when it was made."""
    facts = [("mark", MARK), ("form", form.id), ("version", version), ("shape", shape(form)), ("lang", lang)]
    columns = [
        (f"{COLUMN}{path}", json.dumps([field.type, field.title.say(lang)], ensure_ascii=False))
        for path, field in form.by_path.items()
        if field.stored
    ]
    return [*facts, *((f"tab:{t.name}", t.path) for t in plan), *columns]
