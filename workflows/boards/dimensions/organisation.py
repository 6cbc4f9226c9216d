"""By organisation: whose case it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Organisation(Dimension):
    """By organisation: whose case it is."""

    kind: Literal["organisation"] = "organisation"

    def label(self, asked: Asked, key: str) -> Text:
        found = asked.organisations.get(key)
        return found.title if found else Text(zh=key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return asked.chart.source.narrowed(listing, organisation=int(key))
