"""Tables with full grid lines: head, rows, empty rows up to the least number, totals, and what is folded away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from forms.definition import PrintColumn
from forms.fields import Field
from forms.layout.view import View
from forms.messages import say
from forms.totals import Group, Totalled
from forms.values import Row, is_empty

NUMBER = "#"
FOLDED = 1_000
"""Rows that are folded away at most; more of them are only counted, for the browser's sake."""
LEAST = 20.0  # per cent that columns with a width have at least
_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)(%|mm|cm|px|em|ch)\Z", re.ASCII)
_CLASSES = {"left": "", "center": ' class="c"', "right": ' class="n"'}


@dataclass(frozen=True)
class Cells:
    """A column that is drawn: how it was asked for, and the field it shows (None: the row's number)."""

    column: PrintColumn
    field: Field | None

    def title(self, view: View) -> str:
        title = self.column.title or (self.field.title if self.field else None)
        if title is None:
            return view.word("print.number")
        return view.say(title) if self.column.title or self.field is None else view.heading(self.field)

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
    view: View, cells: list[Cells], found: Sequence[Row], caption: str, *, least: int = 0,
    total: Sequence[Totalled] = (), parts: Sequence[Group] = (), css: str = "official",
) -> str:  # fmt: skip
    """A table; with `view.limit`, rows beyond it lie folded in a second one."""
    cut = len(found) if view.limit is None or view.paper else view.limit
    body = _rows(view, cells, found[:cut], 1)
    body += "".join(_row(view, cells, n, None) for n in range(len(found) + 1, least + 1) if view.paper)
    body += _totals(view, cells, total, parts)
    head = "".join(f'<th scope="col">{c.title(view)}</th>' for c in cells)
    inside = f"{caption}{_columns(cells)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    left = "" if view.paper else _left_out(view, total)
    return f'<table class="{css}">{inside}</table>{left}' + _folded(view, cells, found, cut, css)


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


def _totals(view: View, cells: list[Cells], total: Sequence[Totalled], parts: Sequence[Group]) -> str:
    """A last row of totals, and one for each group of rows; a label stands before the first figure."""
    drawn = [c.field.key if c.field else "" for c in cells]
    first = next((n for n, key in enumerate(drawn) if key in {t.field.key for t in total}), None)
    if not first:
        return ""
    lines = [(view.word("print.total"), total), *((_named(view, part), part.totals) for part in parts)]
    return "".join(_total_row(view, cells, first, label, figures) for label, figures in lines)


def _total_row(view: View, cells: list[Cells], first: int, label: str, figures: Sequence[Totalled]) -> str:
    shown = {f.field.key: f for f in figures}
    row = "".join(_figure(view, c, shown.get(c.field.key if c.field else "")) for c in cells[first:])
    return f'<tr class="total"><th scope="row" colspan="{first}">{label}</th>{row}</tr>'


def _figure(view: View, cells: Cells, figure: Totalled | None) -> str:
    if figure is None:
        return "<td></td>"
    by = "" if figure.total.by == "sum" else f"<small>{view.word(f'total.{figure.total.by}')}</small> "
    shown = escape(figure.show(view.options, view.lang))
    return f"<td{_CLASSES[cells.column.align]}>{by}<b>{shown}</b></td>"


def _named(view: View, part: Group) -> str:
    """What a group of rows has in common."""
    name = view.shown(part.by, part.value) or view.word("total.group_empty")
    return view.word("total.group", name=name)


def _left_out(view: View, total: Sequence[Totalled]) -> str:
    """That some values do not count."""
    told = [escape(say(message, view.lang)) for t in total if (message := t.left_out())]
    return f'<p class="rest">{"；".join(told)}</p>' if told else ""


def _columns(cells: list[Cells]) -> str:
    widths = _widths([c.column.width or "" for c in cells])
    return "<colgroup>" + "".join(f'<col style="width:{w}">' if w else "<col>" for w in widths) + "</colgroup>"


def _widths(asked: list[str]) -> list[str]:
    """The widths as CSS; shares that leave a column without one nothing give way to it."""
    found = [m if (m := _WIDTH.match(w)) else None for w in asked]
    shares = [float(m[1]) if m and m[2] == "%" else None for m in found]
    free = found.count(None)
    room = max(100.0 - 14 * free, LEAST)  # many columns without a width leave the others little, never nothing
    taken = sum(s for s in shares if s)
    squeeze = room / taken if taken > room else 1
    return [f"{s * squeeze:.4g}%" if s else (m[0] if m else "") for s, m in zip(shares, found, strict=True)]
