"""Figures as a workbook: the numbers of every mark, under what they count, for which scope and as of when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms.text import Message
from workflows.boards.figure import Answer, Card, Number
from workflows.boards.sheets import NONE, grid, words
from workflows.messages import say
from workflows.workbook import SheetOf, write_book


def export(answers: Sequence[Answer], lang: str = "zh") -> Path:
    """One sheet for all numbers, if there are any, and one for each figure; the caller takes the file away."""
    numbers = [a for a in answers if isinstance(a, Number)]
    cards = [a for a in answers if isinstance(a, Card)]
    sheets = [_numbers(numbers, lang)] if numbers else []
    return write_book([*sheets, *(_sheet(n, card, lang) for n, card in enumerate(cards, 1))])


def _numbers(numbers: Sequence[Number], lang: str) -> SheetOf:
    rows = [
        [
            words(n.label, lang), NONE if n.missing else n.value, n.of, n.unit.say(lang), n.change,
            say(n.compared, lang) if n.compared else "", say(n.note, lang), say(n.how, lang),
        ]
        for n in numbers
    ]  # fmt: skip
    widths = (24.0, 12.0, 12.0, 12.0, 12.0, 18.0, 60.0, 90.0)
    headings = [(say(Message(f"board.sheet.{h}"), lang), w) for h, w in zip(_NUMBERS, widths, strict=True)]
    return SheetOf(say(Message("board.sheet.numbers"), lang), headings, rows)


_NUMBERS = ("what", "value", "of", "unit", "change", "compared", "note", "how")


def _sheet(number: int, card: Card, lang: str) -> SheetOf:
    above = [
        say(m, lang) for m in (card.title, card.note, card.how, *card.doubts, *([card.missing] if card.missing else []))
    ]
    found = grid(card, lang)
    headings = [(heading, 16.0 if n else 30.0) for n, heading in enumerate(found.headings)]
    return SheetOf(f"{number} {above[0]}", headings, [] if card.missing else found.rows, above)
