"""Figures that everybody may see, with the lists of only those cases that the reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from workflows.boards.figure import Answer, Card, Cross, Figure, Flow, Mark, Movement, Number

Change = Callable[[Mark], Mark]


def closed(public: Answer, own: Answer) -> Answer:
    """The public answer; a mark that the reader's own answer does not have as high has no list behind it."""
    if isinstance(public, Number):
        same = isinstance(own, Number) and own.value == public.value
        return public if same else replace(public, closed=True)
    if isinstance(public, Movement) and isinstance(own, Movement):  # what came and what went bear the same months
        came, went = _as_high(public.came, own.came), _as_high(public.went, own.went)
        made: Card = replace(public, came=came, went=went)
    else:
        mine = _values(own.every) if not isinstance(own, Number) else {}
        made = mapped(public, lambda m: m if mine.get(m.key) == m.value else replace(m, closed=True))
    return replace(made, closed=any(m.closed for m in made.every)) if list(made.every) else made


def _as_high(public: Iterable[Mark], own: Iterable[Mark]) -> tuple[Mark, ...]:
    mine = _values(own)
    return tuple(m if mine.get(m.key) == m.value else replace(m, closed=True) for m in public)


def _values(marks: Iterable[Mark]) -> dict[str, Any]:
    return {m.key: m.value for m in marks}


def mapped(card: Card, change: Change) -> Card:
    """The same card with its marks changed."""
    if isinstance(card, Figure):
        return replace(card, marks=tuple(map(change, card.marks)))
    if isinstance(card, Cross):
        return replace(card, cells=tuple(tuple(map(change, row)) for row in card.cells))
    if isinstance(card, Movement):
        return replace(card, came=tuple(map(change, card.came)), went=tuple(map(change, card.went)))
    if isinstance(card, Flow):
        nodes = tuple(replace(n, mark=change(n.mark)) for n in card.nodes)
        return replace(card, nodes=nodes, links=tuple(replace(k, mark=change(k.mark)) for k in card.links))
    return card
