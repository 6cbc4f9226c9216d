"""By how cases ended; open ones belong to no mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.boards.joining import joined, parted, with_procedure

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Outcome(Dimension):
    """By how cases ended; open ones belong to no mark."""

    kind: Literal["outcome"] = "outcome"

    def facts(self, asked: Asked) -> Sequence[str]:
        return ("procedure", "state")

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return joined(asked, *raw) if raw[1] in asked.finals(raw[0]) else None

    def label(self, asked: Asked, key: str) -> Text:
        bundle, name = parted(asked, key)
        state = bundle.procedure.states.get(name) if bundle else None
        return with_procedure(asked, bundle, state.title if state else Text(zh=name))

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        bundle, name = parted(asked, key)
        procedure = bundle.procedure.id if bundle else ""
        return asked.chart.source.narrowed(listing, procedure=procedure, procedures=(), states=(name,))

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        return asked.chart.source.narrowed(listing, states=tuple(keys)) if asked.one else None
