"""A mapping from one version to another, as far as it can be told; what is doubtful is named, to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.definition import Form
from forms.fields import registry
from forms.fields.table import TableField
from forms.text import Message
from workflows.bundle import MAIN, Bundle
from workflows.definition import Procedure
from workflows.differences import matched, paths
from workflows.moving.mapping import Mapping, Taken


@dataclass(frozen=True)
class Doubt:
    """Something that somebody has to look at: `key` is what `Mapping.confirmed` calls it."""

    key: str
    message: Message


@dataclass(frozen=True)
class Proposal:
    """A mapping, and what is doubtful about it."""

    mapping: Mapping
    doubts: tuple[Doubt, ...]


def propose(before: Bundle, after: Bundle) -> Proposal:
    """The mapping of two versions of a procedure: same keys, keys that were renamed, else what lies nearest."""
    old, new = before.procedure, after.procedure
    states = _states(old, new)
    mapping = Mapping(
        states=states, transitions=_turned(old.transitions, new.transitions), roles=_turned(old.roles, new.roles),
        rounds=_turned(old.rounds, new.rounds), clocks=_turned(old.clocks, new.clocks),
        fields={n: Taken(**{"from": o}) for n, o in paths(before.form(MAIN), after.form(MAIN)).items()
                if _kept(after.form(MAIN), n)},
    )  # fmt: skip
    return Proposal(mapping, tuple(doubts(before, after, mapping)))


def _kept(form: Form, path: str) -> bool:
    field = form.by_path[path]
    return field.stored and field.valued


def _turned(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    return {o: n for n, o in matched(before, after).items()}


def _states(old: Procedure, new: Procedure) -> dict[str, str]:
    """Old state → new one; what ends a case is only what ends it, what does not only what does not."""
    found = _turned(dict(old.states), dict(new.states))
    for key in old.states:
        if key not in found or _ends(old, key) != _ends(new, found[key]):
            nearest = _nearest(old, new, key)
            found.pop(key, None)
            if nearest is not None:
                found[key] = nearest
    return {key: found[key] for key in old.states if key in found}


def _ends(procedure: Procedure, state: str) -> bool:
    return procedure.states[state].end is not None


def _nearest(old: Procedure, new: Procedure, key: str) -> str | None:
    """Of the new states of the same kind: one with the same holder, in the same stage; else in the same stage."""
    state = old.states[key]
    alike = [k for k in new.states if _ends(new, k) == _ends(old, key)]
    ranked = sorted(alike, key=lambda k: (
        new.states[k].stage != state.stage, new.states[k].round != state.round, new.states[k].holder != state.holder,
    ))  # fmt: skip
    return ranked[0] if ranked else None


def doubts(before: Bundle, after: Bundle, mapping: Mapping) -> Iterator[Doubt]:
    """What a mapping decides that no key and no name tells, whether it was confirmed or not."""
    old, new = before.procedure, after.procedure
    sure = _turned(dict(old.states), dict(new.states))
    for key, state in old.states.items():
        to = mapping.states.get(key)
        if state.end is None and to in new.states and sure.get(key) != to:
            data = {"state": state.title, "to": new.states[to or ""].title}
            yield Doubt(f"state:{key}", Message("move.doubt.state", data))
    yield from _of_fields(before.form(MAIN), after.form(MAIN), mapping)


def _of_fields(before: Form, after: Form, mapping: Mapping) -> Iterator[Doubt]:
    taken = mapping.sources()
    for path, field in before.by_path.items():
        if field.stored and field.valued and path not in taken and path.rpartition(".")[0] in ("", *taken):
            yield Doubt(f"field:{path}", Message("move.doubt.gone", {"field": field.title}))
    for path, source in mapping.fields.items():
        was, now = before.by_path.get(source.from_), after.by_path.get(path)
        if was is None or now is None or isinstance(now, TableField):
            continue
        if was.type != now.type:
            types = {"before": registry[was.type].name, "after": registry[now.type].name}
            yield Doubt(f"field:{path}", Message("move.doubt.type", {"field": now.title, **types}))
        elif source.part:
            yield Doubt(f"field:{path}", Message("move.doubt.part", {"field": now.title, "from": was.title}))
