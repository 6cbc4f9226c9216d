"""Traditional characters and their simplified ones."""

from __future__ import annotations

from functools import cache

from data.reference.load import FOLDER


@cache
def simplified() -> dict[str, str]:
    """Traditional character → simplified one. A line of the file is a simplified one and what is written for it."""
    lines = (FOLDER / "traditional.txt").read_text(encoding="utf-8").split()
    return {char: line[0] for line in lines for char in line[1:]}


def in_simplified(text: str) -> str:
    """A text in simplified characters."""
    return "".join(simplified().get(c, c) for c in text)
