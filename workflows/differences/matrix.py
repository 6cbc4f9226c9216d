"""Who may read and write what, where: the permission matrix of two versions beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.differences.things import matched
from workflows.rights import EVERY

Right = Literal["hidden", "read", "write", "absent"]


@dataclass(frozen=True)
class Cell:
    """One role before one field group in one state: what it might, and what it may; `absent` where there was none."""

    state: Text
    role: Text
    group: str
    before: Right
    after: Right
    rows: bool = False  # the right is limited to some rows, and to which has changed

    @property
    def told(self) -> Message:
        """The cell as a sentence."""
        was, now = Message(f"diff.right.{self.before}"), Message(f"diff.right.{self.after}")
        if self.rows:
            now = Message("diff.right.rows", {"right": now})
        return Message("diff.right", {"state": self.state, "role": self.role, "group": self.group,
                                      "before": was, "after": now})  # fmt: skip


def matrix(before: Bundle, after: Bundle) -> list[Cell]:
    """Every cell that is another one now, in the order of states, roles and groups."""
    return list(_cells(before, after))


def _cells(before: Bundle, after: Bundle) -> Iterator[Cell]:
    old, new = before.procedure, after.procedure
    states, roles = (_both(old.states, new.states), _both(old.roles, new.roles))
    for state_before, state_after in states:
        for role_before, role_after in roles:
            for group in dict.fromkeys([*before.groups, *after.groups]):
                was = _right(before, state_before, role_before, group)
                now = _right(after, state_after, role_after, group)
                limited = _rows(before, state_before, role_before, group) != _rows(
                    after, state_after, role_after, group
                )
                if not _alike(was, now) or (limited and was == now):
                    state = new.states[state_after] if state_after else old.states[state_before or ""]
                    role = new.roles[role_after] if role_after else old.roles[role_before or ""]
                    yield Cell(state.title, role.title, group, was, now, limited and was == now)


def _alike(was: Right, now: Right) -> bool:
    """What was not there and what nobody sees are the same to everybody."""
    nothing = ("hidden", "absent")
    return was == now or (was in nothing and now in nothing)


def _both(before: dict, after: dict) -> list[tuple[str | None, str | None]]:  # type: ignore[type-arg]
    """Keys of both versions in pairs; None where there is none on that side."""
    pairs = matched(before, after)
    gone = [key for key in before if key not in pairs.values()]
    return [*((pairs.get(key), key) for key in after), *((key, None) for key in gone)]


def _right(bundle: Bundle, state: str | None, role: str | None, group: str) -> Right:
    procedure = bundle.procedure
    if state not in procedure.states or role not in procedure.roles or group not in bundle.groups:
        return "absent"
    given = [procedure.states[state].rights[g] for g in (group, EVERY) if g in procedure.states[state].rights]
    if any(role in each.write for each in given):
        return "write"
    return "read" if any(role in each.read for each in given) else "hidden"


def _rows(bundle: Bundle, state: str | None, role: str | None, group: str) -> list[str]:
    procedure = bundle.procedure
    if state not in procedure.states or role is None:
        return []
    rights = procedure.states[state].rights
    rows = (r for g in (group, EVERY) if g in rights for r in rights[g].rows)
    return [r.model_dump_json() for r in rows if not r.roles or role in r.roles]
