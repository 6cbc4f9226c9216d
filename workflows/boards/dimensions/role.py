"""By the role in which a task was done, or a step taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.rights import in_words

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Role(Dimension):
    """By the role in which a task was done, or a step taken."""

    kind: Literal["role"] = "role"

    def label(self, asked: Asked, key: str) -> Text:
        return in_words(key, [b.procedure for b in asked.bundles], asked.names)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return replace(listing, roles=(key,))
