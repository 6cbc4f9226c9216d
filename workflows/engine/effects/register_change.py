"""Changing entries of a register: dated revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from workflows.engine.effects.base import effect
from workflows.engine.effects.of_entry import OfEntry
from workflows.engine.effects.registering import title_of
from workflows.engine.entries import stored
from workflows.engine.entry_types import EntryChange
from workflows.engine.types import Refusal
from workflows.model.naming import Feel

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt


@effect
class RegisterChange(OfEntry):
    """Changes an entry from a day on; what it does not name stays as it is. The entry keeps its identity."""

    effect: Literal["register.change"] = "register.change"
    fields: dict[str, Feel] = {}  # field → FEEL
    rows: dict[str, Feel] = {}  # table → FEEL: all its rows as they are from then on

    def _change(self, attempt: Attempt, scope: Mapping[str, Any], bare: EntryChange) -> EntryChange | Refusal:
        register = self._register(attempt)
        body = {n: stored(register.fields[n], self._value(attempt, t, scope)) for n, t in self.fields.items()}
        empty = next((n for n in register.key if n in body and body[n] is None), None)
        if empty is not None:
            title = title_of(register, empty)
            return self._refused(attempt, "entry_no_key", self.fields[empty], scope, field=title)
        rows = self._rows(attempt, register, self.rows, scope)
        return EntryChange(bare.register_id, bare.entry, bare.on, body, rows, reason=self._why(attempt, scope))

    def problems(self, at: Problems) -> None:
        register, form = self._found(at), at.form
        if register is None or form is None:
            return
        table = self._check_each(at, form)
        self._check_entry(at, register, table)
        if not self.fields and not self.rows:
            at.error("effect_changes_nothing", register=register.called)
        self._check_values(at.at("fields"), self.fields, table, register.fields)
        self._check_rows(at.at("rows"), form, self.rows, table, register)
