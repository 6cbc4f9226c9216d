"""What expressions may ask of clocks, for checking them before anything runs."""

from __future__ import annotations

from collections.abc import Iterable

from forms.feel.sets import among
from forms.feel.shapes import BOOLEAN, DATE, WHOLE, Shape, grouped

_LIGHTS = ("green", "yellow", "red")


def clock_shapes(clocks: Iterable[str]) -> Shape:
    """`clock` with the keys of a procedure's clocks below it."""
    light = Shape("string", values=among(_LIGHTS))
    one = {
        "since": DATE, "due": DATE, "light": light, "left": WHOLE, "late": WHOLE, "running": BOOLEAN,
        "provisional": BOOLEAN,
    }  # fmt: skip
    return grouped({key: grouped(one) for key in clocks})
