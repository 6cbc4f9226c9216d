"""Children can be opened, and a parent that waits for one does not wait for ever."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import sound
from workflows.checks.soundness.space import explored


@procedure_check
def check_children(problems: Problems) -> None:
    """Somebody or something opens a child, where cases come to."""
    facts, procedure = sound(problems), problems.procedure
    opened = {getattr(e, "child", None) for t in procedure.transitions.values() for e in t.do}
    opened |= {getattr(e, "child", None) for w in procedure.watched for e in (*w.at_yellow, *w.at_red)}
    opened |= {d.child for d in procedure.duties.values()}
    for name, child in procedure.children.items() if facts else ():
        here = problems.at("children", name)
        if not child.by and name not in opened:
            here.at("by").error("child_never_opened", child=child.title)
        known = [s for s in child.states if s in procedure.states]
        if facts and known and child.of == "case" and not set(known) & facts.space.states:
            titles = [procedure.states[s].title for s in known]
            here.at("states").error("child_nowhere", child=child.title, states=titles)


@procedure_check
def check_blocks(problems: Problems) -> None:
    """A transition that waits for a child comes after it can be opened; else it waits for nothing."""
    facts, procedure = sound(problems), problems.procedure
    for name, child in procedure.children.items() if facts else ():
        for n, blocked in enumerate(child.blocks):
            transition = procedure.transitions.get(blocked)
            if facts is None or transition is None or not child.states:
                continue
            here = problems.at("children", name, "blocks", n)
            data = {"child": child.title, "transition": transition.title}
            without = explored(procedure, {*facts.never, blocked}).states
            if not set(child.states) & without:
                here.error("child_after_blocked", **data)
            if child.procedure == procedure.id and blocked in _every_end(problems):
                here.warning("child_waits_itself", **data)


def _every_end(problems: Problems) -> set[str]:
    """Transitions without which no case comes to an end."""
    facts, procedure = sound(problems), problems.procedure
    ends = {n for n, s in procedure.states.items() if s.end is not None}
    if facts is None:
        return set()
    names = procedure.transitions.keys() - facts.never.keys()
    return {n for n in names if not explored(procedure, {*facts.never, n}).states & ends}


@procedure_check
def check_duty_children(problems: Problems) -> None:
    """What is reported while a case is in some states can be opened there."""
    facts, procedure = sound(problems), problems.procedure
    for name, duty in procedure.duties.items() if facts else ():
        child = procedure.children.get(duty.child)
        states = set(duty.while_in) & procedure.states.keys()
        if facts is None or child is None or not states:
            continue
        data = {"duty": duty.title, "child": child.title}
        titles = [procedure.states[s].title for s in sorted(states)]
        if not states & facts.space.states:
            problems.at("duties", name, "while_in").error("duty_nowhere", states=titles, **data)
        elif child.states and (left := sorted(states - set(child.states))):
            titles = [procedure.states[s].title for s in left]
            problems.at("duties", name, "child").error("duty_child_elsewhere", states=titles, **data)
