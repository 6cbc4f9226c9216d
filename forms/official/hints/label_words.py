"""What the words of a label say: 联系电话, 注册资本, 成立日期. The end of a Chinese name says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.official.hints.base import hint
from forms.official.lexicon import kinds, label_patterns
from forms.official.slot import Slot, Vote
from forms.text import Message

_STRONG, _INNER, _WEAK = 0.9, 0.62, 0.58
_PLACES = {"industry", "choice", "choices", "organisation", "person", "rating"}  # said elsewhere
_JOINED = re.compile(r"(?<=[一-鿿])(?:及其?|和|与|、|/)(?=[一-鿿])")
_OWN = {"text": 0.78, "long_text": 0.8}


@hint
def labelled(slot: Slot) -> Iterator[Vote]:
    """The type whose words end the label counts most; words further in front count less."""
    title = slot.label.title
    joined = _JOINED.split(title)
    for kind in kinds():
        if kind in _PLACES:
            continue
        if found := _weight(kind, title):
            weight, word = found
            if slot.shape == "boxes":
                weight *= 0.6
            if len(joined) > 1 and kind not in ("long_text", "text", "period", "attachment"):
                weight -= 0.45 if _other_end(joined[0], kind) else 0.0
            yield Vote(kind, weight, Message("official.why.label", {"word": word}))


def _weight(kind: str, title: str) -> tuple[float, str] | None:
    best: tuple[float, str] | None = None
    for pattern, weak in label_patterns(kind):
        for match in pattern.finditer(title):
            at_end = match.end() == len(title)
            usual = _OWN.get(kind, _STRONG)
            weight = (_WEAK if weak else usual) if at_end else (0.4 if weak or kind in _OWN else _INNER)
            if best is None or weight > best[0]:
                best = weight, match[0]
    return best


def _other_end(first: str, kind: str) -> bool:
    """Whether the words in front of an “and” name something else: 联系人及电话 is no telephone number alone."""
    return _weight(kind, first) is None
