"""What generated rehearsals are for: each way once, each return with its way back, each turn of a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.definition import Form
from forms.fields import OptionSource
from workflows.bundle import Bundle
from workflows.checks.soundness.space import Place, Space, Step, explored
from workflows.definition import Procedure
from workflows.engine.situation import RETURNED_FROM
from workflows.rehearsal.generate.values import interesting


@dataclass(frozen=True)
class Goal:
    """A way to be gone; `change` is what is filled in otherwise than usual, so that its last condition turns."""

    name: str
    way: tuple[Step, ...]
    change: Mapping[str, Any] = field(default_factory=dict)


def goals(bundle: Bundle, options: OptionSource) -> Iterator[Goal]:
    """In a fixed order: ways to every transition, ways back after returns, and what turns conditions."""
    procedure, space = bundle.procedure, explored(bundle.procedure)
    yield from _ways(procedure, space)
    for name, transition in procedure.transitions.items():
        way = _way_over(space, name)
        if transition.when is not None and way is not None:
            for n, change in enumerate(interesting(_form(bundle), transition.when, options), 1):
                yield Goal(f"{name}_case_{n}", way, change)


def _form(bundle: Bundle) -> Form:
    return bundle.form()


def _ways(procedure: Procedure, space: Space) -> Iterator[Goal]:
    for name, transition in procedure.transitions.items():
        way = _way_over(space, name)
        if way is None:
            continue
        if transition.kind == "return" or transition.to == RETURNED_FROM:
            yield Goal(f"back_by_{name}", (*way, *_to_an_end(procedure, space, way[-1].place)))
        else:
            yield Goal(f"by_{name}", (*way, *_to_an_end(procedure, space, way[-1].place)))


def _way_over(space: Space, transition: str) -> tuple[Step, ...] | None:
    """A shortest way from the beginning whose last step is this one."""
    for place, way in space.ways.items():
        for step in space.edges.get(place, ()):
            if step.transition == transition:
                return (*way, step)
    return None


def _to_an_end(procedure: Procedure, space: Space, place: Place) -> list[Step]:
    """A shortest way on from a place: nowhere back or away where something goes on."""
    waiting: list[tuple[Place, list[Step]]] = [(place, [])]
    seen = {place}
    for gentle in (True, False):
        while waiting:
            at, way = waiting.pop(0)
            if procedure.states[at.state].end is not None:
                return way
            for step in space.edges.get(at, ()):
                kind = procedure.transitions[step.transition].kind
                if step.place not in seen and not (gentle and kind in ("return", "recall", "drop")):
                    seen.add(step.place)
                    waiting.append((step.place, [*way, step]))
        waiting, seen = [(place, [])], {place}
    return []
