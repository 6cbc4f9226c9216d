"""Tables with full grid lines: head, rows, empty rows up to the least number, totals, and what is folded away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.definition import PrintColumn
from forms.fields import Field
from forms.layout.view import View
from forms.values import Row, is_empty

NUMBER = "#"
FOLDED = 1_000
"""Rows that are folded away at most; more of them are only counted, for the browser's sake."""
_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)(%|mm|cm|px|em|ch)\Z", re.ASCII)
_CLASSES = {"left": "", "center": ' class="c"', "right": ' class="n"'}


@dataclass(frozen=True)
class Cells:
    """A column that is drawn: how it was asked for, and the field it shows (None: the row's number)."""

    column: PrintColumn
    field: Field | None

    def title(self, view: View) -> str:
        title = self.column.title or (self.field.title if self.field else None)
        return view.say(title) if title else view.word("print.number")

    def draw(self, view: View, number: int, row: Row | None) -> str:
        css = _CLASSES[self.column.align]
        if self.field is None:
            return f"<td{css}>{view.number(row, number)}</td>"
        shown = view.shown(self.field, row.get(self.field.key)) if row else ""
        coded = shown and self.field.type == "uscc"  # in a face that tells 0 from O
        return f"<td{css}><code>{shown}</code></td>" if coded else f"<td{css}>{shown}</td>"


def cells_of(view: View, path: str, columns: Sequence[PrintColumn], found: Sequence[Row]) -> list[Cells]:
    """The columns that are drawn for this reader on this medium."""
    fields = {f.key: f for f in view.form.tables[path].fields}
    chosen = [Cells(c, fields.get(c.field)) for c in columns if c.field == NUMBER or c.field in fields]
    return [c for c in chosen if c.field is None or (view.reads(f"{path}.{c.field.key}") and _stands(view, c, found))]


def _stands(view: View, cells: Cells, found: Sequence[Row]) -> bool:
    key = cells.column.field
    if not view.draws(cells.column.on):
        return False
    return cells.column.on == "both" or view.paper or any(not is_empty(r.get(key)) for r in found)


def draw_table(
    view: View, cells: list[Cells], found: Sequence[Row], caption: str, *, least: int = 0, total: Sequence[str] = (),
    css: str = "official",
) -> str:  # fmt: skip
    """A table; with `view.limit`, rows beyond it lie folded in a second one."""
    cut = len(found) if view.limit is None or view.paper else view.limit
    body = _rows(view, cells, found[:cut], 1)
    body += "".join(_row(view, cells, n, None) for n in range(len(found) + 1, least + 1) if view.paper)
    body += _total(view, cells, found, total)
    head = "".join(f'<th scope="col">{c.title(view)}</th>' for c in cells)
    inside = f"{caption}{_columns(cells)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="{css}">{inside}</table>' + _folded(view, cells, found, cut, css)


def _rows(view: View, cells: list[Cells], found: Sequence[Row], first: int) -> str:
    return "".join(_row(view, cells, n, row) for n, row in enumerate(found, first))


def _row(view: View, cells: list[Cells], number: int, row: Row | None) -> str:
    return f"<tr>{''.join(c.draw(view, number, row) for c in cells)}</tr>"


def _folded(view: View, cells: list[Cells], found: Sequence[Row], cut: int, css: str) -> str:
    left = found[cut:]
    if not left:
        return ""
    if len(left) > FOLDED:
        return f'<p class="rest">{view.word("print.elsewhere", count=f"{len(left):,}")}</p>'
    words = view.word("print.more", count=len(left))
    rest = f'<table class="{css}">{_columns(cells)}<tbody>{_rows(view, cells, left, cut + 1)}</tbody></table>'
    return f'<details class="rest"><summary>{words}</summary>{rest}</details>'


def _total(view: View, cells: list[Cells], found: Sequence[Row], keys: Sequence[str]) -> str:
    """A last row of sums; what is no number yet counts as nothing."""
    first = next((n for n, c in enumerate(cells) if c.column.field in keys), None)
    if not first:
        return ""
    label = f'<th scope="row" colspan="{first}">{view.word("print.total")}</th>'
    return f'<tr class="total">{label}{"".join(_sum(view, c, found, keys) for c in cells[first:])}</tr>'


def _sum(view: View, cells: Cells, found: Sequence[Row], keys: Sequence[str]) -> str:
    if cells.field is None or cells.field.key not in keys:
        return "<td></td>"
    numbers = [v for r in found if type(v := r.get(cells.field.key)) is int]
    return f"<td{_CLASSES[cells.column.align]}><b>{view.shown(cells.field, sum(numbers))}</b></td>"


def _columns(cells: list[Cells]) -> str:
    widths = _widths([c.column.width or "" for c in cells])
    return "<colgroup>" + "".join(f'<col style="width:{w}">' if w else "<col>" for w in widths) + "</colgroup>"


def _widths(asked: list[str]) -> list[str]:
    """The widths as CSS; shares that leave a column without one nothing give way to it."""
    found = [m if (m := _WIDTH.match(w)) else None for w in asked]
    shares = [float(m[1]) if m and m[2] == "%" else None for m in found]
    free = found.count(None)
    room = 100 - 14 * free if free else 100.0
    taken = sum(s for s in shares if s)
    squeeze = room / taken if taken > room else 1
    return [f"{s * squeeze:.4g}%" if s else (m[0] if m else "") for s, m in zip(shares, found, strict=True)]
