"""By industry: a `count` field of the list of industries, cut to so many of its levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Message, Text
from workflows.boards import counted
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.checks.board import At


@dimension
class Industry(Dimension):
    """By industry: a `count` field of the list of industries, cut to so many of its levels."""

    kind: Literal["industry"] = "industry"
    field: str
    levels: int = 1

    def title(self, asked: Asked) -> Text | Message:
        return counted.title(asked, self.field)

    def facts(self, asked: Asked) -> Sequence[str]:
        return counted.facts(asked, self.field)

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        found = counted.key(asked, self.field, raw)
        return counted.above(asked, self.field, found, self.levels) if found and found != counted.NONE else found

    def label(self, asked: Asked, key: str) -> Text:
        return counted.label(asked, self.field, key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        below = key if key == counted.NONE else ",".join(counted.below(asked, self.field, key))
        return counted.narrow(asked, listing, self.field, below)

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        if counted.NONE in keys:
            return None
        every = (v for key in keys for v in counted.below(asked, self.field, key))
        return counted.narrow(asked, listing, self.field, ",".join(every))

    def fields(self) -> Sequence[str]:
        return (self.field,)

    def problems(self, at: At) -> None:
        at.at("field").counted(self.field)
