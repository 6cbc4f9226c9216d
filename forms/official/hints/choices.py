"""Boxes, drop-downs and words in brackets: something to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.official.hints.base import hint
from forms.official.lexicon import known_options, label_patterns, word
from forms.official.slot import Slot, Vote
from forms.text import Message

_YES = (
    ("是", "否"), ("有", "无"), ("有", "没有"), ("对", "错"), ("需要", "不需要"), ("已", "未"), ("Yes", "No"),
    ("涉及", "不涉及"),
)  # fmt: skip
_MANY = 5


def says_yes_or_no(options: tuple[str, ...]) -> bool:
    """Whether two options are one and its opposite: 合格 and 不合格, 有 and 无."""
    if len(options) != 2:
        return False
    first, second = map(bare, options)
    return (
        (first, second) in _YES
        or second in (f"不{first}", f"未{first}", f"非{first}", f"无{first}", f"没{first}")
        or (first.startswith("已") and second == "未" + first[1:])
        or (first.startswith("有") and second == "无" + first[1:])
    )


def bare(option: str) -> str:
    """An option without what stands in brackets behind it: 是（请另报）."""
    return re.sub(r"[\(（].*$", "", option).strip() or option


@hint
def boxed(slot: Slot) -> Iterator[Vote]:
    """Boxes to tick."""
    options = slot.blank.options if slot.blank else ()
    if slot.shape != "boxes":
        return
    if len(options) == 1:
        yield Vote("yes_no", 0.75, Message("official.why.one_box", {"option": options[0]}))
        return
    if says_yes_or_no(options):
        yield Vote("yes_no", 0.97, Message("official.why.boxes", {"options": list(options)}), options=options)
        yield Vote("choice", 0.7, Message("official.why.boxes", {"options": list(options)}), options=options)
        return
    yield from _chosen(slot, options, 0.95, Message("official.why.boxes", {"options": list(options)}))


def _chosen(slot: Slot, options: tuple[str, ...], weight: float, why: Message) -> Iterator[Vote]:
    """One or several of the options."""
    several = slot.label.multi or _ends(slot.label.title, "choices")
    one = slot.label.single or (_ends(slot.label.title, "choice") and not slot.label.multi)
    several = several and not slot.label.single
    first = "choices" if several or (len(options) >= _MANY and not one) else "choice"
    second = "choice" if first == "choices" else "choices"
    told = several or one or len(options) <= 3
    yield Vote(first, weight if told else weight - 0.2, why, options=options)
    yield Vote(second, weight - 0.35, why, options=options)


def _ends(title: str, kind: str) -> bool:
    return any(p.search(title) for p, _ in label_patterns(kind))


@hint
def listed(slot: Slot) -> Iterator[Vote]:
    """A drop-down of the cell."""
    if len(slot.options) > 1:
        why = Message("official.why.drop_down", {"options": list(slot.options)[:6]})
        if says_yes_or_no(slot.options):
            yield Vote("yes_no", 0.95, why, options=slot.options)
        yield Vote("choice", 0.94, why, options=slot.options)


@hint
def bracketed(slot: Slot) -> Iterator[Vote]:
    """Options that stand behind the name, in brackets; and names whose options everybody knows."""
    options = slot.label.options
    if options and slot.shape not in ("boxes",):
        if says_yes_or_no(options):
            yield Vote("yes_no", 0.9, Message("official.why.brackets", {"options": list(options)}), options=options)
        likely = _ends(slot.label.title, "choice") or _ends(slot.label.title, "choices")
        weight = 0.92 if likely else 0.68
        yield from _chosen(slot, options, weight, Message("official.why.brackets", {"options": list(options)}))
    for pattern, known in known_options():
        if pattern.search(slot.label.title):
            yield Vote("choice", 0.93, Message("official.why.known", {"options": list(known)}), options=known)
    if not options and slot.shape != "boxes" and _ends(slot.label.title, "choice"):
        yield Vote("choice", 0.3, Message("official.why.kinds"))


@hint
def industries(slot: Slot) -> Iterator[Vote]:
    """Industries are a list of the office."""
    if _ends(slot.label.title, "industry") and not slot.label.options and slot.shape != "boxes":
        yield Vote("cascade", 0.85, Message("official.why.list", {"list": word("industry_list")}))
