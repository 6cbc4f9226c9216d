"""Who sees and changes what where, as cells of a table: state × role × field group, painted hidden, read or write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from forms.design.refusing import Refused
from forms.design.tree import Data
from workflows.bundle import resolved
from workflows.definition import GroupRights, Procedure
from workflows.flow.places import keys_of
from workflows.model.naming import EVERY

Right = Literal["hidden", "read", "write"]
Cell = tuple[str, str, str]
"""State, role, group."""
RIGHTS: Final[tuple[Right, ...]] = ("hidden", "read", "write")


def matrix(procedure: Procedure) -> dict[Cell, Right]:
    """The right of every cell; rights on every group and those that hold in several states are laid in."""
    whole, groups = resolved(procedure, {}), list(procedure.main.groups)
    found: dict[Cell, Right] = {}
    for state, declared in whole.states.items():
        for role in procedure.roles:
            for group in groups:
                found[state, role, group] = _right(declared.rights, role, group)
    return found


def limited(procedure: Procedure) -> set[Cell]:
    """Cells whose right holds for some rows only."""
    return {
        (state, role, group)
        for state, declared in procedure.states.items() for group, right in declared.rights.items()
        for row in right.rows for role in (row.roles or [*right.read, *right.write])
    }  # fmt: skip


def _right(rights: Mapping[str, GroupRights], role: str, group: str) -> Right:
    held = [rights[g] for g in (group, EVERY) if g in rights]
    if any(role in h.write for h in held):
        return "write"
    return "read" if any(role in h.read for h in held) else "hidden"


@dataclass(frozen=True)
class Paint:
    """Cells given one right, as one step. What held in several states at once is parted where that has to differ."""

    cells: tuple[Cell, ...]
    right: Right

    def make(self, procedure: Data) -> str:
        for cell in self.cells:
            self._known(procedure, cell)
        wanted = {c for c in self.cells if matrix(Procedure.model_validate(procedure))[c] != self.right}
        for cell in sorted(wanted):
            _write_out(procedure, cell)
            _set(procedure["states"][cell[0]].setdefault("rights", {}), cell, self.right)
        return ""

    @staticmethod
    def _known(procedure: Data, cell: Cell) -> None:
        for kind, name in zip(("state", "role", "group"), cell, strict=True):
            if name not in keys_of(procedure, kind):
                raise Refused("flow_nothing_there", name=name)


def _set(rights: Data, cell: Cell, right: Right) -> None:
    _, role, group = cell
    held: dict[str, list[str]] = rights.setdefault(group, {})
    for name in ("write", "read"):
        held[name] = [r for r in held.get(name, []) if r != role]
    if right != "hidden":
        held[right].append(role)
    for name in ("write", "read"):
        if not held[name]:
            del held[name]
    if not held:
        del rights[group]


def _write_out(procedure: Data, cell: Cell) -> None:
    """Takes a cell out of what is said for every group or for several states, and leaves the others as they are."""
    state, role, group = cell
    rights = procedure["states"][state].setdefault("rights", {})
    if EVERY in rights:
        _spread(rights, role, group, keys_of(procedure, "group"))
    kept: list[Any] = []
    for each in procedure.get("readers", []):
        kept += _parted(each, cell, keys_of(procedure, "group"), keys_of(procedure, "state"))
    if kept:
        procedure["readers"] = kept
    else:
        procedure.pop("readers", None)


def _spread(rights: Data, role: str, group: str, groups: Iterable[str]) -> None:
    every = rights[EVERY]
    for name in ("write", "read"):
        if role in every.get(name, []):
            every[name] = [r for r in every[name] if r != role]
            for other in groups:
                held = rights.setdefault(other, {})
                if other != group and role not in held.get("write", []) and role not in held.get(name, []):
                    held.setdefault(name, []).append(role)
    for key in [k for k, v in rights.items() if not v.get("write") and not v.get("read")]:
        del rights[key]


def _parted(readers: Data, cell: Cell, groups: list[str], states: list[str]) -> list[Data]:
    """Readers without one cell: the other roles, the other groups, and the cell's role and group in other states."""
    state, role, group = cell
    holds = state not in readers.get("except", []) and state in (readers.get("states") or states)
    inside = role in readers["roles"] and (group in readers["groups"] or EVERY in readers["groups"]) and holds
    if not inside:
        return [readers]
    every = groups if EVERY in readers["groups"] else readers["groups"]
    others = [r for r in readers["roles"] if r != role]
    parts = [{**readers, "roles": others}] if others else []
    rest = [g for g in every if g != group]
    parts += [{**readers, "roles": [role], "groups": rest}] if rest else []
    left = _without(readers, state)
    return parts + ([{**left, "roles": [role], "groups": [group]}] if left else [])


def _without(readers: Data, state: str) -> Data | None:
    """The same readers in all their states but one; None where that was the only one."""
    if readers.get("states"):
        left = [s for s in readers["states"] if s != state]
        return {**readers, "states": left} if left else None
    return {**readers, "except": [*readers.get("except", []), state]}
