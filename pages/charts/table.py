"""Tables: the first lines of a list, or any other answer with its marks as rows. Every row opens what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from forms.text import Message, Text
from pages.charts.kind import Kind, add
from pages.charts.look import number
from pages.charts.movement import sides
from pages.charts.wording import value
from pages.context import lang, now, office, say, t
from pages.parts import board_open, html
from pages.parts.board_open import Opened
from pages.parts.board_text import key_of
from pages.parts.table import Column, table
from workflows.boards.figure import Card, Cell, Cross, Figure, Flow, Light, Mark, Movement, Row, Table
from workflows.boards.figure import Column as Head

LINE, HEAD, FEW = 34, 40, 8  # pixels of a row and of the head; rows before it scrolls
KINDS: dict[str, Any] = {"text": "text", "number": "num", "date": "date", "light": "light"}


@add
class Rows(Kind[Card]):
    id = "table"
    icon = "table_rows"
    shapes = (Table, Figure, Cross, Movement, Flow)
    place = 70

    def height(self, of: Card) -> int:
        count = len(of.rows) if isinstance(of, Table) else len(list(of.every))
        return HEAD + LINE * min(count, FEW)

    def show(self, of: Card, key: str, height: int) -> None:
        if isinstance(of, Table):
            _listed(of, key, height)
            return
        with st.container(height=max(height, HEAD + LINE * 3), border=False, key=f"scroll_{key}"):
            opened = draw_marks(of, f"marks_{key}")
        if opened is not None:
            board_open.show(opened)


def _listed(of: Table, key: str, height: int) -> None:
    """The lines of a list, and how many there are besides."""
    if not of.rows:
        st.html(html.empty(t("board.list.none"), t("board.list.none_note")))
        return
    columns = [_column(c, of, n) for n, c in enumerate(of.columns)]
    with st.container(height=max(height, HEAD + LINE * 3), border=False, key=f"scroll_{key}"):
        rows = [{"id": r.key, **{f"c{n}": _cell(c) for n, c in enumerate(r.cells)}} for r in of.rows]
        pressed = table(f"rows_{key_of(of.id)}", columns, rows, say(of.title)).opened
    if of.total > len(of.rows):
        st.html(html.muted(t("board.list.shown", shown=len(of.rows), total=f"{of.total:,}{'+' if of.more else ''}")))
    _press(of, next((r for r in of.rows if r.key == pressed), None))


def _press(of: Table, row: Row | None) -> None:
    if row is not None and row.case is not None:
        board_open.leave("case", case=row.case)
    if row is not None and row.listing is not None:
        board_open.show(Opened(_plain(row.cells[0]), of.note, row.listing, of.how))


def _column(of: Head, table_: Table, n: int) -> Column:
    """Columns as wide as what they hold; titles take what is left."""
    label = of.label.say(lang()) if isinstance(of.label, Text) else say(of.label)
    cells = [_plain(r.cells[n]) for r in table_.rows]
    longest = max((sum(12 if ord(c) > 0x2E7F else 7 for c in w) for w in [label, *cells]), default=0)
    narrow = {"light": 30, "date": 22, "number": 22}.get(of.kind, 24)
    return Column(f"c{n}", label, KINDS[of.kind], f"{longest + narrow}px" if longest < 130 else "")


def _cell(cell: Cell) -> Any:
    return (cell.tone, say(cell.words), "") if isinstance(cell, Light) else _plain(cell)


def _plain(cell: Cell) -> str:
    """A cell as text: dates of this year without it."""
    if isinstance(cell, Light):
        return say(cell.words)
    if isinstance(cell, date):
        return f"{cell:%m-%d}" if cell.year == office().today(now()).year else cell.isoformat()
    if isinstance(cell, (Text, Message)):
        return say(cell)
    return "" if cell is None else cell if isinstance(cell, str) else number(cell, lang=lang())


def draw_marks(of: Card, key: str) -> Opened | None:
    """All marks of an answer as rows; gives what the pressed one opens."""
    marks = list(of.every)
    unit = t("chart.unit", unit=of.unit) if say(of.unit) else ""
    columns = [
        Column("what", t("board.sheet.what"), "two" if any(m.missing for m in marks) else "text"),
        Column("value", t("board.sheet.value") + unit, "num", "120px"),
        *([Column("late", t("board.sheet.late"), "num", "110px")] if any(m.part for m in marks) else []),
        *([Column("before", say(of.compared) if of.compared else t("chart.compared"), "num", "120px")]
          if any(m.before is not None for m in marks) else []),
        *([Column("target", t("chart.promised"), "num", "90px")] if any(m.target is not None for m in marks) else []),
    ]  # fmt: skip
    rows = [_row(of, m, n) for m, n in zip(marks, names(of), strict=True)]
    pressed = table(key, columns, rows, say(of.title)).opened
    found = of.mark(pressed) if pressed else None
    return board_open.of_mark(of, found) if found is not None else None


def _row(of: Card, mark: Mark, name: str) -> dict[str, Any]:
    why = [say(mark.missing)] if mark.missing is not None else []
    return {
        "id": _id(of, mark),
        "what": (name, *why) if why else name,
        "value": value(of, mark.value) if mark.told else "—",
        "late": f"{mark.part:,}" if mark.part else "",
        "before": "" if mark.before is None else value(of, mark.before),
        "target": "" if mark.target is None else value(of, mark.target),
    }


def _id(of: Card, mark: Mark) -> str:
    if isinstance(of, Movement):
        return f"{'in' if any(m is mark for m in of.came) else 'out'}/{mark.key}"
    return mark.key


def names(of: Card) -> Sequence[str]:
    """What each mark of an answer is called where it stands alone."""
    if isinstance(of, Cross):
        return [
            t("chart.both", row=say(r.label), column=say(c.label)) if len(of.rows) > 1 else say(c.label)
            for r in of.rows for c in of.columns
        ]  # fmt: skip
    if isinstance(of, Movement):
        both = zip(sides(of), (of.came, of.went), strict=True)
        return [t("chart.both", row=m.key, column=word) for word, marks in both for m in marks]
    if isinstance(of, Flow):
        called = {n.mark.key: say(n.mark.label) for n in of.nodes}
        ways = [t("chart.way", source=called[x.source], target=called[x.target]) for x in of.links]
        return [*called.values(), *ways]
    return [say(m.label) for m in of.every]
