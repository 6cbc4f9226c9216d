"""A template as it looks filled: with the names of what will stand there, days and numbers made up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from forms.paper.formats import Written, day, moment, number, text
from forms.paper.pdf import Fonts, pdf
from forms.paper.shape import Group, Leaf, Rows, Shape
from forms.paper.template import filled
from workflows.bundle import Bundle
from workflows.papers.context import shape

ROWS = 2
"""Rows of every list."""


def sampled(bundle: Bundle, content: bytes, fonts: Fonts, today: date) -> bytes:
    """A template of a version as PDF, with made-up values; raises `PaperRefused`."""
    return pdf(filled(content, values(shape(bundle), today)), fonts)


def values(of: Group, today: date) -> dict[str, Any]:
    """Made-up values for every name."""
    return {name: _value(name, shape, today, 1) for name, shape in of.fields.items()}


def _value(name: str, of: Shape, today: date, turn: int) -> Any:
    if isinstance(of, Group):
        return {n: _value(n, s, today, turn) for n, s in of.fields.items()}
    if isinstance(of, Rows):
        return [_row(of.item.fields, today, n) for n in range(1, ROWS + 1)]
    return _leaf(name, of, today, turn)


def _row(fields: Mapping[str, Shape], today: date, turn: int) -> dict[str, Any]:
    return {n: _value(n, s, today, turn) for n, s in fields.items()}


def _leaf(name: str, of: Leaf, today: date, turn: int) -> Written:
    if of.kind == "day":
        return day(today)
    if of.kind == "moment":
        return moment(datetime.combine(today, time(9, 30)))
    if of.kind in ("number", "money"):
        return Written(number(turn).text, of.kind, Decimal(turn))
    return text(f"〔{name}〕")
