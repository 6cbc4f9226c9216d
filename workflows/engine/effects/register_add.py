"""Adding entries to a register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field as Attr

from forms import feel
from forms.definition import Form
from forms.feel.shapes import ANY
from forms.text import Message
from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.entries import key_text, stored
from workflows.engine.shapes import FITS, reached, table_path, type_of
from workflows.engine.types import NewEntry, Refusal
from workflows.engine.why import why

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.definition import Register, RegisterField, RegisterTable
    from workflows.engine.situation import Attempt


@effect
class RegisterAdd(Effect):
    """Adds one entry per element of `each` to a register."""

    effect: Literal["register.add"] = "register.add"
    register_id: str = Attr(alias="register")
    each: str  # FEEL: a list of rows; in what follows each of them is `item`
    on: str = "today()"  # FEEL: first day in
    key: dict[str, str]  # key field of the register → FEEL
    entry: dict[str, str] = {}  # other field → FEEL
    rows: dict[str, str] = {}  # table of the register → FEEL: a list of rows with fields of the same names

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        situation = attempt.situation
        items = feel.evaluate(self.each, situation.context, situation.services)
        if not isinstance(items, list):
            return self._refused(attempt, "entries_no_list", self.each, situation.context)
        for item in items:
            found = self._entry(attempt, feel.scope({"item": item}, situation.context), outcome)
            if found is not None:
                return found
        return None

    def _entry(self, attempt: Attempt, scope: Mapping[str, Any], outcome: Outcome) -> Refusal | None:
        """Put one entry into the outcome, or say what is missing."""
        register, since = self._register(attempt), self._value(attempt, self.on, scope)
        if not isinstance(since, date) or isinstance(since, datetime):
            return self._refused(attempt, "entry_no_day", self.on, scope)
        body = self._body(attempt, register, scope)
        for name in register.key:
            if body[name] is None:
                expression = {**self.entry, **self.key}.get(name, "null")
                return self._refused(attempt, "entry_no_key", expression, scope, field=_title(register, name))
        made = self._made(attempt, register, scope, since, body)
        if any((e.register_id, e.key) == (made.register_id, made.key) for e in outcome.entries):
            return self._refused(attempt, "entry_twice", None, scope, entry=made.title)
        outcome.entries.append(made)
        return None

    def _made(
        self, attempt: Attempt, register: Register, scope: Mapping[str, Any], since: date, body: dict[str, Any]
    ) -> NewEntry:

        return NewEntry(
            register_id=self.register_id,
            since=since,
            key=key_text(register, body),
            title=str(body.get(register.title) or key_text(register, body)),
            district=body.get(register.district) if register.district else None,
            body=body,
            rows={n: _rows(register.tables[n], self._value(attempt, text, scope)) for n, text in self.rows.items()},
        )

    def _body(self, attempt: Attempt, register: Register, scope: Mapping[str, Any]) -> dict[str, Any]:

        wanted = {**self.entry, **self.key}
        return {
            name: stored(field, self._value(attempt, wanted[name], scope)) if name in wanted else None
            for name, field in register.fields.items()
        }

    def _register(self, attempt: Attempt) -> Register:
        return attempt.situation.procedure.registers[self.register_id]

    @staticmethod
    def _value(attempt: Attempt, text: str, scope: Mapping[str, Any]) -> Any:
        return feel.evaluate(text, scope, attempt.situation.services)

    def _refused(
        self, attempt: Attempt, code: str, text: str | None, scope: Mapping[str, Any], **data: object
    ) -> Refusal:

        situation = attempt.situation
        reasons = why(situation.form, text, scope, situation.services) if text else []
        told = {"transition": attempt.transition.title, "register": self._register(attempt).called, "why": reasons}
        return Refusal(Message(code, {**told, **data}))

    def problems(self, at: Problems) -> None:
        register = at.procedure.registers.get(self.register_id)
        if not at.at("register").known(self.register_id, at.procedure.registers, "word.register"):
            return
        if register is None or at.form is None:
            return
        table, keys = self._check_each(at, at.form), set(register.key)
        for name in keys - self.key.keys():
            at.at("key").error("effect_key_missing", field=name, register=register.called)
        self._check_values(at, "key", table, {k: f for k, f in register.fields.items() if k in keys})
        self._check_values(at, "entry", table, {k: f for k, f in register.fields.items() if k not in keys})
        for name, text in self.rows.items():
            if at.at("rows", name).known(name, register.tables, "word.register_table"):
                self._check_rows(at.at("rows", name), at.form, text, table, register.tables[name])

    def _check_each(self, at: Problems, form: Form) -> str | None:
        """The table whose rows become entries; None where `each` is computed."""
        at.at("each").compiled(self.each, at.types(), "list")
        at.at("on").compiled(self.on, at.types(), "date")
        table = table_path(form, self.each)
        if table is None and reached(form, self.each) is not None:
            at.at("each").error("effect_no_rows", text=self.each)
        return table

    def _check_values(self, at: Problems, part: str, table: str | None, fields: Mapping[str, RegisterField]) -> None:
        given = self.key if part == "key" else self.entry
        for name, text in given.items():
            if at.form and at.at(part, name).known(name, fields, "word.register_field"):
                self._check_value(at.at(part, name), at.form, text, table, fields[name].type)

    def _check_value(self, at: Problems, form: Form, text: str, table: str | None, kind: str) -> None:
        found = reached(form, text, table) if at.compiled(text, _types(at, table)) else None
        if found is not None and type_of(found) not in FITS[kind]:
            at.error("effect_type", text=text, found=type_of(found), wanted=kind)

    def _check_rows(self, at: Problems, form: Form, text: str, table: str | None, wanted: RegisterTable) -> None:
        if not at.compiled(text, _types(at, table)):
            return
        inner = table_path(form, text, table)
        if inner is None:
            at.error("effect_no_rows", text=text)
            return
        own = {f.key: f for f in form.tables[inner].fields}
        for name, each in wanted.fields.items():
            if at.known(name, own, "word.row_field") and type_of(own[name]) not in FITS[each.type]:
                at.error("effect_type", text=f"{text}.{name}", found=type_of(own[name]), wanted=each.type)


def _types(at: Problems, table: str | None) -> feel.Types:
    """The names of the form, and those of `item`."""
    item = at.types(table)["row"] if table else ANY
    return at.types(given={"item": item})


def _rows(table: RegisterTable, found: Any) -> list[dict[str, Any]]:
    rows = [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
    return [{name: stored(field, row.get(name)) for name, field in table.fields.items()} for row in rows]


def _title(register: Register, name: str) -> object:
    return register.fields[name].title or name
