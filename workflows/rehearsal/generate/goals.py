"""What generated rehearsals are for: each way, return, round outcome, limit and turn of a condition once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.checks.soundness.space import Place, Space, Step, explored
from workflows.definition import Procedure
from workflows.engine.situation import RETURNED_FROM
from workflows.rehearsal.generate.asking import listings
from workflows.rehearsal.generate.opinions import Dissent, dissents
from workflows.rehearsal.model import EntryPlan

BEFORE, AFTER = "2020-01-01", "2099-01-01"
"""Days long before and long after every rehearsal."""


@dataclass(frozen=True)
class Goal:
    """A way to be gone, and what is special in it; `tries` says it in words.

    `change` is what is filled in otherwise than usual before the last step; `conditions` asks for the turns of its
    condition; `clock` to look at a clock on the days around its limit; `start` is what is tried of opening a case.
    """

    name: str
    tries: Message
    way: tuple[Step, ...] = ()
    change: Mapping[str, Any] = field(default_factory=dict)
    dissent: Mapping[str, Dissent] = field(default_factory=dict)  # round → who says otherwise, and what
    entries: Mapping[str, tuple[EntryPlan, ...]] = field(default_factory=dict)
    listed: tuple[str, str, str] | None = None  # a register, what is looked for there, and how it stands
    earlier: bool = False  # another case of the same subject went to its end before
    conditions: bool = False
    refusals: bool = False
    clock: str = ""
    start: str = ""
    after: int = 0  # so many steps of the way come after the one that it is about

    def is_about(self, number: int) -> bool:
        """Whether a step of the way is the one that it is about."""
        return number == len(self.way) - 1 - self.after

    def with_change(self, change: Mapping[str, Any]) -> Goal:
        """The same with more filled in otherwise."""
        return replace(self, change={**change, **self.change})


def goals(bundle: Bundle) -> Iterator[Goal]:
    """Every goal, in a fixed order: what matters most comes first."""
    procedure, space = bundle.procedure, explored(bundle.procedure)
    yield from _ways(procedure, space)
    yield from _returns(procedure, space)
    yield from _conditions(procedure, space)
    yield from _rounds(bundle, space)
    yield from _listings(procedure, space)
    yield from _clocks(procedure, space)
    yield from _starts(procedure)


def _ways(procedure: Procedure, space: Space) -> Iterator[Goal]:
    for name, transition in procedure.transitions.items():
        way = _way_over(space, name)
        if way is not None and transition.kind != "return" and transition.to != RETURNED_FROM:
            tries = Message("generated.way", {"transition": transition.title})
            yield Goal(f"by_{name}", tries, way, refusals=True)


def _returns(procedure: Procedure, space: Space) -> Iterator[Goal]:
    """Each return from each state, everything again or straight back, and what leads on from there."""
    for name, transition in procedure.transitions.items():
        if transition.kind != "return":
            continue
        seen = set()
        for place, way in space.ways.items():
            for step in space.edges.get(place, ()):
                told = (place.state, step.place.state, _straight(step.place))
                if step.transition == name and told not in seen:
                    seen.add(told)
                    yield _return(procedure, space, (*way, step), place)


def _straight(place: Place) -> bool:
    """Whether what leads on from a place leads straight back."""
    return bool(place.back) and place.back[-1].straight


def _return(procedure: Procedure, space: Space, way: tuple[Step, ...], place: Place) -> Goal:
    step = way[-1]
    transition, target = procedure.transitions[step.transition], procedure.states[step.place.state]
    data = {"transition": transition.title, "state": procedure.states[place.state].title, "target": target.title}
    word = "generated.straight" if _straight(step.place) else "generated.back"
    back = [s for s in space.edges.get(step.place, ()) if procedure.transitions[s.transition].to == RETURNED_FROM]
    name = f"back_by_{step.transition}_from_{place.state}" + ("_straight" if _straight(step.place) else "")
    return Goal(name, Message(word, data), (*way, *back[:1]), refusals=True, after=len(back[:1]))


def _conditions(procedure: Procedure, space: Space) -> Iterator[Goal]:
    for name, transition in procedure.transitions.items():
        way = _way_over(space, name)
        if transition.when is None or transition.kind == "automatic" or way is None:
            continue
        data = {"transition": transition.title}
        yield Goal(f"{name}_when", Message("generated.when", data), way, conditions=True)
        if "first_of_subject" in transition.when:
            yield Goal(f"{name}_when_again", Message("generated.when_again", data), way, conditions=True, earlier=True)


def _rounds(bundle: Bundle, space: Space) -> Iterator[Goal]:
    procedure = bundle.procedure
    for key, round_ in procedure.rounds.items():
        states = [s for s, state in procedure.states.items() if state.round == key]
        way = space.way_to(states[0]) if states else None
        for n, dissent in enumerate(dissents(bundle, key), 1) if way is not None and states else ():
            assert way is not None
            data = {"round": round_.title, "what": dissent.words(bundle, round_)}
            yield Goal(f"{key}_{n}", Message("generated.round", data), tuple(way), dissent={key: dissent})
        if round_.recused_if is not None and way is not None:
            yield Goal(f"{key}_recused", Message("generated.recused", {"round": round_.title}), tuple(way), start="own")


def _listings(procedure: Procedure, space: Space) -> Iterator[Goal]:
    """For what is looked up in a register: in it, not any more, and not yet."""
    for place, register, expression in listings(procedure):
        way = _way_over(space, place) if place in procedure.transitions else _way_to_round(procedure, space, place)
        for how in ("in", "out", "later") if way is not None else ():
            assert way is not None
            data = {"register": procedure.registers[register].called, "how": Message(f"generated.listed.{how}")}
            listed = (register, expression, how)
            yield Goal(f"{register}_{how}", Message("generated.listed", data), tuple(way), listed=listed)


def _clocks(procedure: Procedure, space: Space) -> Iterator[Goal]:
    for key, clock in procedure.clocks.items():
        found = [w for w in (_way_over(space, t) for t in clock.starts if t in procedure.transitions) if w is not None]
        running = [w for w in found if w[-1].place.state not in (*clock.ends_in, *clock.paused_in)]
        way: Sequence[Step] | None = min(running, key=len, default=() if "start" in clock.starts else None)
        if way is not None:
            word = "generated.minimum" if clock.minimum else "generated.clock"
            yield Goal(f"clock_{key}", Message(word, {"clock": clock.title}), tuple(way), clock=key)


def _starts(procedure: Procedure) -> Iterator[Goal]:
    """What stands against opening a case: who, when, and that one is open already."""
    tries = ["who", "valid", *(["campaign"] if procedure.campaign else [])]
    for each in [*tries, *(["again"] if procedure.case.one_open_per else [])]:
        yield Goal(f"start_{each}", Message(f"generated.start.{each}"), start=each)


def _way_over(space: Space, transition: str) -> tuple[Step, ...] | None:
    """A shortest way from the beginning whose last step is this one."""
    for place, way in space.ways.items():
        for step in space.edges.get(place, ()):
            if step.transition == transition:
                return (*way, step)
    return None


def _way_to_round(procedure: Procedure, space: Space, place: str) -> Sequence[Step] | None:
    states = [s for s, state in procedure.states.items() if state.round == place.partition(".")[0]]
    return space.way_to(states[0]) if states else None


def distances(procedure: Procedure) -> Mapping[str, int]:
    """How far each state is from an end, over what leads on."""
    far = {s: 0 for s, state in procedure.states.items() if state.end is not None}
    for _ in procedure.states:
        for t in procedure.transitions.values():
            if t.to in far and t.kind not in ("return", "recall", "drop"):
                for s in t.from_:
                    far[s] = min(far.get(s, 999), far[t.to] + 1)
    return far


def titled(tries: Message) -> Text:
    """What a goal tries, in both languages."""
    from workflows.messages import say

    return Text(zh=say(tries, "zh"), en=say(tries, "en"))
