"""The official layout of a filled form as HTML: title, lines, tables, attached tables, stamp."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from forms.checking import Access
from forms.context import row_scope
from forms.definition import Attached, Block, Form, Line, PrintTable, Stamp
from forms.feel import Services
from forms.fields import OptionSource
from forms.layout.beside import beside, with_beside
from forms.layout.plain import plain_html
from forms.layout.table import cells_of, draw_table
from forms.layout.view import View, view
from forms.template import fill
from forms.totals import asked, totals, totals_of
from forms.values import rows


def official_html(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    lang: str = "zh",
    *,
    access: Access | None = None,
    limit_rows: int | None = None,
    paper: bool = False,
    aside: str = "",
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
    pictures: Callable[[str], str] | None = None,
) -> str:
    """Escaped HTML of the form in its print layout, or in a plain one if it has none.

    On the screen stands beside it what the layout has no place for. `access` leaves out what may not be read.
    `limit_rows` folds longer attached tables, on the screen only. `paper` is the form to be stamped: empty rows up to
    the least number, no columns meant for the screen. `aside` stands to the right of the first line (the campaign, the
    case number). `pictures` tells where it can be seen what a file looks like, by its hash.
    """
    look = {"paper": paper, "limit": limit_rows, "aside": aside, "pictures": pictures}
    drawn = view(form, values, options, lang, access, extra, services, **look)
    if form.print is None:
        return plain_html(drawn)
    blocks = list(form.print.blocks)
    return _blocks(drawn, drawn.say(form.print.title), blocks) + beside(drawn, blocks)


def _blocks(view: View, title: str, blocks: list[Block]) -> str:
    """Lines before the first table stand in its caption, below the title."""
    ahead = next((n for n, b in enumerate(blocks) if not isinstance(b, Line)), len(blocks))
    top = [_line(view, b) for b in blocks[:ahead] if isinstance(b, Line)]
    if view.aside and not view.paper:
        top = [(top[0] if top else "") + f"<span>{escape(view.aside)}</span>", *top[1:]]
    caption = f"<caption>{title}{''.join(f'<div>{line}</div>' for line in top if line)}</caption>"
    rest = blocks[ahead:]
    if rest and isinstance(rest[0], PrintTable) and view.reads(rest[0].table):
        return _table(view, rest[0], caption) + "".join(_block(view, b) for b in rest[1:])
    return f'<table class="official">{caption}</table>' + "".join(_block(view, b) for b in rest)


def _block(view: View, block: Block) -> str:
    if isinstance(block, Line):
        line = _line(view, block)
        return f'<div class="under">{line}</div>' if line else ""
    if isinstance(block, Stamp):
        return _stamp(view, block) if view.paper else ""
    if not view.reads(block.table):
        return ""
    return _table(view, block, "") if isinstance(block, PrintTable) else _attached(view, block)


def _line(view: View, line: Line) -> str:
    fields = {f.key: f for f in view.form.fields if f.key in line.fields and view.reads(f.key)}
    shown = [(fields[k], view.shown(fields[k], view.values.get(k))) for k in line.fields if k in fields]
    return "".join(f"<span>{view.word('print.colon', title=view.heading(f), value=text)}</span>" for f, text in shown)


def _table(view: View, block: PrintTable, caption: str) -> str:
    found = rows(view.values, block.table)
    cells = cells_of(view, block.table, with_beside(view, block.table, block.columns), found)
    table, shown = view.form.tables[block.table], view.draws(block.total_on) and bool(found)
    total = totals_of(table, asked(table, block.total), found, view.options) if shown else []
    parts = view.parts(block.table, found) if shown and block.total is None else []
    return draw_table(replace(view, limit=None), cells, found, caption, least=block.rows, total=total, parts=parts)


def _attached(view: View, block: Attached) -> str:
    """One table for each row of the outer one; a row without any has none."""
    outer, _, inner = block.table.rpartition(".")
    drawn = []
    for place, (row, names) in enumerate(view.table_rows(outer), 1):
        number, found = view.number(row, place), rows(row, inner)
        if found:
            scope = {**row_scope(view.names, names), "number": number}
            caption = f"<caption>{view.say(fill(block.caption, scope, view.services))}</caption>"
            cells = cells_of(view, block.table, with_beside(view, block.table, block.columns), found)
            table = view.form.tables[block.table]
            total, parts = totals(table, found, view.options), view.parts(block.table, found)
            drawn.append(draw_table(view, cells, found, caption, total=total, parts=parts, css="official sub"))
    breaks = ' class="new-page"' if block.page_break else ""
    return f"<div{breaks}>{''.join(drawn)}</div>" if drawn else ""


def _stamp(view: View, block: Stamp) -> str:
    return f'<div class="stamp"><span>{view.say(block.title)}</span><span>{view.word("print.date")}</span></div>'
