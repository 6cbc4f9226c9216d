"""Children: the register or case they are of, who opens them, what they are given, bring and wait for."""

from __future__ import annotations

from forms.feel.shapes import ANY
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.model.children import Child

REGISTER = "register:"
NAMES = {"child": ANY, "entry": ANY}


@procedure_check
def check_children(problems: Problems) -> None:
    """Names in children are names of the procedure, and its expressions compile."""
    procedure = problems.procedure
    for name, child in procedure.children.items():
        here = problems.at("children", name)
        _check_of(here, child, procedure)
        here.at("by").all_known(child.by, here.roles, "word.role")
        here.at("states").all_known(child.states, here.states, "word.state")
        here.at("blocks").all_known(child.blocks, procedure.transitions, "word.transition")
        if not child.by and not _opened_by_effects(procedure, name):
            here.at("by").warning("child_nobody", child=child.title)
        _check_values(here, child)
        for outcome, effects in child.on_end.items():
            for n, effect in enumerate(effects):
                effect.problems(here.seeing(NAMES).at("on_end", outcome, n))
                if effect.of_cases and child.of.startswith(REGISTER):
                    here.at("on_end", outcome, n).error("child_of_entry", child=child.title, key=effect.effect)


@procedure_check
def check_given(problems: Problems) -> None:
    """What a parent gives are fields of the main form."""
    if problems.form is not None:
        stored = {f.key for f in problems.form.fields if f.stored}
        problems.at("start", "given").all_known(problems.procedure.start.given, stored, "word.field")


def _check_of(here: Problems, child: Child, procedure: Procedure) -> None:
    """A child of entries names a register; what speaks of a parent case is not for it."""
    if not child.of.startswith(REGISTER):
        if child.of != "case":
            here.at("of").error("child_of", child=child.title)
        return
    here.at("of").known(child.of.removeprefix(REGISTER), procedure.registers, "word.register")
    for key in ("states", "blocks", "take"):
        if getattr(child, key):
            here.at(key).error("child_of_entry", child=child.title, key=key)
    if child.on_parent_end == "end":
        here.at("on_parent_end").error("child_of_entry", child=child.title, key="on_parent_end")


def _check_values(here: Problems, child: Child) -> None:
    entry = {"entry": ANY} if child.of.startswith(REGISTER) else {}
    for name, text in child.give.items():
        here.at("give", name).compiled(text, here.types(given=entry))
    for name, text in child.take.items():
        at = here.at("take", name)
        if here.form is not None and at.known(name, {f.key for f in here.form.fields if f.stored}, "word.field"):
            at.compiled(text, here.types(given=NAMES))


def _opened_by_effects(procedure: Procedure, name: str) -> bool:
    """Whether an effect opens the child: of a transition, a clock or another child."""
    effects = [e for t in procedure.transitions.values() for e in t.do]
    effects += [e for w in procedure.watched for e in (*w.at_yellow, *w.at_red)]
    effects += [e for c in procedure.children.values() for each in c.on_end.values() for e in each]
    by_duty = any(d.child == name for d in procedure.duties.values())
    return by_duty or any(e.effect == "child" and getattr(e, "child", "") == name for e in effects)
