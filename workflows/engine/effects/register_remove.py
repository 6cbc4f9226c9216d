"""Taking entries out of a register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from workflows.engine.effects.base import effect
from workflows.engine.effects.of_entry import OfEntry
from workflows.engine.entry_types import EntryChange
from workflows.engine.types import Refusal
from workflows.model.naming import Feel

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt


@effect
class RegisterRemove(OfEntry):
    """Takes an entry out of a register from a day on, for a reason."""

    effect: Literal["register.remove"] = "register.remove"
    reason: Feel  # FEEL

    def _change(self, attempt: Attempt, scope: Mapping[str, Any], bare: EntryChange) -> EntryChange | Refusal:
        found = self._why(attempt, scope)
        if not found:
            return self._refused(attempt, "entry_no_reason", self.reason, scope)
        return EntryChange(bare.register_id, bare.entry, bare.on, ends=True, reason=found)

    def problems(self, at: Problems) -> None:
        register, form = self._found(at), at.form
        if register is not None and form is not None:
            self._check_entry(at, register, self._check_each(at, form))
