"""What is called a return leads back, and what is not an end leads on."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import explored, way_text
from workflows.definition import Transition
from workflows.engine.situation import EARLIER, RETURNED_FROM


@procedure_check
def check_leads_back(problems: Problems) -> None:
    """A return or recall leads to where the case was, or to where it is mended and handed back."""
    facts, procedure = sound(problems), problems.procedure
    for name, transition in procedure.transitions.items() if facts else ():
        target = transition.to
        if facts is None or transition.kind not in ("return", "recall") or target not in procedure.states:
            continue
        data = {"transition": transition.title, "state": procedure.states[target].title}
        here = problems.at("transitions", name, "to")
        if procedure.states[target].end is not None:
            here.error("back_to_end", **data)
        elif name not in facts.never and not _mends(facts, target) and not _was_there(facts, name, transition):
            here.warning("back_is_on", **data)


def _mends(facts: Sound, state: str) -> bool:
    """Whether what leads on from a state leads back to where the case was returned from."""
    return any(t.to == RETURNED_FROM for t in facts.leaving(state).values())


def _was_there(facts: Sound, name: str, transition: Transition) -> bool:
    """Whether a case was in the state it leads to before, on the ways to each state where it starts."""
    before = explored(facts.procedure, {*facts.never, name})
    target = [p for p in before.ways if p.state == transition.to]
    later = {p.state for p in before.after(target)}
    return bool(target) and all(s in later for s in transition.from_ if s in facts.space.states)


@procedure_check
def check_goes_somewhere(problems: Problems) -> None:
    """A transition that leaves a case where it is does something else."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        stays = transition.to in transition.from_
        idle = not transition.do and transition.form is None
        returns = transition.kind in ("return", "recall") and transition.to not in (RETURNED_FROM, EARLIER)
        started = any(name in c.starts or name in c.ends_with for c in procedure.clocks.values())
        if stays and transition.to in procedure.states and (returns or (idle and not started)):
            data = {"transition": transition.title, "state": procedure.states[transition.to].title}
            problems.at("transitions", name, "to").warning("goes_nowhere", **data)


@procedure_check
def check_leads_on(problems: Problems) -> None:
    """From every state something leads on: not only back, or away."""
    facts, procedure = sound(problems), problems.procedure
    for name, state in procedure.states.items() if facts else ():
        if facts and facts.is_open(name) and facts.leaving(name) and not facts.onward(name) and state.round is None:
            way = way_text(procedure, facts.space.way_to(name) or [])
            titles = [t.title for t in facts.leaving(name).values()]
            problems.at("states", name).warning("only_away", state=state.title, transitions=titles, way=way)


@procedure_check
def check_who_returns(problems: Problems) -> None:
    """A case is sent back by those with whom it lies."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        for start in transition.from_ if transition.kind == "return" else ():
            state = procedure.states.get(start)
            if state is None or state.holder is None or state.holder in transition.by or not transition.by:
                continue
            roles = [procedure.roles[r].title for r in transition.by if r in procedure.roles]
            data = {"transition": transition.title, "state": state.title, "roles": roles}
            problems.at("transitions", name, "by").warning("returned_by_bystander", **data)
