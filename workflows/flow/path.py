"""How a case with given data would go: who acts in each state, which conditions hold, which way is taken; nothing runs.

The conditions are evaluated as the engine does, over the data and over a case that is new, in time, without children
and whose rounds are complete. Where several ways are open, what goes on comes before what ends it. What only a running
office knows (entries of registers, earlier cases) is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms import feel
from forms.context import context, row_scope
from forms.decision import functions
from forms.fields import OptionSource
from workflows.bundle import Bundle
from workflows.checks.soundness.space import Place, targets
from workflows.definition import Procedure, State, Transition
from workflows.model.rounds import Participant

ONWARD = ("automatic", "forward")
"""Kinds of transitions that lead on; those that a case takes by itself come first."""


@dataclass(frozen=True)
class Invited:
    """Who is asked in a round: a role, or the expression that says who; for how many rows, None without rows."""

    role: str
    said: str
    rows: int | None


@dataclass(frozen=True)
class Met:
    """A state on the way: who has to act, who is asked, the way that is taken, others that could be, those shut."""

    state: str
    holder: str
    invited: tuple[Invited, ...]
    taken: str  # "" at the end, or where it stops
    to: str
    others: tuple[str, ...]
    shut: tuple[str, ...]

    @property
    def step(self) -> tuple[str, str, str]:
        return self.state, self.taken, self.to


@dataclass(frozen=True)
class Assumed:
    """What is taken for granted: whether rounds agree, and which way is taken where there are several."""

    agrees: bool = True
    ways: Mapping[str, str] = field(default_factory=dict)  # state → transition


def path_of(
    bundle: Bundle, values: Mapping[str, Any], options: OptionSource, now: datetime, assumed: Assumed
) -> tuple[Met, ...]:
    """The states that a case with these values goes through, up to an end, a stop, or a place it was in before."""
    procedure, found, here = bundle.procedure, list[Met](), bundle.procedure.initial
    services = _services(procedure, now)
    while here in procedure.states and here not in {m.state for m in found}:
        names = context(bundle.form(), values, options, _besides(procedure, here, assumed), services)
        found.append(_met(procedure, here, names, services, assumed))
        here = found[-1].to
    return tuple(found)


def _met(
    procedure: Procedure, key: str, names: Mapping[str, Any], services: feel.Services, assumed: Assumed
) -> Met:  # fmt: skip
    state = procedure.states[key]
    ways = sorted(
        ((n, t) for n, t in procedure.leaving(key).items() if t.kind in ONWARD and _target(procedure, key, t)),
        key=lambda way: (ONWARD.index(way[1].kind), procedure.states[_target(procedure, key, way[1])].end is not None),
    )  # fmt: skip
    held = [n for n, t in ways if t.when is None or feel.evaluate(t.when, names, services) is True]
    wanted = assumed.ways.get(key)
    taken = wanted if wanted in held else next(iter(held), "")
    return Met(
        key, state.holder or "", _invited(procedure, state, names, services), taken,
        _target(procedure, key, procedure.transitions[taken]) if taken else "",
        tuple(n for n in held if n != taken), tuple(n for n, _ in ways if n not in held),
    )  # fmt: skip


def _target(procedure: Procedure, key: str, transition: Transition) -> str:
    """Where a transition leads a case that was never returned; "" where that is not known."""
    return next(iter(targets(procedure, transition, Place(key))), "")


def _invited(
    procedure: Procedure, state: State, names: Mapping[str, Any], services: feel.Services
) -> tuple[Invited, ...]:  # fmt: skip
    found = procedure.rounds.get(state.round or "")
    if found is None:
        return ()
    rows = names.get(found.per) if found.per else None
    scopes = [row_scope(dict(names), r) for r in rows] if isinstance(rows, list) else None
    return tuple(each for p in found.who if (each := _asked(p, names, scopes, services)) is not None)


def _asked(
    part: Participant, names: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] | None, services: feel.Services
) -> Invited | None:
    """A participant, if anybody is asked; in a round per row for how many rows."""
    said = part.role or part.as_ or ""
    source = part.organisation or part.person or part.register_id or "、".join(part.named)
    if rows is None:
        asked = part.when is None or feel.evaluate(part.when, names, services) is True
        return Invited(said, "" if part.role else source, None) if asked else None
    count = sum(part.when is None or _holds(part.when, row, names, services) for row in rows)
    return Invited(said, "" if part.role else source, count) if count else None


def _holds(when: str, row: Mapping[str, Any], names: Mapping[str, Any], services: feel.Services) -> bool:
    return feel.evaluate(when, feel.scope({"item": row["row"]}, names), services) is True


def _besides(procedure: Procedure, state: str, assumed: Assumed) -> dict[str, Any]:
    """The names that expressions see beside the fields."""
    round_ = {"complete": True, "agreed": assumed.agrees, "share": 1 if assumed.agrees else 0, "score": None,
              "count": 1, "waiting": 0}  # fmt: skip
    held = procedure.states[state].round is not None
    clock = {"since": None, "due": None, "light": "green", "left": None, "late": 0, "running": True}
    return {
        **functions(procedure.decisions),
        "case": {"number": None, "state": state, "first_of_subject": True, "late": False, "on_behalf": False,
                 "organisation": None},
        "clock": {key: dict(clock) for key in procedure.clocks},
        "children": {key: {"count": 0, "open": 0, "last": None} for key in procedure.children},
        "round": round_ if held else None, "opinions": [] if held else None,
    }  # fmt: skip


def _services(procedure: Procedure, now: datetime) -> feel.Services:
    """What expressions may ask: the day, parameters as they are declared; nobody is listed anywhere."""
    declared = procedure.parameters
    return feel.Services(
        now=lambda: now, listed=lambda *_: False,
        parameter=lambda name: declared[name].value if name in declared else None,
    )  # fmt: skip
