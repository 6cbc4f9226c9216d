"""A rehearsal in the words of today: keys that a state, role, transition … had when it was written still mean it.

Nothing that is kept or shipped is rewritten; what was renamed in a draft and taken back again needs nothing undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflows.definition import Procedure
from workflows.rehearsal.model import Rehearsal, Step

Former = Mapping[str, Mapping[str, str]]
"""Kind → former key → key of today."""
_LISTS = {"tasks": "role", "opinions": "role", "kept": "role"}
_BY_PERSON = {"sees": "role", "may": "transition", "messages": "message"}
_HEADS = {"clock": "clock", "due": "clock"}


def of_today(rehearsal: Rehearsal, procedure: Procedure) -> Rehearsal:
    """The rehearsal with the keys that the procedure has now; the same one where none was renamed."""
    former = former_of(procedure)
    if not any(former.values()):
        return rehearsal
    children = {s.case for s in rehearsal.play if s.child}
    play = [s if s.case in children and not s.child else _step(s, former) for s in rehearsal.play]
    return rehearsal.model_copy(update={"people": _people(rehearsal.people, former["role"]), "play": play})


def former_of(procedure: Procedure) -> Former:
    """What was called otherwise before; a key that there is today is nobody's former one."""
    kinds: Mapping[str, Mapping[str, Any]] = {
        "state": procedure.states, "role": procedure.roles, "transition": procedure.transitions,
        "clock": procedure.clocks, "child": procedure.children, "draw": procedure.draws,
    }  # fmt: skip
    return {
        kind: {old: key for key, each in things.items() for old in each.formerly if old not in things}
        for kind, things in kinds.items()
    }


def _people(people: Mapping[str, Any], roles: Mapping[str, str]) -> dict[str, Any]:
    def now(held: str) -> str:
        role, at, where = held.partition("@")
        return f"{roles.get(role, role)}{at}{where}"

    return {name: [now(h) for h in held] if isinstance(held, list) else now(held) for name, held in people.items()}


def _step(step: Step, former: Former) -> Step:
    def key(kind: str, value: str | None) -> str | None:
        return former.get(kind, {}).get(value, value) if value is not None else None

    target = key("state", step.target)
    return step.model_copy(update={
        "does": key("transition", step.does), "child": key("child", step.child), "task": _task(step.task, former),
        "target": key("clock", target), "then": {_fact(n, former): _told(n, v, former) for n, v in step.then.items()},
    })  # fmt: skip


def _fact(name: str, former: Former) -> str:
    """`clock.<key>`, `due.<key>`."""
    head, dot, rest = name.partition(".")
    return f"{head}{dot}{former[_HEADS[head]].get(rest, rest)}" if dot and head in _HEADS else name


def _told(name: str, value: Any, former: Former) -> Any:
    """What has to be true afterwards."""
    if name == "state" and isinstance(value, str):
        return former["state"].get(value, value)
    if name == "holder" and isinstance(value, str):
        role, at, where = value.partition("@")
        return f"{former['role'].get(role, role)}{at}{where}"
    if name in _LISTS and isinstance(value, list):
        return [_task(v, former) for v in value]
    if name == "draws" and isinstance(value, Mapping):
        return {former["draw"].get(k, k): v for k, v in value.items()}
    if name in _BY_PERSON and isinstance(value, Mapping):
        return {person: _list(_BY_PERSON[name], given, former) for person, given in value.items()}
    return value


def _list(kind: str, given: Any, former: Former) -> Any:
    if not isinstance(given, list):
        return given
    return [_task(v, former) if kind == "role" else former.get(kind, {}).get(v, v) for v in given]


def _task(task: str | None, former: Former) -> str | None:
    """`role`, or `role/row`."""
    if task is None:
        return None
    role, slash, row = task.partition("/")
    return f"{former['role'].get(role, role)}{slash}{row}"
