"""What was filled in stays visible to somebody, and whoever is asked for a field sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from forms import feel
from forms.definition import Form
from workflows.bundle import MAIN, group_of
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.definition import Procedure, State
from workflows.rights import EVERY


@procedure_check
def check_seen(problems: Problems) -> None:
    """What is filled in at the beginning is read by somebody in every state after it."""
    facts, procedure = sound(problems), problems.procedure
    first = procedure.states.get(procedure.initial)
    if facts is None or first is None:
        return
    groups = [g for g in procedure.main.groups for key in (g, EVERY) if key in first.rights and first.rights[key].write]
    for name, state in procedure.states.items():
        for group in dict.fromkeys(groups) if name in facts.space.states else ():
            rights = [state.rights[key] for key in (group, EVERY) if key in state.rights]
            if not any(r.read or r.write for r in rights):
                problems.at("states", name, "rights").warning("unseen_later", group=group, state=state.title)


@procedure_check
def check_needs_seen(problems: Problems) -> None:
    """Whoever takes a transition that needs a field can read it where they take it."""
    facts, form = sound(problems), problems.form
    for name, transition in problems.procedure.transitions.items() if facts and form else ():
        for n, path in enumerate(transition.needs):
            if facts is None or form is None or path not in form.by_path or transition.kind == "automatic":
                continue
            starts = [s for s in transition.from_ if s in problems.states]
            blind = [s for s in starts if not set(transition.by) & facts.readers(s, path)]
            if blind and group_of(problems.procedure.forms[MAIN].groups, path) is not None:
                titles = [problems.procedure.states[s].title for s in blind]
                data = {"transition": transition.title, "field": form.by_path[path].title, "states": titles}
                problems.at("transitions", name, "needs", n).warning("needs_unseen", **data)


ALIKE: Final = 2
"""So many others of the same role or group have to be read in the same states, before one that is not is told."""

MUCH: Final = 3
"""Who reads in so many states is told also where they lose sight of the whole case."""


@procedure_check
def check_sight_kept(problems: Problems) -> None:
    """Who reads a group and goes on reading everything like it does not lose sight of it in one state alone."""
    facts, procedure = sound(problems), problems.procedure
    if facts is None or facts.space.capped:
        return
    rows = _read_in(facts)
    came = {group: _came_from(facts, group) for group in procedure.main.groups}
    by_states: dict[frozenset[str], list[tuple[str, str]]] = {}
    for key, seen in rows.items():
        by_states.setdefault(seen, []).append(key)
    for (role, group), seen in rows.items():
        still = {s for (r, _), others in rows.items() if r == role for s in others}
        for state in sorted(facts.space.states - seen if len(seen) >= MUCH else still - seen):
            like = [k for k in by_states.get(seen | {state}, ()) if k[0] == role or k[1] == group]
            if len(like) >= ALIKE and came[group].get(state, set()) & seen:
                data = {
                    "role": procedure.roles[role].title, "group": group, "state": procedure.states[state].title,
                    "like": list(dict.fromkeys(g if r == role else procedure.roles[r].title for r, g in like)),
                }  # fmt: skip
                problems.at("states", state, "rights").warning("sight_lost", **data)


def _read_in(facts: Sound) -> Mapping[tuple[str, str], frozenset[str]]:
    """For each role and group the states in which it is read."""
    states = {s: facts.procedure.states[s] for s in facts.space.states}
    return {
        (role, group): frozenset(s for s, state in states.items() if role in _readers(state, group))
        for role in facts.procedure.roles for group in facts.procedure.main.groups
    }  # fmt: skip


def _readers(state: State, group: str) -> set[str]:
    rights = [state.rights[key] for key in (group, EVERY) if key in state.rights]
    return {role for right in rights for role in (*right.read, *right.write)}


def _came_from(facts: Sound, group: str) -> Mapping[str, set[str]]:
    """For each state those from which a case comes there in one step with something of a group filled in."""
    states, rounds = facts.procedure.states, facts.procedure.rounds
    groups = facts.procedure.main.groups
    brought = {n for n, r in rounds.items() if any(group_of(groups, path) == group for path in r.outcome)}
    filled = facts.space.after(
        p for p in facts.space.ways if states[p.state].round in brought or _writes(states[p.state], group)
    )
    found: dict[str, set[str]] = {}
    for place in filled:
        for step in facts.space.edges.get(place, ()):
            found.setdefault(step.place.state, set()).add(place.state)
    return found


@procedure_check
def check_guards_seen(problems: Problems) -> None:
    """Whoever takes a transition reads what its condition hangs on: else they cannot tell why they may not."""
    facts, form = sound(problems), problems.form
    for name, transition in problems.procedure.transitions.items() if facts and form else ():
        if facts is None or form is None or transition.when is None or transition.kind == "automatic":
            continue
        for path in _read_by(transition.when, form):
            for role in transition.by:
                blind = [s for s in transition.from_ if facts.is_open(s) and role not in facts.readers(s, path)]
                if blind and role in problems.procedure.roles:
                    problems.at("transitions", name, "when").warning(
                        "guard_unseen", transition=transition.title, field=form.by_path[path].title,
                        role=problems.procedure.roles[role].title,
                        states=[problems.procedure.states[s].title for s in blind],
                    )  # fmt: skip


def _read_by(text: str, form: Form) -> list[str]:
    """The fields of the main form, outside tables, that an expression reads."""
    try:
        named = [path[0] for path in feel.references(text) if path]
    except feel.FeelError:
        return []
    return [p for p in dict.fromkeys(named) if p in form.by_path and form.by_path[p].stored]


@procedure_check
def check_handed_on(problems: Problems) -> None:
    """Whoever has to act sees what was filled in just before; whose case it is need not see what the office notes."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in procedure.transitions.items() if facts else ():
        after = procedure.states.get(transition.to)
        if facts is None or transition.kind != "forward" or name in facts.never or after is None:
            continue
        actors = [after.holder] if after.holder and _of_office(procedure, after.holder) else []
        for group in procedure.main.groups:
            before = [procedure.states[s] for s in transition.from_ if s in procedure.states]
            for role in actors if any(_writes(s, group, transition.by) for s in before) else ():
                if role not in _readers(after, group):
                    problems.at("states", transition.to, "rights").warning(
                        "handed_on_unseen", group=group, role=procedure.roles[role].title, state=after.title,
                        transition=transition.title,
                    )  # fmt: skip


