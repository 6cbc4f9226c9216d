"""Children against the procedures that they are cases of, where those are at hand: given together, or published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from forms.feel.sets import among
from forms.feel.shapes import Shape, grouped
from forms.json_text import Positions, position, step
from forms.reading import parsed
from forms.text import Message
from workflows.checks.base import ProcedureFinding, children_shapes
from workflows.checks.kin import Kin
from workflows.checks.soundness.cases import Conditions
from workflows.definition import Procedure
from workflows.model.children import Child


def linked(
    given: Mapping[str, Mapping[str, str]], others: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, ProcedureFinding]]:
    """What is wrong between a procedure and its children's: name of the text, and the finding.

    Both hold texts by part for each procedure: those to be published by name, those published last by id.
    """
    read = {name: parsed(Procedure, texts["procedure"]) for name, texts in given.items()}
    family = Family({**others, **{r.model.id: given[name] for name, r in read.items() if r.model}})
    for name, found in read.items():
        mine = family.get(found.model.id) if found.model else None
        for key, child in mine.procedure.children.items() if mine else ():
            at = _At(name, found.positions, f"/children/{key}")
            other = family.get(child.procedure)
            if mine is None or other is None:
                yield at.found("warning", "child_unpublished", "procedure", child=child.title,
                               procedure=child.procedure)  # fmt: skip
                continue
            yield from _named(at, child, other)
            yield from _given(at, mine, key, other)
            yield from _ends(at, child, other)
            yield from _waits(at, family, mine, key, other)
            yield from _told(_At(name, found.positions, ""), mine, key, other)
            yield from _reported(_At(name, found.positions, "/duties"), mine, key, other)


class Family:
    """The procedures at hand, by id; each read when it is asked for."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts, self._read = texts, dict[str, Kin | None]()

    def get(self, procedure: str) -> Kin | None:
        if procedure not in self._read:
            texts = self._texts.get(procedure)
            self._read[procedure] = _kin(tuple(texts.items())) if texts else None
        return self._read[procedure]

    def circle(self, start: Kin, first: Child, by: str) -> list[Kin]:
        """The procedures on a way of children (`waits_for` or `opens`) that comes back to where it began; else none."""
        ways: list[list[Kin]] = [[start, other]] if (other := self.get(first.procedure)) else []
        for way in ways:
            if way[-1].procedure.id == start.procedure.id:
                return way
            found = getattr(way[-1], by).values()
            near = [k for c in found if (k := self.get(c.procedure)) and k not in way[1:]]
            ways += [[*way, kin] for kin in near]
        return []


class _At:
    """A place in a text, where findings are noted."""

    def __init__(self, name: str, positions: Positions, pointer: str) -> None:
        self._name, self._positions, self._pointer = name, positions, pointer

    def found(self, level: Any, code: str, *path: str, **data: Any) -> tuple[str, ProcedureFinding]:
        pointer = self._pointer
        for part in path:
            pointer = step(pointer, part)
        return self._name, ProcedureFinding(level, code, pointer, data, *position(self._positions, pointer))


Found = Iterator[tuple[str, ProcedureFinding]]


def _opened_with(procedure: Procedure, key: str) -> list[set[str]]:
    """What the child is given, each way it is opened: by somebody, by the effects of transitions."""
    child = procedure.children[key]
    effects = [e for t in procedure.transitions.values() for e in t.do if getattr(e, "child", None) == key]
    ways: list[set[str]] = [set(getattr(e, "give", ())) | set(child.give) for e in effects]
    return [*ways, set(child.give)] if child.by or not ways else ways


def _given(at: _At, mine: Kin, key: str, other: Kin) -> Found:
    """A child is opened with everything that only its parent fills in."""
    child, wanted = mine.procedure.children[key], set(other.procedure.start.given) - {other.procedure.case.subject}
    missing = sorted({f for given in _opened_with(mine.procedure, key) for f in wanted - given})
    if missing:
        yield at.found("error", "child_not_given", "give", child=child.title, fields=missing)


