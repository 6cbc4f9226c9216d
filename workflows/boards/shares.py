"""Words for shares: thresholds in one place, and titles that say which mark stands out."""

from __future__ import annotations

from collections.abc import Sequence

from forms.text import Message, Text
from workflows.boards.figure import Amount, Mark

NEAR_HALF, HALF = 45, 50
FEW = 5  # so many leaders of a ranking are put together
NAMED = 3  # so many equal ones are called by name


def percent(part: Amount, total: Amount) -> int:
    return round(100 * part / total) if total else 0


def share(part: Amount, total: Amount) -> Message:
    """All, more than half, nearly half, or the percentage."""
    if part == total:
        return Message("board.share.all")
    exact = 100 * part / total if total else 0
    if exact > HALF:
        return Message("board.share.most")
    if exact == HALF:
        return Message("board.share.half")
    return (
        Message("board.share.near") if exact >= NEAR_HALF else Message("board.share", {"percent": percent(part, total)})
    )


def strongest(marks: Sequence[Mark], unit: Text) -> Message:
    """Which mark is the largest, and its share; or which ones, where several are."""
    total, top = sum(m.value for m in marks), max((m.value for m in marks), default=0)
    if not top:
        return Message("board.nothing")
    first = [m.label for m in marks if m.value == top]
    if len(first) > 1:
        code = "board.equal" if len(first) <= NAMED else "board.equal.many"
        return Message(code, {"count": len(first), "names": first[:NAMED], "value": f"{top:,}", "unit": unit})
    if top == total:
        return Message("board.only", {"name": first[0]})
    return Message("board.largest", {"name": first[0], "share": share(top, total)})


def leaders(marks: Sequence[Mark], unit: Text) -> Message:
    """What the first few of a ranking hold together; which is the largest, where they do not stand out."""
    some = [m for m in marks if m.value]
    if not _stand_out(some):
        return strongest(some, unit)
    part, total = sum(m.value for m in some[:FEW]), sum(m.value for m in some)
    return Message("board.leaders", {"count": FEW, "share": share(part, total)})


def leading(marks: Sequence[Mark]) -> set[str]:
    """The marks that such a title speaks of."""
    some = [m for m in marks if m.value]
    return {m.key for m in some[:FEW]} if _stand_out(some) else highest(some)


def highest(marks: Sequence[Mark]) -> set[str]:
    """The largest mark, or those that are equally large; none where there is nothing."""
    top = max((m.value for m in marks), default=0)
    return {m.key for m in marks if m.value == top and m.value}


def _stand_out(some: Sequence[Mark]) -> bool:
    """Whether there are more than the first few, and the next one is lower."""
    return len(some) > FEW and some[FEW - 1].value > some[FEW].value


def ranked(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The highest first, equal ones by key."""
    return tuple(sorted(marks, key=lambda m: (-m.value, m.key)))