def _of_office(procedure: Procedure, role: str) -> bool:
    """Whether a role is of those who handle cases, not of whose case it is."""
    held = procedure.roles.get(role)
    return held is not None and held.of_organisation is None and role not in procedure.start.by


def _who_acts(procedure: Procedure, state: State) -> list[str]:
    """The role that has to act in a state, or those who are asked in its round."""
    held = procedure.rounds.get(state.round or "")
    named = [p.as_ or p.role or "" for p in held.who] if held else [state.holder or ""]
    return [r for r in dict.fromkeys(named) if r in procedure.roles]


def _writes(state: State, group: str, roles: Collection[str] | None = None) -> bool:
    """Whether some of these roles write a group in a state; anybody if none are named."""
    rights = [state.rights[key] for key in (group, EVERY) if key in state.rights]
    return any(right.write and (roles is None or set(right.write) & set(roles)) for right in rights)


@procedure_check
def check_inputs_seen(problems: Problems) -> None:
    """Whoever gives an opinion reads what it rests on."""
    facts, procedure, form = sound(problems), problems.procedure, problems.form
    for name, each in procedure.rounds.items() if facts and form else ():
        named = [*(each.after_return.inputs or ()), *([each.per] if each.per else [])]
        wanted = [p for p in named if form and p in form.by_path]
        for state in (s for s, held in procedure.states.items() if held.round == name):
            for role in _who_acts(procedure, procedure.states[state]):
                blind = [p for p in wanted if facts and role not in facts.readers(state, p)]
                if blind and form is not None:
                    problems.at("states", state, "rights").warning(
                        "input_unseen", round=each.title, role=procedure.roles[role].title,
                        state=procedure.states[state].title, fields=[form.by_path[p].title for p in blind],
                    )  # fmt: skip
