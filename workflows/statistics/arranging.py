"""A table being put together: rows and columns added, changed, moved, taken away. Every answer is a new table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

from forms.design.starting import key_for
from forms.text import Text
from workflows.model.statistics import Column, Row, Statistic

Part = Literal["rows", "columns"]
Node: TypeAlias = Row | Column
SHAPES = ("sum", "minus", "growth", "share")
"""Formulas that are made by clicking: of several, and of two."""


def nodes(table: Statistic, part: Part) -> list[tuple[int, Node]]:
    """All rows, or all columns, in the order of reading, with how deep they lie."""
    return list(_deep(getattr(table, part), part, 0))


def _deep(each: Sequence[Any], part: Part, level: int) -> Any:
    for node in each:
        yield level, node
        yield from _deep(getattr(node, part), part, level + 1)


def find(table: Statistic, part: Part, id_: str) -> Node | None:
    """A row or a column by its id."""
    return next((n for _, n in nodes(table, part) if n.id == id_), None)


def replaced(table: Statistic, part: Part, new: Node) -> Statistic:
    """With another definition of a row or a column."""
    return _changed(table, part, lambda every: [new if n.id == new.id else n for n in every])


def added(table: Statistic, part: Part, title: Text, inside: str = "") -> tuple[Statistic, str]:
    """With a new one at the end, or as the last of those inside another; and its id."""
    taken = {n.id for p in ("rows", "columns") for _, n in nodes(table, p)} | {"total"}
    id_ = key_for(title.zh, taken)
    new: Node = Row(id=id_, title=title) if part == "rows" else Column(id=id_, title=title)
    if not inside:
        return table.model_copy(update={part: [*getattr(table, part), new]}), id_
    around = find(table, part, inside)
    assert around is not None
    return replaced(table, part, around.model_copy(update={part: [*getattr(around, part), new]})), id_


def removed(table: Statistic, part: Part, id_: str) -> Statistic:
    """Without one, and without what lies in it."""
    return _changed(table, part, lambda every: [n for n in every if n.id != id_])


def moved(table: Statistic, part: Part, id_: str, by: int) -> Statistic:
    """With one earlier (-1) or later (1) among those beside it."""
    return _changed(table, part, lambda every: _moved(every, id_, by))


def _moved(every: list[Any], id_: str, by: int) -> list[Any]:
    at = next((n for n, node in enumerate(every) if node.id == id_), None)
    if at is None or not 0 <= at + by < len(every):
        return every
    rest = [n for n in every if n.id != id_]
    return [*rest[: at + by], every[at], *rest[at + by :]]


def _changed(table: Statistic, part: Part, change: Callable[[list[Any]], list[Any]]) -> Statistic:
    return table.model_copy(update={part: _within(list(getattr(table, part)), part, change)})


def _within(every: list[Any], part: Part, change: Callable[[list[Any]], list[Any]]) -> list[Any]:
    inner = [n.model_copy(update={part: _within(list(getattr(n, part)), part, change)}) for n in every]
    by_id = {n.id: n for n in inner}
    made = change([*every])
    return [by_id[n.id] if n in every else n for n in made]


def formula(shape: str, ids: Sequence[str]) -> str:
    """The formula of a shape over some rows or columns."""
    if shape == "sum":
        return " + ".join(ids)
    one, two = ids
    if shape == "minus":
        return f"{one} - {two}"
    top = f"({one} - {two})" if shape == "growth" else one
    return f"if {two} = 0 then null else {top} / {two} * 100"


def shape_of(text: str) -> tuple[str, list[str]] | None:
    """What a formula that was made by clicking says; None for any other."""
    names = list(dict.fromkeys(n for n in re.findall(r"[^\W\d]\w*", text) if n not in _WORDS))
    for shape in SHAPES:
        if (shape == "sum" and names) or len(names) == 2:
            ids = names if shape in ("sum", "minus") else names[::-1]  # a quotient names what it divides by first
            if formula(shape, ids) == text:
                return shape, ids
    return None


_WORDS = frozenset({"if", "then", "else", "null"})
