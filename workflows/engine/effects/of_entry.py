"""Something done to an entry that there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from workflows.engine.effects.base import Outcome
from workflows.engine.effects.registering import RegisterEffect
from workflows.engine.entries import key_text, stored
from workflows.engine.entry_types import EntryChange, EntryFacts
from workflows.engine.types import Refusal
from workflows.model.naming import Feel

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt
    from workflows.model.registers import Register


class OfEntry(RegisterEffect):
    """Something done to an entry: the one that `entry` gives, or the one under a key on that day."""

    entry: Feel | None = None  # FEEL: an entry, such as the `entry` of a child
    key: dict[str, Feel] = {}  # or its key: field → FEEL

    def _one(self, attempt: Attempt, scope: Mapping[str, Any], outcome: Outcome) -> Refusal | None:
        on = self._day(attempt, scope)
        if isinstance(on, Refusal):
            return on
        entry = self._entry(attempt, scope, on)
        if isinstance(entry, Refusal):
            return entry
        if code := entry.against(on):
            told = {"entry": entry.title, "on": on.isoformat(), "since": entry.since.isoformat()}
            until = entry.until.isoformat() if entry.until else ""
            return self._refused(attempt, code, None, scope, **told, until=until)
        made = self._change(attempt, scope, EntryChange(self.register_id, entry.id, on, reason=""))
        if isinstance(made, Refusal):
            return made
        outcome.entry_changes.append(made)
        return None

    def _change(self, attempt: Attempt, scope: Mapping[str, Any], bare: EntryChange) -> EntryChange | Refusal:
        raise NotImplementedError

    def _entry(self, attempt: Attempt, scope: Mapping[str, Any], on: date) -> EntryFacts | Refusal:
        register, world = self._register(attempt), attempt.situation.world
        if self.entry is not None:
            given = self._value(attempt, self.entry, scope)
            number = given.get("id") if isinstance(given, Mapping) else None
            found = world.entry_of(int(number)) if number is not None else None
            text = self.entry
        else:
            body = {name: stored(register.fields[name], self._value(attempt, t, scope)) for name, t in self.key.items()}
            text = next((t for n, t in self.key.items() if body[n] is None), "")
            found = None if text else world.entry_under(self.register_id, key_text(register, body), on)
        if found is None or found.register_id != self.register_id:
            return self._refused(attempt, "entry_not_found", text or None, scope)
        return found

    def _check_entry(self, at: Problems, register: Register, table: str | None) -> None:
        """The entry is named in one way, and can be told from others."""
        if (self.entry is None) == (not self.key):
            at.error("effect_entry_or_key", register=register.called)
        if self.entry is not None:
            at.at("entry").compiled(self.entry, self._types(at, table))
            return
        keys = {k: f for k, f in register.fields.items() if k in register.key}
        for name in keys.keys() - self.key.keys() if self.key else ():
            at.at("key").error("effect_key_missing", field=name, register=register.called)
        self._check_values(at.at("key"), self.key, table, keys)
