"""People: every transition has somebody to take it, every state somebody to act, and nobody acts blindly."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.people.roles import OWN


@procedure_check
def check_role_names(problems: Problems) -> None:
    """Roles of the office are given for everything in it; a procedure does not make its own of them."""
    for name in problems.procedure.roles.keys() & set(OWN):
        problems.at("roles", name).error("role_of_office", role=name)


@procedure_check
def check_takers(problems: Problems) -> None:
    """Every transition has a role that may take it, and starts somewhere."""
    for name, transition in problems.procedure.transitions.items():
        if not transition.by and transition.kind != "automatic":
            problems.at("transitions", name, "by").error("nobody_takes", transition=transition.title)
        if not transition.from_:
            problems.at("transitions", name, "from").error("starts_nowhere", transition=transition.title)


@procedure_check
def check_holders(problems: Problems) -> None:
    """Who has to act in a state can do something there, or waits for what goes on by itself; only an end is free."""
    procedure = problems.procedure
    for name, state in procedure.states.items():
        here = problems.at("states", name, "holder")
        if state.end is not None:
            continue
        if state.rests and not any(t.kind == "automatic" for t in procedure.leaving(name).values()):
            problems.at("states", name, "rests").error("rests_for_ever", state=state.title)
        if state.holder is None and state.round is None:
            problems.at("states", name).error("no_holder", state=state.title)
        elif state.holder in procedure.roles and not _acts(procedure, state.holder, name):
            role = procedure.roles[state.holder].title
            here.error("idle_holder", role=role, state=state.title)


@procedure_check
def check_sight(problems: Problems) -> None:
    """Who may take a transition can read the case where it starts: else they would never find it."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        for n, role in enumerate(transition.by):
            blind = [s for s in transition.from_ if s in procedure.states and role not in _readers(procedure, s)]
            if blind and role in procedure.roles:
                titles = [procedure.states[s].title for s in blind]
                data = {"role": procedure.roles[role].title, "transition": transition.title, "states": titles}
                problems.at("transitions", name, "by", n).error("acts_blindly", **data)


def _acts(procedure: Procedure, role: str, state: str) -> bool:
    """Whether they can take something, or the state only waits and is left by itself."""
    waits = procedure.states[state].waits
    return any(role in t.by or (waits and t.kind == "automatic") for t in procedure.leaving(state).values())


def _readers(procedure: Procedure, state: str) -> set[str]:
    rights = procedure.states[state].rights.values()
    return {role for right in rights for role in [*right.read, *right.write]}
