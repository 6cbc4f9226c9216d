"""Children of cases and of register entries."""

from __future__ import annotations

from typing import Literal

from workflows.engine.effects import AnyEffect
from workflows.model.base import Titled
from workflows.model.naming import Feel, FieldPath, OfRegister, ProcedureKey, RoleKey, StateKey, TransitionKey


class Child(Titled):
    """A case with a parent: this case, or an entry that came into a register (`of: register:<id>`).

    `give` fills fields of the child from the parent's context (`entry` for a register entry); `take` writes fields of
    the parent's main form from `child` when it ends with one of `outcomes`. `on_end` are effects by outcome (the `end`
    of the child's final state), in the parent's context with `child` and, for an entry, `entry`.
    """

    procedure: ProcedureKey
    of: OfRegister = "case"  # case, or register:<id>
    states: list[StateKey] = []  # of the parent case, in which it may be opened
    by: list[RoleKey] = []  # roles of the parent's procedure; empty: only effects open it
    one_open_per: Literal["entry", "parent"] | None = None
    give: dict[str, Feel] = {}  # field of the child's main form → FEEL
    take: dict[FieldPath, Feel] = {}  # field of the parent's main form → FEEL over `child`
    outcomes: list[str] = []  # of `take`; none means any
    blocks: list[TransitionKey] = []  # transitions of the parent that wait until none is open
    on_parent_end: Literal["leave", "end"] = "leave"
    on_end: dict[str, list[AnyEffect]] = {}
    basis: str = "own"
