"""By what was chosen in the form that was filled in with a step: why a case was returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Message, Text
from workflows.boards import chosen
from workflows.boards.dimensions.base import Dimension, dimension
from workflows.cases.search import NONE

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.checks.board import At


@dimension
class Given(Dimension):
    """By a field marked `count` in the forms of transitions; a step with several choices counts for each of them."""

    kind: Literal["given"] = "given"
    field: str

    def title(self, asked: Asked) -> Text:
        return chosen.title(asked, self.field)

    def how(self, asked: Asked) -> Message:
        return Message("board.how.given", {"field": self.title(asked)})

    def facts(self, asked: Asked) -> Sequence[str]:
        return (f"given:{self.field}",)

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return NONE if raw[0] is None else str(raw[0])

    def label(self, asked: Asked, key: str) -> Text:
        return chosen.label(asked, self.field, key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return replace(listing, given={**listing.given, self.field: key})

    def problems(self, at: At) -> None:
        at.at("field").chosen(self.field)
