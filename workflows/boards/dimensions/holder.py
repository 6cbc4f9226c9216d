"""By who has to act: the role, and for roles of districts the district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.rights import in_words

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Holder(Dimension):
    """By who has to act: the role, and for roles of districts the district."""

    kind: Literal["holder"] = "holder"

    def label(self, asked: Asked, key: str) -> Text:
        return in_words(key, [b.procedure for b in asked.bundles], asked.names)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return asked.chart.source.narrowed(listing, holder=key)
