"""How a case with given data would go: who acts in each state, which conditions hold, which way is taken; nothing runs.

The conditions are evaluated as the engine does, over the data and over a case that is new, in time and without
children. A round is answered as whoever looks says, row by row, and what it writes into the form holds from there on.
Where several ways are open, what goes on comes before what ends it. What only a running office knows (entries of
registers, earlier cases) is not there; a parent is taken to hold what it gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from forms import feel
from forms.context import context
from forms.decision import functions
from forms.fields import OptionSource
from forms.values import identified
from workflows.bundle import Bundle
from workflows.checks.soundness.space import Place, targets
from workflows.definition import Procedure, State, Transition
from workflows.flow.asking import Answer, Asking, Concluded, Invited, RowAsked

__all__ = ["Answer", "Assumed", "Invited", "Led", "Met", "RowAsked", "path_of"]

ONWARD = ("automatic", "forward")
"""Kinds of transitions that lead on; those that a case takes by itself come first."""


@dataclass(frozen=True)
class Led:
    """An answer of a round and the transition it leads to; "" where nothing leads on."""

    answer: Answer
    taken: str


@dataclass(frozen=True)
class Met:
    """A state on the way: who has to act, who is asked, the way that is taken, others that could be, those shut.

    In a round `asked` has its rows, `answers` where each answer leads if it is given about all of them, and `said` the
    answer that was taken for each row, by its place.
    """

    state: str
    holder: str
    invited: tuple[Invited, ...]
    taken: str  # "" at the end, or where it stops
    to: str
    others: tuple[str, ...]
    shut: tuple[str, ...]
    asked: tuple[RowAsked, ...] = ()
    answers: tuple[Led, ...] = ()
    said: Mapping[int, str] = field(default_factory=dict)
    written: tuple[tuple[int, str, str], ...] = ()  # what the round writes: place of the row, path of the field, words

    @property
    def step(self) -> tuple[str, str, str]:
        return self.state, self.taken, self.to


@dataclass(frozen=True)
class Assumed:
    """What is taken for granted: which way is taken where there are several, and what is answered in rounds."""

    ways: Mapping[str, str] = field(default_factory=dict)  # state → transition
    said: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # state → place of a row (0: all) → answer


def path_of(
    bundle: Bundle, values: Mapping[str, Any], options: OptionSource, now: datetime, assumed: Assumed
) -> tuple[Met, ...]:
    """The states that a case with these values goes through, up to an end, a stop, or a place it was in before."""
    procedure, found, here = bundle.procedure, list[Met](), bundle.procedure.initial
    services = _services(procedure, now)
    values = identified(bundle.form(), values)
    while here in procedure.states and here not in {m.state for m in found}:
        step = _Step(bundle, here, values, options, services, assumed)
        found.append(step.met)
        here, values = found[-1].to, step.after
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Step:
    """One state on the way, with the values that a case has there."""

    bundle: Bundle
    key: str
    values: Mapping[str, Any]
    options: OptionSource
    services: feel.Services
    assumed: Assumed

    @property
    def state(self) -> State:
        return self.bundle.procedure.states[self.key]

    @cached_property
    def asking(self) -> Asking | None:
        """The round that is held here."""
        procedure, key = self.bundle.procedure, self.state.round or ""
        if key not in procedure.rounds:
            return None
        return Asking(self.bundle, key, self.values, self._names(self.values, {}), self.options, self.services)

    def _names(self, values: Mapping[str, Any], seen: Mapping[str, Any]) -> Mapping[str, Any]:
        besides = {**_besides(self.bundle.procedure, self.key), **seen}
        found = context(self.bundle.form(), values, self.options, besides, self.services)
        given = self.bundle.procedure.start.given  # taken to stand there as it does here
        return {**found, "parent": {key: found.get(key) for key in given}} if given else found

    @cached_property
    def said(self) -> dict[int, Answer]:
        """What was answered about each row; what agrees where nothing was chosen."""
        if self.asking is None or not self.asking.answers:
            return {}
        known, wanted = {a.key: a for a in self.asking.answers}, self.assumed.said.get(self.key, {})
        first = known.get(wanted.get(0, ""), self.asking.answers[0])
        return {n: known.get(wanted.get(n, ""), first) for n in range(1, len(self.asking.rows) + 1)}

    @cached_property
    def _concluded(self) -> Concluded:
        return self.asking.concluded(self.said) if self.asking else Concluded({}, self.values)

    @property
    def after(self) -> Mapping[str, Any]:
        """The values with what the round has written."""
        return self._concluded.values

    @property
    def written(self) -> Iterator[tuple[int, str, str]]:
        form, per = self.bundle.form(), self.asking.round.per if self.asking else None
        for place, key, value in self._concluded.written:
            path = f"{per}.{key}" if place else key
            yield place, path, form.by_path[path].show(value, self.options)

    def held(self, found: Concluded) -> tuple[list[str], list[str]]:
        """The ways on whose conditions hold, and the others; what goes on by itself first, what ends it last."""
        procedure = self.bundle.procedure
        names = self._names(found.values, found.seen)
        ways = sorted(
            ((n, t) for n, t in procedure.leaving(self.key).items() if t.kind in ONWARD and self._to(t)),
            key=lambda way: (ONWARD.index(way[1].kind), procedure.states[self._to(way[1])].end is not None),
        )
        held = [n for n, t in ways if t.when is None or feel.evaluate(t.when, names, self.services) is True]
        return held, [n for n, _ in ways if n not in held]

    def _to(self, transition: Transition) -> str:
        return _target(self.bundle.procedure, self.key, transition)

    @property
    def answers(self) -> tuple[Led, ...]:
        """Where each answer leads if it is given about every row."""
        found = self.asking.answers if self.asking else ()
        concluded = [(a, self.asking.concluded({0: a})) for a in found if self.asking]
        return tuple(Led(a, next(iter(self.held(c)[0]), "")) for a, c in concluded)

    @property
    def met(self) -> Met:
        held, shut = self.held(self._concluded)
        wanted = self.assumed.ways.get(self.key)
        taken = wanted if wanted in held else next(iter(held), "")
        asking = self.asking
        return Met(
            self.key, self.state.holder or "", asking.invited if asking else (), taken,
            self._to(self.bundle.procedure.transitions[taken]) if taken else "",
            tuple(n for n in held if n != taken), tuple(shut), asking.asked if asking else (), self.answers,
            {n: a.key for n, a in self.said.items()}, tuple(self.written),
        )  # fmt: skip


def _target(procedure: Procedure, key: str, transition: Transition) -> str:
    """Where a transition leads a case that was never returned; "" where that is not known."""
    return next(iter(targets(procedure, transition, Place(key))), "")


def _besides(procedure: Procedure, state: str) -> dict[str, Any]:
    """The names that expressions see beside the fields; a round adds how it stands."""
    clock = {"since": None, "due": None, "light": "green", "left": None, "late": 0, "running": True}
    return {
        **functions(procedure.decisions),
        "case": {"number": None, "state": state, "first_of_subject": True, "late": False, "on_behalf": False,
                 "organisation": None},
        "clock": {key: dict(clock) for key in procedure.clocks},
        "children": {key: {"count": 0, "open": 0, "last": None} for key in procedure.children},
        "round": None, "opinions": None,
    }  # fmt: skip


def _services(procedure: Procedure, now: datetime) -> feel.Services:
    """What expressions may ask: the day, parameters as they are declared; nobody is listed anywhere."""
    declared = procedure.parameters
    return feel.Services(
        now=lambda: now, listed=lambda *_: False,
        parameter=lambda name: declared[name].value if name in declared else None,
    )  # fmt: skip
