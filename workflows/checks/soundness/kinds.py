"""Transitions do what their kind says: who may take back or drop a case, what goes on, what goes back."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.definition import Transition


@procedure_check
def check_recalls(problems: Problems) -> None:
    """A case is taken back by those who handed it on."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in _of_kind(facts, "recall"):
        handed = {r for t in procedure.transitions.values() if t.to in transition.from_ for r in t.by}
        if facts and transition.by and not set(transition.by) <= handed | set(procedure.start.by):
            _tell(problems, name, transition, "recalled_by_other", handed | set(procedure.start.by))
        elif facts and transition.by and not set(transition.by) & handed:
            _tell(problems, name, transition, "recalled_by_other", handed)


@procedure_check
def check_drops(problems: Problems) -> None:
    """A case is dropped by those who opened it, or with whom it lies; who opens a child its parent says."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in _of_kind(facts, "drop") if procedure.start.by else ():
        holders = {procedure.states[s].holder for s in transition.from_ if s in procedure.states}
        known = {*procedure.start.by, *procedure.start.on_behalf, *holders}
        if set(transition.by) - known:
            _tell(problems, name, transition, "dropped_by_other", known)


def _of_kind(facts: Sound | None, kind: str) -> Iterator[tuple[str, Transition]]:
    if facts is not None:
        found = facts.procedure.transitions.items()
        yield from ((n, t) for n, t in found if t.kind == kind and n not in facts.never)


def _tell(problems: Problems, name: str, transition: Transition, code: str, known: set[str | None] | set[str]) -> None:
    procedure = problems.procedure
    roles = [procedure.roles[r].title for r in transition.by if r in procedure.roles and r not in known]
    states = [procedure.states[s].title for s in transition.from_ if s in procedure.states]
    if roles:
        problems.at("transitions", name, "by").warning(code, transition=transition.title, roles=roles, states=states)


@procedure_check
def check_forward(problems: Problems) -> None:
    """What leads on does not lead to the beginning, nor to an end before the case is handed in."""
    facts, procedure = sound(problems), problems.procedure
    effects = [e.effect for t in procedure.transitions.values() for e in t.do]
    numbered = bool(procedure.start.by) and "number" in effects
    for name, transition in _of_kind(facts, "forward"):
        here, first = problems.at("transitions", name, "kind"), procedure.states.get(procedure.initial)
        to = procedure.states.get(transition.to)
        if first is None or to is None:
            continue
        data = {"transition": transition.title, "state": first.title}
        if transition.to == procedure.initial and transition.from_ != [procedure.initial]:
            here.warning("forward_to_start", **data)
        elif to.end and procedure.initial in transition.from_ and numbered and not any(
            e.effect == "number" for e in transition.do
        ):
            here.warning("ends_unfiled", **data)


@procedure_check
def check_mends(problems: Problems) -> None:
    """Where a case is sent back to be mended by somebody, they can fill in something."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in _of_kind(facts, "return"):
        state = procedure.states.get(transition.to)
        if state is None or state.holder not in procedure.start.by or state.holder not in procedure.roles:
            continue
        if not any(state.holder in right.write for right in state.rights.values()):
            data = {"transition": transition.title, "state": state.title, "role": procedure.roles[state.holder].title}
            problems.at("transitions", name, "to").warning("mends_nothing", **data)
