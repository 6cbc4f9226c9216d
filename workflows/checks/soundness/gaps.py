"""The ways on from a state cover all cases, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from forms import feel
from forms.feel import to_text
from forms.feel.sets import among, example
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.cases import Answer, Fixed
from workflows.checks.soundness.progress import Stand, told
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import way_text

CHANGING: Final = ("today(", "now(", "clock.", "due.", "children.", "child.", "actor.", "case.late", "workdays(")
"""What becomes something else without anybody filling anything in: a case that waits for it is not stuck."""
COMPLETE: Final = "round.complete"


@procedure_check
def check_gaps(problems: Problems) -> None:
    """Whatever was filled in, some transition leads on from every state."""
    facts = sound(problems)
    for name in problems.procedure.states if facts else ():
        if facts and facts.is_open(name) and facts.onward(name):
            _check(problems, facts, name)


def _check(problems: Problems, facts: Sound, state: str) -> None:
    held = problems.procedure.states[state].round
    onward = facts.onward(state)
    asked = facts.conditions(*(t.when or "true" for t in onward.values()))
    gaps: dict[str, Any] = {}
    for known, stand in _stands(facts, held):
        here = asked.where(known)
        found = here.certain()
        if found.verdict != "yes" and not _mended(facts, state, found, here.fixed):
            gaps.setdefault(found.verdict, (found, here.fixed, stand))
    worst = gaps.get("no") or gaps.get("unknown")
    if worst:
        _tell(problems.at("states", state), facts, state, *worst)


def _stands(facts: Sound, held: str | None) -> Iterator[tuple[Fixed, Stand | None]]:
    """What is known where something has to lead on: of a round, each way in which it can be complete."""
    if held is None:
        yield {}, None
        return
    for known, stand in facts.stands(held) if held in facts.rounds else [({}, None)]:
        if stand is None or stand.view["complete"]:
            yield {COMPLETE: among([True]), **known}, stand


def _tell(here: Problems, facts: Sound, state: str, found: Answer, known: Fixed, stand: Stand | None) -> None:
    procedure, onward = facts.procedure, facts.onward(state)
    data: dict[str, Any] = {
        "state": procedure.states[state].title, "transitions": [t.title for t in onward.values()],
        "way": way_text(procedure, facts.space.way_to(state) or []),
    }  # fmt: skip
    if found.verdict == "unknown":
        here.info("gap_unknown", unread=list(found.unread) or list(found.things), **data)
        return
    seen = {thing: to_text(None if v is None else example(v, "…")) for thing, v in known.items() if thing != COMPLETE}
    left = [f"{thing} = {value}" for thing, value in {**seen, **found.example}.items()]
    held = procedure.rounds.get(procedure.states[state].round or "")
    if held is not None:
        said = told(here, held, stand) if stand else []
        here.error("round_gap", example=left or [COMPLETE], opinions=said, **data)
    elif len(facts.leaving(state)) == len(onward):
        here.error("gap_stuck", example=left, **data)
    else:
        here.warning("way_gap", example=left, **data)


def _mended(facts: Sound, state: str, found: Answer, known: Fixed) -> bool:
    """Whether a case that is left out need not stay so: what matters can be changed there, or changes by itself."""
    things = [t for t in (found.example or found.things) if t not in known]
    things = things or list(found.things)
    if any(part in thing for thing in found.things for part in CHANGING):
        return True
    paths = {path for thing in things for path in _paths(facts, thing)}
    return any(facts.writers(s, path) for s in {state, *_mending(facts, state)} for path in paths)


def _mending(facts: Sound, state: str) -> Iterator[str]:
    """The states to which a case can be sent back to be mended, and from which it comes here again."""
    back = {n for n, t in facts.leaving(state).items() if t.kind in ("return", "recall")}
    space = facts.space
    steps = [s for p in space.edges if p.state == state for s in space.edges[p] if s.transition in back]
    for place in {s.place for s in steps}:
        if any(p.state == state for p in space.after([place])):
            yield place.state


def _paths(facts: Sound, thing: str) -> Sequence[str]:
    """The fields of the main form that an expression reads."""
    form = facts.problems.form
    try:
        named = feel.references(thing)
    except feel.FeelError:
        return []
    spelled = [".".join(path[:n]) for path in named for n in range(1, len(path) + 1)]
    return [p for p in spelled if form is not None and p in form.by_path]
