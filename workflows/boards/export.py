"""Figures as a workbook: the numbers of every mark, under what they count, for which scope and as of when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from forms.text import Message, Text
from workflows.boards.board import Board
from workflows.boards.figure import Card, Figure, Movement, Number, Roll
from workflows.messages import say
from workflows.workbook import SheetOf, write_book


def cards_of(shown: Board) -> list[Card]:
    """Every figure of the board, in the order of the page."""
    lists: list[Card] = [
        c for r in shown.registers for c in (r.movement, *r.counted, *([r.district] if r.district else []))
    ]
    for s in (s.board for s in shown.sections):
        lists += [s.districts, *([s.roll] if s.roll.lines is not None else []), s.stages, s.states, s.holders]
    return lists


def numbers_of(shown: Board) -> list[Number]:
    """The numbers on top."""
    lists = [n for r in shown.registers for n in (r.open, *r.tables)]
    return [*lists, *(n for s in shown.sections for n in s.board.numbers)]


def export(cards: Sequence[Card], numbers: Sequence[Number] = (), lang: str = "zh") -> Path:
    """One sheet for the numbers, if there are any, and one for each figure; the caller takes the file away."""
    sheets = [_numbers(numbers, lang)] if numbers else []
    return write_book([*sheets, *(_sheet(n, card, lang) for n, card in enumerate(cards, 1))])


def _numbers(numbers: Sequence[Number], lang: str) -> SheetOf:
    rows = [
        [_words(n.label, lang), n.value, n.of, n.unit.say(lang), n.change, say(n.note, lang), say(n.how, lang)]
        for n in numbers
    ]
    widths = (24.0, 12.0, 12.0, 12.0, 14.0, 60.0, 90.0)
    headings = [(say(Message(f"board.sheet.{h}"), lang), w) for h, w in zip(_NUMBERS, widths, strict=True)]
    return SheetOf(say(Message("board.sheet.numbers"), lang), headings, rows)


_NUMBERS = ("what", "value", "of", "unit", "change", "note", "how")


def _sheet(number: int, card: Card, lang: str) -> SheetOf:
    above = [say(words, lang) for words in (card.title, card.note, card.how)]
    return SheetOf(f"{number} {above[0]}", _headings(card, lang), list(_rows(card, lang)), above)


def _headings(card: Card, lang: str) -> list[tuple[str, float]]:
    return [(say(Message(f"board.sheet.{k}"), lang), 16.0 if n else 30.0) for n, k in enumerate(_kinds(card))]


def _kinds(card: Card) -> tuple[str, ...]:
    if isinstance(card, Movement):
        return ("month", "came", "went")
    if isinstance(card, Roll):
        return ("district", "how_far", "since", "time")
    parted = isinstance(card, Figure) and card.parted
    return ("what", "value", "late") if parted else ("what", "value")


def _rows(card: Card, lang: str) -> Iterator[list[Any]]:
    if isinstance(card, Movement):
        for came, went in zip(card.came, card.went, strict=True):
            yield [came.key, came.value, went.value]
    if isinstance(card, Roll):
        for line in card.lines or ():
            yield [line.name.say(lang), _words(line.how, lang), line.on, say(line.time, lang)]
    if isinstance(card, Figure):
        yield from (row[: len(_kinds(card))] for row in _marks(card, lang))


def _marks(card: Figure, lang: str) -> Iterator[list[Any]]:
    for mark in card.marks:
        yield [mark.label.say(lang), *((mark.value, mark.part) if mark.known else ("—", "—"))]
    yield [say(Message("board.sheet.total"), lang), card.total, sum(m.part for m in card.marks)]


def _words(label: Text | Message, lang: str) -> str:
    return label.say(lang) if isinstance(label, Text) else say(label, lang)
