"""Dimensions that are stretches of time: by month, quarter or year of a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from forms.text import Text
from workflows.boards import periods
from workflows.boards.dimensions.base import Dimension
from workflows.boards.where import Moment

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


class Period(Dimension):
    """By the period of its kind that a day of it lies in."""

    of: Moment = "filed"
    ordered: ClassVar[bool] = True
    periods: ClassVar[bool] = True

    def facts(self, asked: Asked) -> Sequence[str]:
        return (f"month:{self.of}",)

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return periods.key(asked, self.kind, raw[0])

    def label(self, asked: Asked, key: str) -> Text:
        return periods.label(key)

    def keys(self, asked: Asked, found: Collection[str]) -> list[str]:
        return periods.keys(asked, self.kind, self.of, found)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return periods.narrow(asked, listing, self.kind, self.of, key)