def _named(at: _At, child: Child, other: Kin) -> Found:
    """What the parent names of the child exists."""
    fields = {f.key for f in other.main.fields if f.stored} if other.main else None
    for name in child.give if fields is not None else ():
        if name not in (fields or ()):
            what = Message("word.field")
            yield at.found("error", "unknown", "give", name, what=what, name=name, known=sorted(fields or ()))
    for outcome in (*child.on_end, *child.outcomes):
        where = "on_end" if outcome in child.on_end else "outcomes"
        data = {"child": child.title, "outcome": outcome, "procedure": other.procedure.title}
        if outcome not in other.ends:
            yield at.found("error", "child_outcome", where, ends=sorted(other.ends), **data)
        elif outcome not in other.comes_to:
            yield at.found("error", "child_outcome_never", where, ends=sorted(other.comes_to), **data)


def _ends(at: _At, child: Child, other: Kin) -> Found:
    """The child can end, of itself and with its parent."""
    ended, states = other.procedure.verbs.terminated, other.procedure.states
    data = {"child": child.title, "procedure": other.procedure.title}
    if not other.comes_to:
        yield at.found("error", "child_endless", "procedure", **data)
    if child.on_parent_end == "end" and ended is None:
        yield at.found("error", "child_not_ended", "on_parent_end", **data)
    elif child.on_parent_end == "end" and (ended not in states or states[ended or ""].end is None):
        yield at.found("error", "child_ended_nowhere", "on_parent_end", state=ended, **data)


def _waits(at: _At, family: Family, mine: Kin, key: str, other: Kin) -> Found:
    """Nobody waits for somebody who waits for them."""
    child = mine.procedure.children[key]
    data = {"child": child.title, "procedure": other.procedure.title}
    opens = family.circle(mine, child, "opens") if key in mine.opens else []
    waits = family.circle(mine, child, "waits_for") if key in mine.waits_for else []
    if opens:
        yield at.found("error", "children_for_ever", "procedure", way=[k.procedure.title for k in opens], **data)
    elif len(waits) > 2:  # two are of one procedure, which says so itself
        yield at.found("warning", "children_wait_round", "procedure", way=[k.procedure.title for k in waits], **data)
    for taken, name in other.asks_parent():
        asked = {"transition": other.procedure.transitions[taken].title, "name": name, **data}
        blocked = [t for t in child.blocks if name in child.give and mine.written_only_after(t, child.give[name])]
        if name not in child.give:
            yield at.found("error", "child_asks_parent", "give", **asked)
        elif blocked:
            title = mine.procedure.transitions[blocked[0]].title
            yield at.found("error", "child_and_parent_wait", "blocks", blocked=title, **asked)


def _told(at: _At, mine: Kin, key: str, other: Kin) -> Found:
    """A transition of the parent that asks how the child ended asks for an end that it comes to."""
    ends, facts = sorted(other.comes_to), mine.facts
    one = children_shapes(mine.procedure)["children"]
    last = grouped({**dict(dict(one.fields or ())[key].fields or ()), "last": Shape("string", values=among(ends))})
    every = grouped({**dict(one.fields or ()), key: last})
    for name, transition in mine.procedure.transitions.items():
        asks = transition.when is not None and f"children.{key}.last" in transition.when
        if facts is None or not asks or name in facts.never or transition.when is None:
            continue
        if not Conditions([transition.when], {**facts.types, "children": every}).possible():
            title = mine.procedure.children[key].title
            data = {"transition": transition.title, "text": transition.when, "child": title}
            yield at.found("error", "child_never_gives", "transitions", name, "when", ends=ends, **data)


def _reported(at: _At, mine: Kin, key: str, other: Kin) -> Found:
    """What fulfils a duty can be handed in, and has the day by which the duty tells for which period it is."""
    for name, duty in mine.procedure.duties.items():
        if duty.child != key:
            continue
        data = {"duty": duty.title, "child": mine.procedure.children[key].title, "procedure": other.procedure.title}
        if not other.files():
            yield at.found("error", "duty_not_handed_in", name, "child", **data)
        days = (
            sorted(f.key for f in other.main.fields if f.type == "date" and (f.find or f.count)) if other.main else []
        )
        if duty.for_day is not None and duty.for_day not in days:
            yield at.found("error", "duty_no_day", name, "for_day", field=duty.for_day, days=days, **data)


@lru_cache(maxsize=32)  # what can become of a procedure is searched once, whoever asks
def _kin(texts: tuple[tuple[str, str], ...]) -> Kin | None:
    model = parsed(Procedure, dict(texts)["procedure"]).model
    return Kin(model, dict(texts)) if model is not None else None
