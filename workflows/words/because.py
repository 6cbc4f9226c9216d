"""Why somebody sees or may do something."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "why.nothing": (
        "找不到“{number}”，或者没有这个人；请核对编号再问",
        "There is no “{number}”, or no such person; check the number and ask again",
    ),
}
