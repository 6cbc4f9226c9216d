"""Children against the procedures that they are cases of, where those are at hand: given together, or published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.definition import Form
from forms.json_text import Positions, position, step
from forms.reading import parsed
from forms.text import Message
from workflows.bundle import MAIN
from workflows.checks.base import ProcedureFinding
from workflows.definition import Procedure
from workflows.model.children import Child


def linked(
    given: Mapping[str, Mapping[str, str]], others: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, ProcedureFinding]]:
    """What is wrong between a procedure and its children's: name of the text, and the finding.

    Both hold texts by part for each procedure: those to be published by name, those published last by id.
    """
    read = {name: parsed(Procedure, texts["procedure"]) for name, texts in given.items()}
    known = dict(others)
    known |= {model.id: given[name] for name, r in read.items() if (model := r.model)}
    for name, found in read.items():
        for key, child in found.model.children.items() if found.model else ():
            at = _At(name, found.positions, f"/children/{key}")
            ways = _opened_with(found.model, key) if found.model else []
            yield from _one(at, child, known.get(child.procedure), ways)


class _At:
    """A place in a text, where findings are noted."""

    def __init__(self, name: str, positions: Positions, pointer: str) -> None:
        self._name, self._positions, self._pointer = name, positions, pointer

    def found(self, level: Any, code: str, *path: str, **data: Any) -> tuple[str, ProcedureFinding]:
        pointer = self._pointer
        for part in path:
            pointer = step(pointer, part)
        return self._name, ProcedureFinding(level, code, pointer, data, *position(self._positions, pointer))


def _opened_with(procedure: Procedure, key: str) -> list[set[str]]:
    """What the child is given, each way it is opened: by somebody, by the effects of transitions."""
    child = procedure.children[key]
    effects = [e for t in procedure.transitions.values() for e in t.do if getattr(e, "child", None) == key]
    ways: list[set[str]] = [set(getattr(e, "give", ())) | set(child.give) for e in effects]
    return [*ways, set(child.give)] if child.by or not ways else ways


def _one(
    at: _At, child: Child, texts: Mapping[str, str] | None, ways: Iterable[set[str]]
) -> Iterator[tuple[str, ProcedureFinding]]:
    other = parsed(Procedure, texts["procedure"]).model if texts else None
    if other is None:
        yield at.found("warning", "child_unpublished", "procedure", child=child.title, procedure=child.procedure)
        return
    fields, ends = _fields(other, texts or {}), {s.end for s in other.states.values() if s.end}
    for name in child.give if fields is not None else ():
        if name not in (fields or ()):
            what = Message("word.field")
            yield at.found("error", "unknown", "give", name, what=what, name=name, known=sorted(fields or ()))
    missing = sorted({f for given in ways for f in other.start.given if f not in given and f != other.case.subject})
    if missing:
        yield at.found("error", "child_not_given", "give", child=child.title, fields=missing)
    for outcome in (*child.on_end, *child.outcomes):
        if outcome not in ends:
            where = "on_end" if outcome in child.on_end else "outcomes"
            yield at.found("error", "child_outcome", where, child=child.title, outcome=outcome, ends=sorted(ends))
    if child.on_parent_end == "end" and other.verbs.terminated is None:
        yield at.found("error", "child_not_ended", "on_parent_end", child=child.title, procedure=other.title)


def _fields(procedure: Procedure, texts: Mapping[str, str]) -> set[str] | None:
    """The fields of the main form that can be written; None where the form is not at hand."""
    use = procedure.forms.get(MAIN)
    text = texts.get(f"form/{use.form}") if use else None
    form = parsed(Form, text).model if text else None
    return {f.key for f in form.fields if f.stored} if form else None
