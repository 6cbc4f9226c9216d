"""By state, in the order of the definitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.boards.joining import joined, parted, with_procedure

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class State(Dimension):
    """By state, in the order of the definitions."""

    kind: Literal["state"] = "state"
    ordered: ClassVar[bool] = True

    def in_order(self, asked: Asked) -> bool:
        """States of several procedures have no order among each other: the highest first, without those of nobody."""
        return bool(asked.one)

    def facts(self, asked: Asked) -> Sequence[str]:
        return ("procedure", "state")

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return joined(asked, *raw)

    def label(self, asked: Asked, key: str) -> Text:
        bundle, name = parted(asked, key)
        state = bundle.procedure.states.get(name) if bundle else None
        return with_procedure(asked, bundle, state.title if state else Text(zh=name))

    def keys(self, asked: Asked, found: Collection[str]) -> list[str]:
        wanted = asked.chart.where
        own = [
            joined(asked, b.procedure.id, k) for b in asked.bundles for k, s in b.procedure.states.items()
            if (wanted.open is None or wanted.open == (s.end is None)) and (not wanted.states or k in wanted.states)
        ]  # fmt: skip
        return [*own, *sorted(set(found) - set(own))]

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        bundle, name = parted(asked, key)
        procedure = bundle.procedure.id if bundle else ""
        return asked.chart.source.narrowed(listing, procedure=procedure, procedures=(), states=(name,))

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        return asked.chart.source.narrowed(listing, states=tuple(keys)) if asked.one else None

    def known(self, asked: Asked, key: str) -> bool:
        bundle, name = parted(asked, key)
        return bundle is not None and asked.may_read(bundle, name)
