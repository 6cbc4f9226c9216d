"""Answers as sheets: what stands in the rows and columns of each shape. One function a shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import singledispatch
from typing import Any, NamedTuple

from forms.text import Message, Text
from workflows.boards.figure import Amount, Card, Cell, Cross, Figure, Flow, Light, Mark, Movement, Roll, Table
from workflows.messages import say

NONE = "—"
"""What stands for a number that is not known or cannot be given."""


class Grid(NamedTuple):
    """Headings and rows of a sheet, in one language."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]


def words(label: Text | Message, lang: str) -> str:
    """A title or a message in a language."""
    return label.say(lang) if isinstance(label, Text) else say(label, lang)


def _head(code: str, lang: str) -> str:
    return say(Message(f"board.sheet.{code}"), lang)


def number(mark: Mark) -> Amount | str:
    """The value of a mark; a dash, or why there is none."""
    return mark.value if mark.told else NONE


@singledispatch
def grid(card: Card, lang: str) -> Grid:
    """What a card says, as rows."""
    return Grid((), ())


@grid.register
def _(card: Figure, lang: str) -> Grid:
    more = list(_more(card, lang))
    rows: list[list[Any]] = [[m.label.say(lang), number(m), *(of(m) for _, of in more)] for m in card.marks]
    if not any(m.aside or m.target is not None for m in card.marks):  # medians and shares do not add up
        parts = [sum(m.part for m in card.marks)] if _parted(card) else []
        rows.append([_head("total", lang), card.total, *parts])
    return Grid([_head("what", lang), _head("value", lang), *(heading for heading, _ in more)], rows)


def _parted(card: Figure) -> bool:
    return card.parted or any(m.part for m in card.marks)


def _more(card: Figure, lang: str) -> Iterator[tuple[str, Callable[[Mark], Any]]]:
    """The columns that some of the marks need."""
    marks = card.marks
    if _parted(card):
        yield _head("late", lang), lambda m: m.part if m.told else NONE
    if any(m.before is not None for m in marks):
        yield (words(card.compared, lang) if card.compared else _head("before", lang)), lambda m: m.before
    if any(m.target is not None for m in marks):
        yield _head("target", lang), lambda m: m.target
    if any(m.aside for m in marks):
        yield _head("aside", lang), lambda m: say(m.aside, lang) if m.aside else ""
    if any(m.missing for m in marks):
        yield _head("why", lang), lambda m: say(m.missing, lang) if m.missing else ""


@grid.register
def _(card: Cross, lang: str) -> Grid:
    sums = [_head("total", lang)] if card.adds else []
    rows = []
    for head, cells in zip(card.rows, card.cells, strict=True):
        total = [sum(m.value for m in cells if m.told)] if card.adds else []
        rows.append([head.label.say(lang) or card.unit.say(lang), *(number(m) for m in cells), *total])
    return Grid([_head("what", lang), *(c.label.say(lang) for c in card.columns), *sums], rows)


@grid.register
def _(card: Movement, lang: str) -> Grid:
    rows = [[came.key, number(came), number(went)] for came, went in zip(card.came, card.went, strict=True)]
    return Grid([_head(k, lang) for k in ("month", "came", "went")], rows)


@grid.register
def _(card: Flow, lang: str) -> Grid:
    called = {n.mark.key: n.mark.label.say(lang) for n in card.nodes}
    nodes = [[called[n.mark.key], "", number(n.mark)] for n in card.nodes]
    links = [[called[x.source], called[x.target], number(x.mark)] for x in card.links]
    return Grid([_head(k, lang) for k in ("from", "to", "value")], [*nodes, *links])


@grid.register
def _(card: Roll, lang: str) -> Grid:
    rows = [[x.name.say(lang), words(x.how, lang), x.on, say(x.time, lang)] for x in card.lines or ()]
    return Grid([_head(k, lang) for k in ("district", "how_far", "since", "time")], rows)


@grid.register
def _(card: Table, lang: str) -> Grid:
    return Grid([words(c.label, lang) for c in card.columns], [list(_cells(r.cells, lang)) for r in card.rows])


def _cells(cells: Sequence[Cell], lang: str) -> Iterator[Any]:
    for cell in cells:
        if isinstance(cell, Light):
            yield words(cell.words, lang)
        else:
            yield cell.isoformat() if isinstance(cell, date) else _plain(cell, lang)


def _plain(cell: Any, lang: str) -> Any:
    return words(cell, lang) if isinstance(cell, (Text, Message)) else cell
