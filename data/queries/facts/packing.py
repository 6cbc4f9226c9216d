"""Many ids as a short text: how far each lies behind the one before, compressed."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable


def packed(ids: Iterable[int]) -> str:
    """A set of ids as text."""
    last, steps = 0, []
    for each in sorted(set(ids)):
        steps.append(str(each - last))
        last = each
    return base64.b64encode(zlib.compress(" ".join(steps).encode())).decode()


def unpacked(text: str) -> set[int]:
    """The same back; raises ValueError for what was not packed so."""
    try:
        steps = zlib.decompress(base64.b64decode(text, validate=True)).decode().split()
    except zlib.error as error:
        raise ValueError("no packed ids") from error
    found, last = set(), 0
    for step in steps:
        last += int(step)
        found.add(last)
    return found
