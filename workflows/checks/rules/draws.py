"""Draws: everything in them can be worked out, they are committed to before they are drawn, the result has a place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from forms import feel
from forms.feel.shapes import ANY, NUMBER, TEXT
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.draws.words import REGISTER, ROLE
from workflows.engine.effects.draw import DrawEffect
from workflows.engine.effects.draw_commit import DrawCommit
from workflows.model.draws import Draw, Match


@procedure_check
def check_draws(problems: Problems) -> None:
    """Each draw by itself."""
    for name, draw in problems.procedure.draws.items():
        here = problems.at("draws", name)
        _check_source(here.at("pool"), draw.pool)
        _check_expressions(here, draw)
        if draw.match is not None:
            _check_match(here.at("match"), draw.match)
        _check_result(here, draw)


@procedure_check
def check_commitments(problems: Problems) -> None:
    """What is drawn was committed to in another transition."""
    commits, draws = _used(problems, DrawCommit), _used(problems, DrawEffect)
    for name in problems.procedure.draws:
        if name not in draws:
            problems.at("draws", name).warning("draw_unused", name=name)
        elif name not in commits:
            problems.at("draws", name).error("draw_uncommitted", name=name)
        for transition in sorted(draws.get(name, set()) & commits.get(name, set())):
            title = problems.procedure.transitions[transition].title
            problems.at("transitions", transition).error("draw_same_step", transition=title, name=name)


@procedure_check
def check_ways_to_draws(problems: Problems) -> None:
    """No way leads to a draw past its commitment, from the beginning or from the draw before: it would be refused."""
    procedure, commits = problems.procedure, _used(problems, DrawCommit)
    for name, drawing in _used(problems, DrawEffect).items():
        starts = {procedure.initial, *(t.to for k, t in procedure.transitions.items() if k in drawing)}
        if not commits.get(name, set()) - drawing:
            continue  # said already
        for start in sorted(starts & problems.states):
            way = next(_ways(procedure, start, commits[name], drawing), None)
            if way is not None:
                titles = [procedure.transitions[t].title for t in way]
                told = {"name": name, "state": procedure.states[start].title, "way": titles}
                problems.at("draws", name).warning("draw_past_commitment", **told)


def _ways(procedure: Procedure, start: str, commits: set[str], drawing: set[str]) -> Iterator[list[str]]:
    """Ways from a state to a draw without its commitment, the shortest first.

    What leads back to where a case was, leads nowhere that is not on the way already.
    """
    seen, ways = {start}, deque([(start, list[str]())])
    while ways:
        state, way = ways.popleft()
        for key, transition in procedure.leaving(state).items():
            if key in drawing:
                yield [*way, key]
            elif key not in commits and transition.to in procedure.states and transition.to not in seen:
                seen.add(transition.to)
                ways.append((transition.to, [*way, key]))


def _used(problems: Problems, kind: type[DrawCommit] | type[DrawEffect]) -> dict[str, set[str]]:
    """Draw → the transitions with such an effect on it."""
    found: dict[str, set[str]] = {}
    for key, transition in problems.procedure.transitions.items():
        for effect in transition.do:
            if isinstance(effect, kind):
                found.setdefault(effect.draw, set()).add(key)
    return found


def _check_source(here: Problems, source: str) -> None:
    if source.startswith(REGISTER):
        here.known(source.removeprefix(REGISTER), here.procedure.registers, "word.register")
    elif source.startswith(ROLE):
        here.known(source.removeprefix(ROLE), here.procedure.roles, "word.role")
    else:
        here.compiled(source, here.types(), "list")


def _check_expressions(here: Problems, draw: Draw) -> None:
    item = here.types(given={"item": ANY})
    here.at("key").compiled(draw.key, item)
    here.at("count").compiled(draw.count, here.types(given={"stratum": TEXT, "size": NUMBER}), "number")
    if draw.weight is not None:
        here.at("weight").compiled(draw.weight, item, "number")
    if draw.strata is not None:
        here.at("strata").compiled(draw.strata, item)
    for n, each in enumerate(draw.exclude):
        here.at("exclude", n, "when").compiled(each.when, item, "boolean")


def _check_match(here: Problems, match: Match) -> None:
    _check_source(here.at("people"), match.people)
    types = here.types(given={"person": ANY, "item": ANY})
    here.at("key").compiled(match.key, types)
    if match.recused_if is not None:
        here.at("recused_if").compiled(match.recused_if, types, "boolean")
    if match.each < 1:
        here.at("each").error("draw_people_without_match")


def _check_result(here: Problems, draw: Draw) -> None:
    """The table and its fields are there."""
    form = here.form
    if draw.into is None:
        if draw.fields:
            here.at("fields").error("draw_field_without_table")
        return
    outer = {p for p in form.tables if "." not in p} if form else set()
    if form is None or not here.at("into").known(draw.into, outer, "word.table"):
        return
    types: feel.Types = here.types(given={"item": ANY, "stratum": TEXT, "turn": NUMBER, "people": ANY})
    own = {f.key for f in form.tables[draw.into].fields if f.stored}
    for name, text in draw.fields.items():
        if here.at("fields", name).known(name, own, "word.row_field"):
            here.at("fields", name).compiled(text, types)
