"""Adding entries to a register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from workflows.engine.effects.base import Outcome, effect
from workflows.engine.effects.registering import RegisterEffect, title_of
from workflows.engine.entries import key_text, stored
from workflows.engine.entry_types import NewEntry
from workflows.engine.types import Refusal
from workflows.model.naming import Feel

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt
    from workflows.model.registers import Register


@effect
class RegisterAdd(RegisterEffect):
    """Adds an entry to a register, or one per element of `each`; what is in under the same key goes on as it."""

    effect: Literal["register.add"] = "register.add"
    key: dict[str, Feel]  # key field of the register → FEEL
    entry: dict[str, Feel] = {}  # other field → FEEL
    rows: dict[
        str, Feel
    ] = {}  # table of the register → FEEL: rows with fields (and tables) of the same names

    def _one(self, attempt: Attempt, scope: Mapping[str, Any], outcome: Outcome) -> Refusal | None:
        register, since = self._register(attempt), self._day(attempt, scope)
        if isinstance(since, Refusal):
            return since
        body = self._body(attempt, register, scope)
        for name in register.key:
            if body[name] is None:
                expression = {**self.entry, **self.key}.get(name, "null")
                return self._refused(attempt, "entry_no_key", expression, scope, field=title_of(register, name))
        made = self._made(attempt, register, scope, since, body)
        if any((e.register_id, e.key) == (made.register_id, made.key) for e in outcome.entries):
            return self._refused(attempt, "entry_twice", None, scope, entry=made.title)
        outcome.entries.append(made)
        return None

    def _made(
        self, attempt: Attempt, register: Register, scope: Mapping[str, Any], since: date, body: dict[str, Any]
    ) -> NewEntry:
        return NewEntry(
            register_id=self.register_id, since=since, key=key_text(register, body),
            title=str(body.get(register.title) or key_text(register, body)),
            district=body.get(register.district) if register.district else None, body=body,
            rows=self._rows(attempt, register, self.rows, scope), reason=self._why(attempt, scope),
        )  # fmt: skip

    def _body(self, attempt: Attempt, register: Register, scope: Mapping[str, Any]) -> dict[str, Any]:
        wanted = {**self.entry, **self.key}
        return {
            name: stored(field, self._value(attempt, wanted[name], scope)) if name in wanted else None
            for name, field in register.fields.items()
        }

    def problems(self, at: Problems) -> None:
        register, form = self._found(at), at.form
        if register is None or form is None:
            return
        table, keys = self._check_each(at, form), set(register.key)
        for name in keys - self.key.keys():
            at.at("key").error("effect_key_missing", field=name, register=register.called)
        self._check_values(at.at("key"), self.key, table, {k: f for k, f in register.fields.items() if k in keys})
        others = {k: f for k, f in register.fields.items() if k not in keys}
        self._check_values(at.at("entry"), self.entry, table, others)
        self._check_rows(at.at("rows"), form, self.rows, table, register)
