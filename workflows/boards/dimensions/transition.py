"""By the transition that was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.boards.joining import joined, parted, with_procedure

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Transition(Dimension):
    """By the transition that was taken."""

    kind: Literal["transition"] = "transition"

    def facts(self, asked: Asked) -> Sequence[str]:
        return ("procedure", "action")

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return joined(asked, *raw)

    def label(self, asked: Asked, key: str) -> Text:
        bundle, name = parted(asked, key)
        taken = bundle.procedure.transitions.get(name) if bundle else None
        return with_procedure(asked, bundle, taken.title if taken else Text(zh=name))

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        bundle, name = parted(asked, key)
        return replace(listing, transitions=((bundle.procedure.id if bundle else "", name),))
