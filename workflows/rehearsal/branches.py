"""Which ways conditions went while rehearsals were played, which rows of decision tables applied, and which lights
clocks showed: of transitions, of who takes part in rounds, of what rounds come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from forms import feel
from forms.decision.compiled import ready
from forms.decision.function import applying, function
from forms.decision.model import DecisionTable
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.values import Lambda
from forms.feel.watching import branches, watch
from forms.text import Message
from workflows.definition import Procedure
from workflows.engine.situation import Situation
from workflows.engine.watched import WATCHER
from workflows.model.rounds import Round

Branch = tuple[str, str, bool]
"""A place, a condition there, and what it was; for a row of a table `table(row)` and true, for a clock its light.

A place is a transition, `<round>.who.<number>`, `<round>.outcome.<path>`, `<round>.agrees`, `<round>.recused_if` or
`clock.<key>`.
"""
LIGHTS = ("yellow", "red")
"""What a clock can show that rehearsals have to see; it begins with green."""


@dataclass
class Watched:
    """The branches that were taken."""

    taken: set[Branch] = field(default_factory=set)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Inside, every condition that is asked is looked at."""
        before = WATCHER.set(self._look)
        try:
            yield
        finally:
            WATCHER.reset(before)

    def _look(self, situation: Situation, place: str, text: str, names: Mapping[str, Any]) -> None:
        tables = situation.procedure.decisions
        seen = feel.scope({n: self._noting(place, n, t) for n, t in tables.items()}, names) if tables else names
        watch(text, seen, situation.services, lambda part, was: self.taken.add((place, part, was)))

    def _noting(self, place: str, name: str, table: DecisionTable) -> Lambda:
        """A decision table as a function that notes which of its rows apply."""
        plain = function(name, table)

        def called(args: list[Any], run: Any) -> Any:
            for row in applying(table, args, run):
                self.taken.add((place, f"{name}({row + 1})", True))
            return plain.call(args, run)

        return Lambda(table.params, called, name)


def light(clock: str, shown: str) -> Branch:
    """A clock that shows a light."""
    return (f"clock.{clock}", shown, True)


def wanted(procedure: Procedure) -> list[Branch]:
    """Everything that conditions and clocks can do: each part true and false, each row of each table, each light."""
    found: list[Branch] = []
    for place, text, condition in conditions(procedure):
        found += _of(place, text, condition, procedure.decisions)
    timed = [k for k, c in procedure.clocks.items() if not c.minimum]
    return list(dict.fromkeys([*found, *(light(k, shown) for k in timed for shown in LIGHTS)]))


def conditions(procedure: Procedure) -> Iterator[tuple[str, str, bool]]:
    """The place and text of every condition that is watched, and whether the text is one itself or gives a value."""
    for name, transition in procedure.transitions.items():
        if transition.when is not None:
            yield name, transition.when, True
    for key, round_ in procedure.rounds.items():
        yield from _of_round(key, round_)


def _of_round(key: str, round_: Round) -> Iterator[tuple[str, str, bool]]:
    for number, who in enumerate(round_.who, 1):
        if who.when is not None:
            yield f"{key}.who.{number}", who.when, True
    yield from ((f"{key}.outcome.{path}", text, False) for path, text in round_.outcome.items())
    for part in ("agrees", "recused_if"):
        if (text := getattr(round_, part)) is not None:
            yield f"{key}.{part}", text, True


def _of(place: str, text: str, condition: bool, tables: Mapping[str, DecisionTable]) -> Iterable[Branch]:
    for part in branches(text, condition=condition):
        if constant(feel.parse(part)) is NO_CONSTANT:
            yield from ((place, part, was) for was in (True, False))
    named = {path[0] for path in feel.references(text)} | {n for n in tables if f"{n}(" in text}
    for name in sorted(named & tables.keys()):
        if ready(tables[name]) is not None:
            yield from ((place, f"{name}({n + 1})", True) for n in range(len(tables[name].rules)))


def missed(procedure: Procedure, taken: Iterable[Branch]) -> list[Branch]:
    """The branches that were never taken."""
    done = set(taken)
    return [branch for branch in wanted(procedure) if branch not in done]


def place_words(procedure: Procedure, place: str) -> Message | Any:
    """A place as people read it: the title of its transition or clock, or the part of a round."""
    if place in procedure.transitions:
        return procedure.transitions[place].title
    key, _, part = place.partition(".")
    if key == "clock":
        return Message("rehearsed.clock", {"clock": procedure.clocks[part].title})
    kind, _, rest = part.partition(".")
    return Message(f"rehearsed.{kind}", {"round": procedure.rounds[key].title, "what": rest})


def branch_words(procedure: Procedure, branch: Branch) -> Message:
    """A branch as people read it."""
    place, text, was = branch
    data = {"place": place_words(procedure, place), "text": text}
    if place.startswith("clock."):
        return Message(f"rehearsed.light.{text}", data)
    if text.partition("(")[0] in procedure.decisions:
        return Message("rehearsed.row", data)
    return Message("rehearsed.true" if was else "rehearsed.false", data)
