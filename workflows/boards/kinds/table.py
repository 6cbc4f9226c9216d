"""The first lines of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from forms.text import Message, Text
from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Cell, Column, Light, Row, Table
from workflows.boards.kinds.base import Kind, kind
from workflows.cases import search
from workflows.cases.search import CaseRow
from workflows.clocks.service import lights

SHOWN = 10
USUAL = ("light", "number", "title", "stage", "holder", "due")


@kind
class Lines(Kind):
    """Cases of a list as the reader may see them, the most urgent first or in another order, and how many there are."""

    name: ClassVar[str] = "table"
    sources: ClassVar[frozenset[str]] = frozenset({"cases"})

    def draw(self, answers: Answers) -> Table:
        asked = answers.asked
        query = replace(answers.listing, order=asked.chart.order, descending=asked.chart.descending)
        page = search.find(asked.view.office, asked.view.actor, query, limit=asked.chart.top or SHOWN)
        columns = [c for c in asked.chart.columns or USUAL if c in COLUMNS]
        rows = tuple(
            Row(str(r.id), tuple(COLUMNS[c][1](answers, r) for c in columns), case=r.id) for r in page.rows
        )  # fmt: skip
        heads = tuple(Column(c, Message(f"board.column.{c}"), COLUMNS[c][0]) for c in columns)
        more = {"total": f"{page.total:,}", "unit": asked.chart.source.unit(asked)}
        some = "board.listed.own" if asked.board.public else "board.listed"
        said = titles.of(answers, Message(some if page.total else "board.listed.none", more))
        card = {**about(answers), "listing": query}
        return Table(**card, title=said, columns=heads, rows=rows, total=page.total, more=page.more)

    def problems(self, at: Any, chart: Any) -> None:
        at.at("columns").all_known(chart.columns, COLUMNS, "word.column")


def _light(answers: Answers, row: CaseRow) -> Cell:
    """The lamp with the working days that are left or over."""
    if row.suspended:
        return Light("pause", Message("board.light.stopped"))
    if row.due is None or row.ended:
        return Light("none", Text(zh="—"))
    on = answers.asked.on
    days = abs(answers.asked.calendar.between(on, row.due) or 0)
    found = lights(row.due, row.yellow_on, on) or "green"
    code = "over" if row.due < on else "today" if row.due == on else "left"
    return Light("amber" if found == "yellow" else found, Message(f"board.light.{code}", {"days": days}))


def _stage(answers: Answers, row: CaseRow) -> Cell:
    bundle = answers.asked.every.get(row.procedure)
    stages = bundle.procedure.stages if bundle else []
    return next((s.title for s in stages if s.id == row.stage), Text(zh=row.stage))


def _due(_: Answers, row: CaseRow) -> date | None:
    return None if row.ended else row.due


COLUMNS: dict[str, tuple[Any, Callable[[Answers, CaseRow], Cell]]] = {
    "light": ("light", _light),
    "number": ("text", lambda _, r: r.number or "—"),
    "title": ("text", lambda _, r: r.title),
    "procedure": ("text", lambda _, r: r.procedure_title),
    "stage": ("text", _stage),
    "state": ("text", lambda _, r: r.state.title),
    "district": ("text", lambda _, r: r.district.title),
    "organisation": ("text", lambda _, r: r.organisation),
    "holder": ("text", lambda _, r: r.holder or Text(zh="—")),
    "due": ("date", _due),
    "filed_on": ("date", lambda _, r: r.filed_on),
}
"""What a column can show of a case, and how it is drawn."""
