"""By district, as it is on the day: merged ones count where they went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class District(Dimension):
    """By district, as it is on the day: merged ones count where they went."""

    kind: Literal["district"] = "district"

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        place = asked.view.place_of.get(raw[0] or "")
        return place.code if place else None

    def label(self, asked: Asked, key: str) -> Text:
        place = asked.view.place_of.get(key)
        return place.title if place else Text(zh=key)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        place = asked.view.place_of.get(key)
        return asked.chart.source.narrowed(listing, districts=place.codes if place else (key,))

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        places = [asked.view.place_of[k] for k in keys if k in asked.view.place_of]
        return asked.chart.source.narrowed(listing, districts=tuple(c for p in places for c in p.codes))

    def known(self, asked: Asked, key: str) -> bool:
        return any(p.code == key for p in asked.view.shown)
