"""By light: red, yellow, green; what has none belongs to no mark."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Text
from workflows.boards.dimensions.base import Dimension, dimension

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


@dimension
class Light(Dimension):
    """By light: red, yellow, green; what has none belongs to no mark."""

    kind: Literal["light"] = "light"
    ordered: ClassVar[bool] = True

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        return str(raw[0]) if raw[0] in LIGHTS else None

    def label(self, asked: Asked, key: str) -> Text:
        return NAMES[key]

    def keys(self, asked: Asked, found: Collection[str]) -> list[str]:
        return list(LIGHTS)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        return asked.chart.source.narrowed(listing, lights=(key,), day=asked.on)


LIGHTS = ("red", "yellow", "green")
NAMES = {
    "red": Text(zh="已超期", en="Overdue"), "yellow": Text(zh="临近到期", en="Due soon"),
    "green": Text(zh="期限内", en="In time"),
}  # fmt: skip
