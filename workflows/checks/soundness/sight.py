"""What was filled in stays visible to somebody, and whoever is asked for a field sees it."""

from __future__ import annotations

from workflows.bundle import MAIN, group_of
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import sound
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
