"""Two submissions beside each other: chosen in a dialog, page by page, table by table, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as e

import streamlit as st

from forms.comparing import Line, Lines, PageCompared, Pair, changes_in
from forms.wording import parts
from pages import context
from pages.context import lang, say, t
from pages.parts import dates, html
from workflows.cases.comparing import Beside, Side, Version, beside, others, versions
from workflows.engine.types import Refusal

LINES = 200
"""Rows of a table that are shown; more are told as a number."""
TEXT = 8
"""Characters from which the difference inside a text is shown."""
Choice = tuple[int, int | None]


def compare_dialog(case_id: int, start: int | None) -> None:
    """Left and right to choose, whether to see what is the same too, and the comparison."""
    left, right = _chosen(case_id, start)
    every = st.toggle(t("compare.every"), key=f"cmp_every:{case_id}")
    found = beside(context.office(), context.actor(), Side(*left), Side(*right), context.now())
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    count = changes_in(found.pages)
    words = t("compare.count", changes=count) if count else t("compare.same")
    st.html(html.muted(words + (t("compare.by_key") if found.by_key else "")))
    with st.container(height=440, border=False, key="compared"):
        shown = [p for p in found.pages if every or p.changed]
        st.html("".join(_page(found, p, every) for p in shown) or html.empty(t("compare.same")))


def _chosen(case_id: int, start: int | None) -> tuple[Choice, Choice]:
    """Two versions of this case, or one of this and one of another."""
    known = versions(context.office(), context.actor(), case_id, context.now())
    near = others(context.office(), context.actor(), case_id, context.now())
    names: dict[Choice, str] = {(case_id, v.revision): _version(v) for v in known}
    names[case_id, None] = t("case.compare_now")
    names |= {(o.id, None): t("compare.other", case=o.number or "", title=o.title) for o in near}
    choices = list(names)
    first = choices.index((case_id, start)) if (case_id, start) in choices else 0
    with st.grid(2, min_column_width=240):
        left = st.selectbox(
            t("case.compare_from"), choices, index=first, format_func=names.__getitem__, key="cmp_from"
        )
        own = [c for c in choices if c[0] == case_id]
        right = st.selectbox(
            t("case.compare_to"), own, index=len(own) - 1, format_func=names.__getitem__, key="cmp_to"
        )
    return left or choices[first], right or own[-1]


def _version(version: Version) -> str:
    office = context.office()
    at = dates.moment(version.at, office.zone, office.today(context.now()))
    return t("case.compare_version", n=version.revision, at=at, action=say(version.action))


def _page(found: Beside, page: PageCompared, every: bool) -> str:
    pairs = [p for p in page.pairs if every or p.changed]
    rows = "".join(_field(found, p) for p in pairs)
    titles = "".join(f"<th>{e(t(f'shell.changed_{c}'))}</th>" for c in ("what", "before", "after"))
    fields = f'<table class="diff"><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>' if rows else ""
    tables = "".join(_table(found, lines, every) for lines in page.tables if every or lines.changed)
    return f'<div class="compared">{html.section(say(page.title))}{fields}{tables}</div>'


def _field(found: Beside, pair: Pair) -> str:
    title = e(say(pair.field.title))
    before, after = _words(found, pair)
    if not pair.changed:
        return f'<tr class="same"><td>{title}</td><td colspan="2">{e(after) or "—"}</td></tr>'
    old, new = inside(before, after)
    return f"<tr><td>{title}</td><td>{old or '—'}</td><td>{new or '—'}</td></tr>"


def _words(found: Beside, pair: Pair) -> tuple[str, str]:
    return pair.field.show(pair.before, found.before_options, lang()), pair.field.show(
        pair.after, found.options, lang()
    )


def inside(before: str, after: str) -> tuple[str, str]:
    """Both texts with what is gone struck out and what is new in bold; short ones as a whole."""
    if min(len(before), len(after)) < TEXT:
        return (f"<del>{e(before)}</del>" if before else ""), (f"<ins>{e(after)}</ins>" if after else "")
    found = parts(before, after)
    old = "".join(f"<del>{e(text)}</del>" if kind == "gone" else e(text) for kind, text in found if kind != "new")
    new = "".join(f"<ins>{e(text)}</ins>" if kind == "new" else e(text) for kind, text in found if kind != "gone")
    return old, new


def _table(found: Beside, lines: Lines, every: bool, around: str = "") -> str:
    shown = [line for line in lines.lines if every or line.kind != "same"]
    head = "".join(f"<th>{e(say(f.title))}</th>" for f in lines.columns)
    body = "".join(_row(found, line) for line in shown[:LINES])
    told = (("added", "compare.added"), ("deleted", "compare.deleted"), ("changed", "compare.changed"))
    counts = "　".join(t(code, rows=n) for kind, code in told if (n := lines.count(kind)))  # type: ignore[arg-type]
    more = html.muted(t("form.more_changes", changes=len(shown) - LINES)) if len(shown) > LINES else ""
    title = f'<p class="understood"><b>{e(around + say(lines.table.title))}</b>　{e(counts)}</p>'
    mark = e(t("form.number"))
    drawn = f'<table class="diff rows"><thead><tr><th>{mark}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'{title}<div class="wide">{drawn if shown else ""}</div>{more}{"".join(_inner(found, shown, every))}'


def _inner(found: Beside, shown: Sequence[Line], every: bool) -> Iterator[str]:
    """The inner tables of the rows that are shown, each under the name of its row."""
    for line in shown:
        if line.inner and line.inner.lines and (every or line.inner.changed):
            yield _table(found, line.inner, every, f"{_title(found, line)}　")


def _title(found: Beside, line: Line) -> str:
    number = line.after or line.before or 0
    named = next((w for p in line.cells for w in reversed(_words(found, p)) if w), "")
    return t("compare.row", number=number, name=named)


def _row(found: Beside, line: Line) -> str:
    mark = {"added": t("compare.mark_added"), "deleted": t("compare.mark_deleted")}.get(line.kind, "")
    moved = line.before is not None and line.after is not None and line.before != line.after
    number = f"{line.before} → {line.after}" if moved else str(line.after or line.before)
    cells = "".join(f"<td>{_cell(found, p, line.kind)}</td>" for p in line.cells)
    return f'<tr class="{line.kind}"><td>{e(number)} <b>{e(mark)}</b></td>{cells}</tr>'


def _cell(found: Beside, pair: Pair, kind: str) -> str:
    before, after = _words(found, pair)
    if kind == "deleted":
        return f"<del>{e(before)}</del>"
    if kind == "added" or not pair.changed:
        return e(after)
    old, new = inside(before, after)
    return "<br>".join(w for w in (old, new) if w)

