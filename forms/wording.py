"""What differs inside two texts: by words, and by characters where words are not parted by blanks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Part = tuple[Literal["same", "gone", "new"], str]
_TOKENS = re.compile(r"[A-Za-z0-9_.,%-]+|\s+|.", re.DOTALL)
LIMIT = 4_000
"""Tokens of both texts together; longer ones are told as a whole, for the comparison grows with the square."""


def parts(before: str, after: str) -> list[Part]:
    """What stays, what is gone and what is new, in the order in which it is read; joined they give both texts."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > LIMIT:
        return [*_part("gone", before), *_part("new", after)]
    found: list[Part] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += _part("same", "".join(old[a:b]))
        else:
            found += [*_part("gone", "".join(old[a:b])), *_part("new", "".join(new[c:d]))]
    return found


def _part(kind: Literal["same", "gone", "new"], text: str) -> list[Part]:
    return [(kind, text)] if text else []
