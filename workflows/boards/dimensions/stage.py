"""By stage, in the order of the definitions; of several procedures each has its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Text
from workflows.boards.detail import Detail
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.boards.joining import joined, parted, with_procedure

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Stage(Dimension):
    """By stage, in the order of the definitions; of several procedures each has its own."""

    kind: Literal["stage"] = "stage"
    ordered: ClassVar[bool] = True

    def facts(self, asked: Asked) -> Sequence[str]:
        return ("procedure", "stage") if _of_stays(asked) else ("procedure", "stage", "state")

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        if len(raw) > 2 and raw[2] in asked.given_up(raw[0]):
            return joined(asked, raw[0], f"{GIVEN_UP}{raw[2]}")
        return joined(asked, raw[0], raw[1])

    def label(self, asked: Asked, key: str) -> Text:
        bundle, name = parted(asked, key)
        if bundle and name.startswith(GIVEN_UP):
            state = bundle.procedure.states.get(name[1:])
            return with_procedure(asked, bundle, state.title if state else Text(zh=name[1:]))
        found = next((s.title for s in bundle.procedure.stages if s.id == name), Text(zh=name)) if bundle else None
        return with_procedure(asked, bundle, found or Text(zh=name))

    def keys(self, asked: Asked, found: Collection[str]) -> list[str]:
        every = ((b.procedure.id, s) for b in asked.bundles for s in b.procedure.stages)
        own = [joined(asked, procedure, s.id) for procedure, s in every if shown(asked, s)]
        return [*own, *sorted(set(found) - set(own))]

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        bundle, name = parted(asked, key)
        procedure = bundle.procedure.id if bundle else ""
        if isinstance(listing, Detail) and listing.ground == "stays":
            cases = replace(listing.cases, procedure=procedure, procedures=())
            return replace(listing, cases=cases, stage=name)
        if name.startswith(GIVEN_UP):
            return asked.chart.source.narrowed(listing, procedure=procedure, procedures=(), states=(name[1:],))
        found = asked.chart.source.narrowed(listing, procedure=procedure, procedures=(), stages=(name,))
        kept = _kept(asked, procedure, name)
        return asked.chart.source.narrowed(found, states=kept) if kept and not asked.chart.where.states else found

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        if asked.one is None or any(k.startswith(GIVEN_UP) or _kept(asked, asked.one.procedure.id, k) for k in keys):
            return None
        return asked.chart.source.narrowed(listing, stages=tuple(keys))

    def known(self, asked: Asked, key: str) -> bool:
        bundle, name = parted(asked, key)
        states = bundle.procedure.states.items() if bundle else ()
        return any(asked.may_read(bundle, k) for k, s in states if bundle and s.stage == name)


GIVEN_UP = "="
"""Begins the key of a state in which cases were given up: no result of the stage that it lies in."""


def _of_stays(asked: Asked) -> bool:
    return asked.chart.measure.lasting


def _kept(asked: Asked, procedure: str, stage: str) -> tuple[str, ...]:
    """The states of a stage without those that were given up; none where there are no such."""
    gone = asked.given_up(procedure)
    states = [s for p, s in asked.told.stage(stage) if p == procedure]
    return tuple(s for s in states if s not in gone) if gone & set(states) else ()


def shown(asked: Asked, stage: Any) -> bool:
    """Whether a stage is worth a mark of zero: not the one of the end, where only open cases are counted."""
    if not asked.chart.where.open:
        return not asked.chart.where.stages or stage.id in asked.chart.where.stages
    states = (s for b in asked.bundles for s in b.procedure.states.values())
    return any(s.stage == stage.id and s.end is None for s in states)
