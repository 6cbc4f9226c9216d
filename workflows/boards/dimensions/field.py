"""By the value of a field marked `count`."""

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
class ByField(Dimension):
    """By the value of a field marked `count`."""

    kind: Literal["field"] = "field"
    field: str

    def title(self, asked: Asked) -> Text | Message:
        return counted.title(asked, self.field)

    def facts(self, asked: Asked) -> Sequence[str]:
        return counted.facts(asked, self.field)

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return counted.key(asked, self.field, raw)

    def label(self, asked: Asked, key: str) -> Text:
        return counted.label(asked, self.field, key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return counted.narrow(asked, listing, self.field, key)

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        if counted.NONE in keys:
            return None
        return counted.narrow(asked, listing, self.field, ",".join(keys))

    def fields(self) -> Sequence[str]:
        return (self.field,)

    def problems(self, at: At) -> None:
        at.at("field").counted(self.field)
