"""What the effects on registers share: for each of what, in which register, with which values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pydantic import Field as Attr

from forms import feel
from forms.definition import Form
from forms.feel import ast
from forms.feel.shapes import ANY
from forms.text import Message
from workflows.engine.effects.base import Effect, Outcome
from workflows.engine.entries import stored
from workflows.engine.shapes import FITS, path_of, reached, table_path, type_of
from workflows.engine.types import Refusal
from workflows.engine.why import why
from workflows.model.naming import DayOf, Feel, RegisterKey

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt
    from workflows.model.registers import Register, RegisterField, RegisterTable

Scope = Mapping[str, Any]


class RegisterEffect(Effect):
    """One thing done in a register, or one for each element of a list."""

    register_id: RegisterKey = Attr(alias="register")
    each: Feel | None = None  # FEEL: a list; in what follows each of its elements is `item`
    on: DayOf = "today()"  # FEEL: the day from which it holds
    reason: Feel | None = None  # FEEL

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        for scope in self._scopes(attempt) or ():
            found = self._one(attempt, scope, outcome)
            if found is not None:
                return found
        return None if self._scopes(attempt) is not None else self._no_list(attempt)

    def _one(self, attempt: Attempt, scope: Scope, outcome: Outcome) -> Refusal | None:
        """Put one thing into the outcome, or say what stands against it."""
        raise NotImplementedError

    def _scopes(self, attempt: Attempt) -> list[Scope] | None:
        """The names that expressions see, for each element; None where `each` gives no list."""
        context = attempt.situation.context
        if self.each is None:
            return [context]
        items = feel.evaluate(self.each, context, attempt.situation.services)
        return [feel.scope({"item": i}, context) for i in items] if isinstance(items, list) else None

    def _no_list(self, attempt: Attempt) -> Refusal:
        return self._refused(attempt, "entries_no_list", self.each, attempt.situation.context)

    def _register(self, attempt: Attempt) -> Register:
        return attempt.situation.procedure.registers[self.register_id]

    @staticmethod
    def _value(attempt: Attempt, text: str, scope: Scope) -> Any:
        return feel.evaluate(text, scope, attempt.situation.services)

    def _day(self, attempt: Attempt, scope: Scope) -> date | Refusal:
        found = self._value(attempt, self.on, scope)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        return self._refused(attempt, "entry_no_day", self.on, scope)

    def _why(self, attempt: Attempt, scope: Scope) -> str:
        found = self._value(attempt, self.reason, scope) if self.reason else None
        return found.strip() if isinstance(found, str) else ""

    def _rows(self, attempt: Attempt, register: Register, rows: Mapping[str, str], scope: Scope) -> dict[str, Any]:
        return {n: rows_of(register.tables[n], self._value(attempt, text, scope)) for n, text in rows.items()}

    def _refused(self, attempt: Attempt, code: str, text: str | None, scope: Scope, **data: object) -> Refusal:
        situation = attempt.situation
        reasons = why(situation.form, text, scope, situation.services) if text else []
        told = {"transition": attempt.transition.title, "register": self._register(attempt).called, "why": reasons}
        return Refusal(Message(code, {**told, **data}), guard=self.effect)

    def _found(self, at: Problems) -> Register | None:
        """The register, with what is wrong about the list, the day and the reason noted."""
        if not at.at("register").known(self.register_id, at.procedure.registers, "word.register"):
            return None
        register = at.procedure.registers[self.register_id]
        return register if at.form is not None and register.fields else None

    def _check_each(self, at: Problems, form: Form) -> str | None:
        """The table whose rows are gone through; None where `each` is computed, or missing."""
        if self.each is None:
            self._check_day(at, None)
            return None
        at.at("each").compiled(self.each, at.types(), "list")
        table = table_path(form, self.each)
        if table is None and reached(form, self.each) is not None:
            at.at("each").error("effect_no_rows", text=self.each)
        self._check_day(at, table)
        return table

    def _check_day(self, at: Problems, table: str | None) -> None:
        at.at("on").compiled(self.on, self._types(at, table), "date")
        if self.reason is not None:
            at.at("reason").compiled(self.reason, self._types(at, table), "string")

    def _types(self, at: Problems, table: str | None) -> feel.Types:
        """The names of the form, and those of `item`."""
        if self.each is None:
            return at.types()
        item = at.types(table)["row"] if table else ANY
        return at.types(given={"item": item})

    def _check_values(
        self, at: Problems, given: Mapping[str, str], table: str | None, fields: Mapping[str, RegisterField]
    ) -> None:
        for name, text in given.items():
            if at.form and at.at(name).known(name, fields, "word.register_field"):
                self._check_value(at.at(name), at.form, text, table, fields[name].type)

    def _check_value(self, at: Problems, form: Form, text: str, table: str | None, kind: str) -> None:
        found = reached(form, text, table) if at.compiled(text, self._types(at, table)) else None
        if found is not None and type_of(found) not in FITS[kind]:
            at.error("effect_type", text=text, found=type_of(found), wanted=kind)

    def _check_rows(
        self, at: Problems, form: Form, rows: Mapping[str, str], table: str | None, register: Register
    ) -> None:
        for name, text in rows.items():
            if at.at(name).known(name, register.tables, "word.register_table"):
                self._check_table(at.at(name), form, text, table, register.tables[name])

    def _check_table(self, at: Problems, form: Form, text: str, table: str | None, wanted: RegisterTable) -> None:
        compiled = at.compiled(text, self._types(at, table))
        if compiled is None:
            return
        inner, path = table_path(form, text, table), path_of(compiled.tree)
        if inner is not None:
            _check_fields(at, form, inner, text, wanted)
        elif isinstance(compiled.tree, ast.Literal) or (path is not None and path.partition(".")[0] not in at.names):
            at.error("effect_no_rows", text=text)


def _check_fields(at: Problems, form: Form, table: str, text: str, wanted: RegisterTable) -> None:
    """The rows of a table of the form have the fields that rows of the register have."""
    own = {f.key: f for f in form.tables[table].fields}
    for name, each in wanted.fields.items():
        if at.known(name, own, "word.row_field") and type_of(own[name]) not in FITS[each.type]:
            at.error("effect_type", text=f"{text}.{name}", found=type_of(own[name]), wanted=each.type)
    for name, below in wanted.tables.items():
        if f"{table}.{name}" in form.tables:
            _check_fields(at, form, f"{table}.{name}", f"{text}.{name}", below)


def rows_of(table: RegisterTable, found: Any) -> list[dict[str, Any]]:
    """Rows as an entry holds them, from what an expression gave; those inside under the key of their table."""
    return [_row(table, row) for row in _mappings(found)]


def _row(table: RegisterTable, row: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: stored(field, row.get(name)) for name, field in table.fields.items()}
    return own | {name: rows_of(below, row.get(name)) for name, below in table.tables.items()}


def _mappings(found: Any) -> Iterator[Mapping[str, Any]]:
    return (row for row in found if isinstance(row, Mapping)) if isinstance(found, Sequence) else iter(())


def title_of(register: Register, name: str) -> object:
    """What a field of a register is called."""
    return register.fields[name].title or name
