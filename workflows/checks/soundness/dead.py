"""No transition is there for nothing: each can be taken in some case."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import way_text
from workflows.definition import Transition
from workflows.engine.situation import EARLIER, RETURNED_FROM


@procedure_check
def check_fires(problems: Problems) -> None:
    """A transition can be taken: its condition can be true, and somebody can hold its roles."""
    facts = sound(problems)
    for name, code in facts.never.items() if facts else ():
        transition, here = problems.procedure.transitions[name], problems.at("transitions", name)
        if code == "guard_never_true":
            here.at("when").error("guard_never_true", transition=transition.title, text=transition.when)
        elif code == "never_held":
            roles = [problems.procedure.roles[r].title for r in transition.by if r in problems.roles]
            here.at("by").error("never_held", transition=transition.title, roles=roles)


@procedure_check
def check_dead(problems: Problems) -> None:
    """A transition starts where cases come to."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in procedure.transitions.items() if facts else ():
        known = [s for s in transition.from_ if s in procedure.states]
        if facts and known and name not in facts.never and not set(known) & facts.space.states:
            titles = [procedure.states[s].title for s in known]
            problems.at("transitions", name).error("dead_transition", transition=transition.title, states=titles)


@procedure_check
def check_way_back(problems: Problems) -> None:
    """Where a transition leads back, it is known where to, in every case that comes there."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in procedure.transitions.items() if facts else ():
        if facts and transition.to in (RETURNED_FROM, EARLIER) and name not in facts.never:
            _way_back(problems, facts, name)


def _way_back(problems: Problems, facts: Sound, name: str) -> None:
    procedure, transition = problems.procedure, problems.procedure.transitions[name]
    at = [p for p in facts.space.ways if p.state in transition.from_]
    lost = [p for p in at if not any(s.transition == name for s in facts.space.edges.get(p, ()))]
    for place in {p.state: p for p in reversed(lost)}.values():
        state, way = procedure.states[place.state].title, way_text(procedure, facts.space.ways[place])
        code = "no_earlier" if transition.to == EARLIER else "no_way_back_from"
        here = problems.at("transitions", name, "to")
        if transition.to == RETURNED_FROM and not any(p.back for p in at if p.state == place.state):
            here.error("no_return", state=state, transition=transition.title)
        elif not any(s for s in facts.space.edges.get(place, ()) if _goes_on(facts, s.transition)):
            here.error(code, state=state, transition=transition.title, way=way)
        else:
            here.warning(code, state=state, transition=transition.title, way=way)


def _goes_on(facts: Sound, transition: str) -> bool:
    return facts.procedure.transitions[transition].kind in ("forward", "automatic")


@procedure_check
def check_straight(problems: Problems) -> None:
    """What comes straight back after a return is led back by something that goes on."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in procedure.transitions.items() if facts else ():
        if facts and transition.kind == "return" and transition.back != "again" and name not in facts.never:
            ends = {s.place.state for steps in facts.space.edges.values() for s in steps if s.transition == name}
            stuck = [s for s in sorted(ends) if not any(_back_from(facts, t) for t in facts.leaving(s).values())]
            for state in stuck:
                data = {"transition": transition.title, "state": procedure.states[state].title}
                problems.at("transitions", name, "back").error("straight_nowhere", **data)


def _back_from(facts: Sound, transition: Transition) -> bool:
    """Whether it leads straight back: it goes on, and not to an end."""
    to = facts.procedure.states.get(transition.to)
    return transition.kind == "forward" and (to is None or to.end is None)


@procedure_check
def check_stays(problems: Problems) -> None:
    """A state that is left by itself at once leaves nobody time to do what could be done in it."""
    facts, procedure = sound(problems), problems.procedure
    for name, state in procedure.states.items() if facts else ():
        if facts is None or not facts.is_open(name):
            continue
        leaving = facts.leaving(name)
        timed = procedure.taken_by_clocks
        always = [n for n, t in leaving.items() if t.kind == "automatic" and n not in timed and _always(facts, t.when)]
        names = list(procedure.leaving(name))
        for first in always[:1]:
            later = [t for n, t in leaving.items() if t.kind != "automatic" or names.index(n) > names.index(first)]
            data = {"transition": procedure.transitions[first].title, "state": state.title}
            if later:
                others = [t.title for t in later]
                problems.at("transitions", first, "when").error("never_stays", others=others, **data)
            elif state.round is not None:
                problems.at("transitions", first, "when").error("round_not_awaited", **data)


def _always(facts: Sound, when: str | None) -> bool:
    return when is None or facts.conditions(when).certain().verdict == "yes"
