"""The table of statistics in the official layout; a press on a figure opens what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit as st

from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts.board_open import Opened, show
from workflows.statistics.behind import behind
from workflows.statistics.figures import Place
from workflows.statistics.layout import Cell, Line, Printed, column_titles, foot, shown
from workflows.statistics.sheet import Sheet

HERE = Path(__file__).parent
_mounted: list[Any] = []


def draw(of: Printed, sheet: Sheet) -> None:
    """Draws it, and opens the figure that was pressed."""
    result = _component()(key="statistics_paper", data=_data(of, sheet), on_pressed_change=lambda: None)
    row, _, column = (result.pressed or "").rpartition("|")
    if row:
        open_figure(sheet, (row, column))


def open_figure(sheet: Sheet, place: Place) -> None:
    """The dialog with a figure, its 口径 and the list behind it."""
    figures = sheet.figures
    found = behind(office(), actor(), sheet.of.id, figures.period.key, figures.scope, place, now())
    if found is None:
        return
    row, column = say(figures.titles[place[0]]), say(column_titles(sheet.table)[place[1]])
    title = t("statistics.figure", row=row, column=column, value=shown(figures.values.get(place)))
    kept = {"period": figures.period.title, "scope": figures.called}
    note = Message(f"statistics.figure_note.{'kept' if sheet.versions else 'now'}", kept)
    show(Opened(title, note, found.listing, found.how))


def _component() -> Any:
    if not _mounted:
        css = (HERE / "statistics_table.css").read_text(encoding="utf-8")
        js = (HERE / "statistics_table.js").read_text(encoding="utf-8")
        _mounted.append(st.components.v2.component("desk_statistics", html='<div class="box"></div>', css=css, js=js))
    return _mounted[0]


def _data(of: Printed, sheet: Sheet) -> dict[str, Any]:
    titles = {k: say(v) for k, v in column_titles(of.table).items()}
    return {
        "title": say(of.table.title), "period": say(of.period), "scope": _labelled("scope", say(of.scope)),
        "about": list(_about(of)), "stub": [say(of.table.head), t("statistics.paper.row")], "depth": of.depth,
        "marks": [say(m) for m in of.marks],
        "headings": [
            {"title": say(h.title), "row": h.row, "across": h.across, "down": h.down} for h in of.headings
        ],
        "rows": [_row(line, sheet, titles) for line in of.lines], "foot": [say(m) for m in foot(of)],
        "stamp": t(f"statistics.paper.{'stamp' if of.closed_on else 'draft'}"), "notes": list(_notes(of, sheet)),
    }  # fmt: skip


def _labelled(code: str, value: str) -> str:
    return t(f"statistics.paper.{code}", value=value)


def _about(of: Printed) -> Iterator[str]:
    table = of.table
    approver = say(table.approver) if table.approver else ""
    every = (("number", table.number), ("maker", say(table.maker)), ("approver", approver),
             ("approval", table.approval), ("unit", say(table.unit)))  # fmt: skip
    yield from (_labelled(code, value) for code, value in every if value)


def _row(line: Line, sheet: Sheet, titles: dict[str, str]) -> dict[str, Any]:
    name = say(line.head.title)
    among = t("statistics.paper.among", name=name) if line.head.among else name
    cells = [_cell(c, sheet, name, titles[c.place[1]]) for c in line.cells]
    return {"name": among, "level": line.head.level, "number": line.number, "total": line.total, "cells": cells}


def _cell(cell: Cell, sheet: Sheet, row: str, column: str) -> dict[str, Any]:
    asked = cell.place in sheet.figures.asked
    return {
        "id": "|".join(cell.place), "text": cell.text, "corrected": cell.corrected,
        "before": shown(cell.before) if cell.corrected else "", "opens": asked and bool(cell.value),
        "label": t("statistics.figure", row=row, column=column, value=cell.text), "tip": t("statistics.open"),
    }  # fmt: skip


def _notes(of: Printed, sheet: Sheet) -> Iterator[tuple[str, str]]:
    doubts = len(sheet.broken)
    plain = of.notes[: len(of.notes) - doubts]
    for n, note in enumerate(of.notes):
        words = t("statistics.paper.note") + (f"{n + 1}. " if len(of.notes) > 1 else "") + say(note)
        yield ("" if n < len(plain) else "doubt"), words
    for n, note in enumerate(of.corrections):
        number = f"{n + 1}. " if len(of.corrections) > 1 else ""
        yield "correction", t("statistics.paper.correction") + number + say(note)


