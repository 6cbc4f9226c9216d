"""The layout of a form that has none of its own: page by page, fields beside their titles, then the tables."""

from __future__ import annotations

from html import escape

from forms.definition import Page, PrintColumn
from forms.fields import Field
from forms.fields.table import TableField
from forms.layout.table import NUMBER, cells_of, draw_table
from forms.layout.view import View
from forms.totals import totals
from forms.values import Row, is_empty, rows

PER_LINE = 2
WIDE = 3
"""Fields of this width and above have a line of their own."""


def plain_html(view: View) -> str:
    """All that may be read, in the order of the form; on the screen, pages without anything yet are named only."""
    aside = f"<div><span></span><span>{escape(view.aside)}</span></div>" if view.aside and not view.paper else ""
    caption = f"<caption>{view.say(view.form.title)}{aside}</caption>"
    begun = [p for p in view.form.pages if view.paper or _begun(view, p)] or view.form.pages
    left = [p for p in view.form.pages if p not in begun]
    drawn = "".join(_page(view, p) for p in begun)
    return f'<table class="official">{caption}</table>{drawn}{_named(view, left)}'


def _begun(view: View, page: Page) -> bool:
    """Whether anything stands on a page that may be read."""
    return any(view.reads(f.key) and not is_empty(view.values.get(f.key)) for f in page.fields if f.valued)


def _named(view: View, left: list[Page]) -> str:
    """The pages that have nothing on them yet, in one line."""
    titles = [view.say(p.title) for p in left if any(view.reads(f.key) for f in p.fields if f.valued)]
    return f'<div class="under">{view.word("print.not_begun", pages=titles)}</div>' if titles else ""


def _page(view: View, page: Page) -> str:
    fields = [f for f in page.fields if view.reads(f.key) and (f.valued or view.tells(f))]
    plain = [f for f in fields if not isinstance(f, TableField)]
    tables = [f for f in fields if isinstance(f, TableField)]
    lines = "".join(_line(view, group) for group in _grouped(plain))
    facts = f'<table class="official sub"><caption>{view.say(page.title)}</caption><tbody>{lines}</tbody></table>'
    drawn = [draw_plain_table(view, f.key, rows(view.values, f.key), view.say(f.title)) for f in tables]
    return (facts if lines else "") + "".join(drawn)


def _grouped(fields: list[Field]) -> list[list[Field]]:
    lines: list[list[Field]] = []
    for f in fields:
        last = lines[-1] if lines else []
        if last and len(last) < PER_LINE and last[0].width < WIDE and f.width < WIDE and f.valued:
            last.append(f)
        else:
            lines.append([f])
    return lines


def _line(view: View, fields: list[Field]) -> str:
    if not fields[0].valued:
        return _told(view, fields[0])
    wide = "" if len(fields) == PER_LINE else f' colspan="{2 * PER_LINE - 1}"'
    shown = ((view.heading(f), view.shown(f, view.values.get(f.key))) for f in fields)
    return "<tr>" + "".join(f'<th scope="row">{title}</th><td{wide}>{text}</td>' for title, text in shown) + "</tr>"


def _told(view: View, field: Field) -> str:
    """A heading between the lines, or words that a form shows."""
    words = view.said(field)
    small = f"<div>{words}</div>" if words else ""
    return f'<tr class="told"><th scope="colgroup" colspan="{2 * PER_LINE}">{view.say(field.title)}{small}</th></tr>'


def draw_plain_table(view: View, path: str, found: list[Row], caption: str) -> str:
    """A table with all its columns, and those inside its rows below it."""
    table = view.form.tables[path]
    columns = [PrintColumn(field=NUMBER, align="center", width="8%")]
    columns += [_column(f, view.paper) for f in table.fields if not isinstance(f, TableField)]
    cells = cells_of(view, path, columns, found)
    total, parts = totals(table, found, view.options), view.parts(path, found)
    drawn = draw_table(
        view, cells, found, f"<caption>{caption}</caption>", total=total, parts=parts, css="official sub"
    )
    inner = table.inner()
    if inner is None or not view.reads(f"{path}.{inner.key}"):
        return drawn
    return drawn + "".join(_inner(view, path, inner, view.number(row, n), row) for n, row in enumerate(found, 1))


def _inner(view: View, path: str, inner: TableField, number: int, row: Row) -> str:
    below, table = rows(row, inner.key), view.form.tables[path]
    named = escape(str(row.get(table.row_title or "", "")))
    words = "　".join(w for w in (f"{view.say(table.title)} {number}", named, view.say(inner.title)) if w)
    return draw_plain_table(view, f"{path}.{inner.key}", below, words) if below else ""


def _column(field: Field, paper: bool) -> PrintColumn:
    """On the screen, a column that need not be filled stands aside while it is empty."""
    always = paper or field.required
    return PrintColumn(field=field.key, align="right" if field.numeric else "left", on="both" if always else "screen")
