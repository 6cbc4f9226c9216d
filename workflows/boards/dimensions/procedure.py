"""By procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class ByProcedure(Dimension):
    """By procedure."""

    kind: Literal["procedure"] = "procedure"

    def label(self, asked: Asked, key: str) -> Text:
        bundle = asked.every.get(key)
        return bundle.procedure.title if bundle else Text(zh=key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return asked.chart.source.narrowed(listing, procedure=key, procedures=())
