"""In every state somebody can act, and what they are asked to do leads on."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import way_text


@procedure_check
def check_actors(problems: Problems) -> None:
    """Whoever has to act can take a transition that can be taken, and one that goes on if there is any."""
    facts, procedure = sound(problems), problems.procedure
    for name, state in procedure.states.items() if facts else ():
        holder = state.holder
        if facts is None or holder is None or holder not in procedure.roles or not facts.is_open(name):
            continue
        data = {
            "role": procedure.roles[holder].title, "state": state.title,
            "way": way_text(procedure, facts.space.way_to(name) or []),
        }  # fmt: skip
        here = problems.at("states", name, "holder")
        listed = any(holder in t.by for t in procedure.leaving(name).values())
        mine = [t for t in facts.leaving(name).values() if holder in t.by]
        if not facts.is_held(holder):
            here.error("holder_never_held", **data)
        elif listed and not mine and not _by_itself(facts, name):
            here.error("holder_stuck", **data)
        elif mine and not any(t.kind == "forward" for t in mine) and _others_go_on(facts, name):
            here.warning("holder_only_back", **data)


def _by_itself(facts: Sound, state: str) -> bool:
    return any(t.kind == "automatic" for t in facts.leaving(state).values())


def _others_go_on(facts: Sound, state: str) -> bool:
    return any(t.kind == "forward" for t in facts.leaving(state).values()) and not _by_itself(facts, state)


@procedure_check
def check_opened(problems: Problems) -> None:
    """Whoever opens a case can fill in something of it where it begins."""
    procedure = problems.procedure
    first = procedure.states.get(procedure.initial)
    if first is None or not procedure.start.by or first.end is not None:
        return
    writers = {role for right in first.rights.values() for role in right.write}
    if not writers & set(procedure.start.by):
        roles = [procedure.roles[r].title for r in procedure.start.by if r in procedure.roles]
        problems.at("states", procedure.initial, "rights").error("opens_blank", state=first.title, roles=roles)
