"""The document as it was read: its lines and tables, with a mark on each place that became something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from forms.official import Cell, Grid, Guess, Line
from forms.official.document import spot_of, spot_of_line
from pages.context import t
from pages.parts import html
from pages.parts.official_state import choose, state_of
from workflows.official import Kept

HERE = Path(__file__).parent
RANK = ("look", "sure", "changed", "done", "dropped")
MOST_LINES = 400
_mounted: list[Any] = []


def draw_document(found: Kept, chosen: Guess | None) -> None:
    """The left side; a press on a place opens what it was taken for."""
    st.html(html.section(t("from_table.document"), t("from_table.document_note")))
    marks = _marks(found)
    blocks = [_block(b, marks) for b in found.reading.document.blocks[:MOST_LINES]]
    data = {"blocks": [b for b in blocks if b], "open": list(chosen.spots) if chosen else [], "label": found.name}
    result = _component()(key=f"official_document_{found.id}", data=data, on_spot_change=lambda: None)
    if result.spot:
        of = _of(found, result.spot, chosen)
        if of is not None:
            choose(found, of)
            st.rerun()


def _of(found: Kept, spot: str, chosen: Guess | None) -> str | None:
    """The guess of a place; pressed again, the next one of the same place."""
    here = [g.id for g in found.reading.of(spot)]
    first = [g.id for g in found.reading.of(spot) if g.spots[0] == spot]
    order = [*dict.fromkeys([*first, *here])]
    if not order:
        return None
    if chosen is not None and chosen.id in order:
        return order[(order.index(chosen.id) + 1) % len(order)]
    return order[0]


def _marks(found: Kept) -> dict[str, str]:
    """How each place stands: of several guesses the one that most needs a look."""
    marks: dict[str, str] = {}
    for guess in found.reading.guesses:
        state = state_of(found, guess)
        spots = guess.spots if guess.kind != "table" else guess.spots[:1]
        for spot in spots:
            held = marks.get(spot)
            marks[spot] = state if held is None or RANK.index(state) < RANK.index(held) else held
    return marks


def _block(block: Line | Grid, marks: Mapping[str, str]) -> dict[str, Any] | None:
    if isinstance(block, Grid):
        return {"grid": _grid(block, marks)}
    if not block.text.strip():
        return None
    spot = spot_of_line(block)
    look = " ".join(n for n, on in (("centred", block.centred), ("bold", block.bold)) if on)
    return {"line": block.text, "spot": spot, "mark": marks.get(spot, ""), "look": look}


def _grid(grid: Grid, marks: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    return [list(_row(grid, row, marks)) for row in range(grid.rows)]


def _row(grid: Grid, row: int, marks: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for cell in sorted((c for c in grid.cells if c.row == row), key=lambda c: c.column):
        yield _cell(grid, cell, marks)


def _cell(grid: Grid, cell: Cell, marks: Mapping[str, str]) -> dict[str, Any]:
    spot = spot_of(grid, cell)
    return {
        "text": cell.text, "spot": spot, "mark": marks.get(spot, ""), "wide": cell.width, "high": cell.height,
        "inner": [_grid(g, marks) for g in cell.inner],
    }  # fmt: skip


def _component() -> Any:
    if not _mounted:
        css = (HERE / "official_document.css").read_text(encoding="utf-8")
        js = (HERE / "official_document.js").read_text(encoding="utf-8")
        box = '<div class="box"></div>'
        _mounted.append(st.components.v2.component("desk_official", html=box, css=css, js=js))
    return _mounted[0]
