"""A register made of fields of the form, and what is written into it: names that are the same belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from forms.canonical import plain
from forms.definition import Form
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data
from forms.fields import Field
from forms.fields.table import TableField
from workflows.engine.effects.register_add import RegisterAdd
from workflows.engine.shapes import FITS, type_of
from workflows.flow.edits import Title
from workflows.flow.places import keys_of, thing
from workflows.model.registers import Register, RegisterField, RegisterTable

KINDS: frozenset[str] = frozenset(get_args(RegisterField.model_fields["type"].annotation))
NAMING = ("text", "uscc")
"""Types whose values can name an entry."""


@dataclass(frozen=True)
class AddRegister:
    """A register with fields of the form, and its entries made by a transition where one is named."""

    title: Title
    form: Form
    fields: tuple[str, ...]  # top-level keys, tables too
    transition: str = ""
    taken: frozenset[str] = frozenset()  # registers of the office: one belongs to one procedure

    def make(self, procedure: Data) -> str:
        made = register_of(procedure, self.title, self.form, self.fields)
        key = key_for(str(self.title["zh"]), {*self.taken, *keys_of(procedure, "register")})
        procedure.setdefault("registers", {})[key] = made
        if self.transition:
            way = thing(procedure, "transition", self.transition)
            way.setdefault("do", []).append(adding(key, Register.model_validate(made), self.form))
        return f"register:{key}"


def kind_of(field: Field) -> str | None:
    """The type of the register's field that keeps such a value; None where none does."""
    found = type_of(field)
    return found if found in KINDS else next((k for k, fits in FITS.items() if found in fits), None)


def can_be_kept(form: Form) -> list[Field]:
    """The fields of a form that a register can have, and its tables."""
    return [f for f in form.fields if isinstance(f, TableField) or kind_of(f)]


def register_of(procedure: Data, title: Title, form: Form, keys: Sequence[str]) -> Data:
    """A register as JSON data. Raises `Refused` where nothing tells its entries apart."""
    chosen = [f for f in can_be_kept(form) if f.key in keys]
    fields = {f.key: _field(f) for f in chosen if not isinstance(f, TableField)}
    named = next((k for k, f in fields.items() if f["type"] in NAMING), None)
    if named is None:
        raise Refused("flow_register_unnamed")
    district = next((k for k, f in fields.items() if f["type"] == "district"), None)
    tables = {f.key: _table(f) for f in chosen if isinstance(f, TableField)}
    return {
        **title, "key": [k for k in (district, named) if k], "fields": fields, "title": named,
        **({"tables": tables} if tables else {}), **({"district": district} if district else {}),
        "read": dict(_readers(procedure, fields)),
    }  # fmt: skip


def _readers(procedure: Data, fields: Mapping[str, Data]) -> Iterator[tuple[str, str]]:
    """Roles of the city see all of it; those of a district or an organisation what is theirs, where it says whose."""
    for role, declared in procedure["roles"].items():
        kind = declared.get("where", "city").partition("(")[0]
        own = next((k for k, f in fields.items() if f["type"] == kind), None)
        if kind == "city" or own:
            yield role, own or "*"


def _field(field: Field) -> Data:
    made: Data = {"title": plain(field.title), "type": kind_of(field)}
    options = getattr(field, "options", None)
    return {**made, "options": options} if made["type"] in ("choice", "choices") and options else made


def _table(table: TableField) -> Data:
    fields = {f.key: _field(f) for f in table.fields if not isinstance(f, TableField) and kind_of(f)}
    inner = {f.key: _table(f) for f in table.fields if isinstance(f, TableField)}
    return {"title": plain(table.title), "fields": fields, **({"tables": inner} if inner else {})}


def adding(key: str, register: Register, form: Form) -> Data:
    """The effect that makes an entry of a case, from the fields and tables that are called the same."""
    there = {f.key: f for f in form.fields}
    values = {k: k for k in register.fields if k in there}
    made: dict[str, Any] = {
        "effect": RegisterAdd.model_fields["effect"].default, "register": key,
        "key": {k: values.get(k, "null") for k in register.key},
        "entry": {k: v for k, v in values.items() if k not in register.key},
        "rows": {k: k for k, table in register.tables.items() if k in there and _fits(table, there[k])},
    }  # fmt: skip
    return {k: v for k, v in made.items() if v != {} or k == "key"}


def _fits(table: RegisterTable, field: Field) -> bool:
    """Whether a table of the form has whatever the one of the register holds."""
    own = {f.key: f for f in field.fields} if isinstance(field, TableField) else {}
    return table.fields.keys() <= own.keys() and all(k in own and _fits(t, own[k]) for k, t in table.tables.items())
