"""What a transition asks for can have been filled in before it."""

from __future__ import annotations

from collections.abc import Iterator

from forms.definition import Form
from workflows.bundle import MAIN
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import explored, way_text
from workflows.engine.effects.rows_add import RowsAdd


@procedure_check
def check_needs_written(problems: Problems) -> None:
    """Fields that a transition needs can be filled in on the way to it, and on every way."""
    facts, form = sound(problems), problems.form
    for name, transition in problems.procedure.transitions.items() if facts and form else ():
        for n, path in enumerate(transition.needs):
            if facts and form and path in form.by_path and path not in written_otherwise(facts, form):
                _asked(problems.at("transitions", name, "needs", n), facts, form, name, path)


@procedure_check
def check_required_written(problems: Problems) -> None:
    """Fields that the form requires can be filled in before it is checked."""
    facts, form = sound(problems), problems.form
    for name, transition in problems.procedure.transitions.items() if facts and form else ():
        for path in _required(form) if form and transition.check == MAIN else ():
            if facts and form and path not in written_otherwise(facts, form):
                starts = [s for s in transition.from_ if s in problems.states]
                if any(set(transition.by) & facts.readers(s, path) for s in starts):
                    _asked(problems.at("transitions", name, "check"), facts, form, name, path, required=True)


def _required(form: Form) -> Iterator[str]:
    """Paths that must be filled in whatever else is: in tables that must have rows."""
    for path, field in form.by_path.items():
        parts = path.split(".")
        around = [form.by_path[".".join(parts[:n])] for n in range(1, len(parts))]
        wanted = (*around, field)
        if field.stored and all(f.required and f.visible_when is None for f in wanted):
            yield path


def written_otherwise(facts: Sound, form: Form) -> set[str]:
    """Paths filled in without anybody's right to: the subject, defaults, what parents, rounds, draws, effects give."""
    procedure = facts.procedure
    found = {procedure.case.subject, *(p for p, f in form.by_path.items() if f.default)}
    found |= {p for p in form.by_path for given in procedure.start.given if p == given or p.startswith(f"{given}.")}
    found |= {path for r in procedure.rounds.values() for path in r.outcome}
    found |= {path for c in procedure.children.values() for path in c.take}
    found |= {d.into for d in procedure.draws.values() if d.into}
    inner = {f"{d.into}.{key}" for d in procedure.draws.values() for key in d.fields if d.into}
    return found | inner | set(_set_by_effects(facts))


def _set_by_effects(facts: Sound) -> Iterator[str]:
    for transition in facts.procedure.transitions.values():
        for effect in transition.do:
            given = getattr(effect, "set", None) or getattr(effect, "values", None)
            yield from given if isinstance(given, dict) else ()
            if isinstance(effect, RowsAdd):
                yield from (effect.into, *(f"{effect.into}.{key}" for key in effect.fields))


def _asked(here: Problems, facts: Sound, form: Form, name: str, path: str, *, required: bool = False) -> None:
    """Note a field that cannot be there, or not on every way."""
    procedure, transition = here.procedure, here.procedure.transitions[name]
    writing = {s for s in procedure.states if facts.writers(s, path)}
    written = {p.state for p in facts.space.after(p for p in facts.space.ways if p.state in writing)}
    data = {"transition": transition.title, "field": form.by_path[path].title, "path": path}
    starts = [s for s in transition.from_ if s in facts.space.states]
    never = [s for s in starts if s not in written]
    for state in never:
        way = way_text(procedure, facts.space.way_to(state) or [])
        here.error("never_written", way=way, state=procedure.states[state].title, **data)
    around = explored(procedure, facts.never, lambda place: place.state in writing)
    for state in starts:
        bypass = None if state in writing or state in never or required else around.way_to(state)
        if bypass is not None:
            titles = [procedure.states[s].title for s in procedure.states if s in writing]
            here.warning("written_elsewhere", way=way_text(procedure, bypass), states=titles, **data)
