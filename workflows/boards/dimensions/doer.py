"""By the office that did a task, or took a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Doer(Dimension):
    """By the office that did a task, or took a step."""

    kind: Literal["doer"] = "doer"

    def label(self, asked: Asked, key: str) -> Text:
        found = asked.organisations.get(key)
        return found.title if found else Text(zh=key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return replace(listing, doer=int(key))
