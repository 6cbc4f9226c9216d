"""Which field type a label with its blank asks for: every hint votes, one file each, found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from itertools import chain

from forms.official.hints.base import HINTS
from forms.official.slot import Judgement, Slot, Vote
from forms.text import Message

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

_USUAL = ("text", "long_text")
_NEAR = {
    "money": ("decimal",), "decimal": ("integer", "money"), "integer": ("decimal",), "percent": ("decimal",),
    "date": ("date_time", "month"), "month": ("date", "year"), "year": ("integer",), "period": ("date",),
    "choice": ("choices",), "choices": ("choice",), "yes_no": ("choice",), "phone": (), "attachment": ("scan",),
    "text": ("organisation", "person", "choice"), "date_time": ("date",),
}  # fmt: skip


def judge(slot: Slot) -> Judgement:
    """The type that has most for it."""
    votes = [*chain.from_iterable(each(slot) for each in HINTS)]
    votes.append(Vote("text", 0.45 if slot.label.title else 0.2, Message("official.why.nothing")))
    weights: dict[str, float] = {}
    for vote in sorted(votes, key=lambda v: -v.weight):
        held = weights.get(vote.type)
        weights[vote.type] = vote.weight if held is None else min(held + 0.04, 0.99)
    order = sorted(weights, key=lambda t: -weights[t])
    best = order[0]
    rivals = [t for t in order[1:] if best in _USUAL or t not in _USUAL]
    doubt = 0.15 if rivals and weights[best] - weights[rivals[0]] < 0.1 else 0.0
    kinds = dict.fromkeys([*order[1:], *_NEAR.get(best, ()), *_USUAL])
    return _judged(best, weights[best] - doubt, votes, tuple(k for k in kinds if k != best), slot)


def _judged(best: str, sure: float, votes: list[Vote], kinds: tuple[str, ...], slot: Slot) -> Judgement:
    own = sorted((v for v in votes if v.type == best), key=lambda v: -v.weight)
    why = tuple({v.why.code: v.why for v in own[:3]}.values())
    if len(why) > 1:
        why = tuple(w for w in why if w.code != "official.why.nothing")
    options = next((v.options for v in own if v.options), ())
    unit = next((v.unit for v in own if v.unit), "") or slot.unit
    other = bool(slot.blank and slot.blank.other)
    return Judgement(best, round(max(sure, 0.1), 2), why, kinds, unit, options, other)


__all__ = ["judge"]
