"""The last page of a long form: what stands in the way, what is asked, and everything that was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.steps import HEADING, Step
from forms.values import is_empty, rows
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_rail import draw_questions, draw_warnings
from pages.parts.editor_state import Editing, go_to
from pages.parts.wizard import Here, go_page
from pages.widgets import plain

SHOWN, ROWS = 30, 20
"""Places, and rows of a table, that are listed at once."""


def draw_summary(editing: Editing, at: Here) -> None:
    """Findings first, each a way to its place; then the pages with their values."""
    _mend(editing)
    draw_questions(editing, SHOWN)
    draw_warnings(editing, SHOWN)
    for number, step in enumerate(at.steps.all, 1):
        with st.container(border=True, key=f"card_summary_{step.number}", gap="small"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(html.section(f"{number}　{say(step.page.title)}", _how(step)), width="stretch")
                do = partial(go_page, editing, step)
                st.button(t("wizard.change"), key=f"change_{step.number}", type="tertiary", on_click=do)
            st.html(_page(editing, step))


def _mend(editing: Editing) -> None:
    found = editing.blocking
    with st.container(border=True, key="card_errors", gap="xsmall"):
        if not found:
            st.html(html.section(t("form.checked"), t("form.nothing_wrong")))
            return
        st.html(html.section(t("form.mend_places", places=len(found)), t("wizard.mend_note")))
        with st.grid(3, min_column_width=240, gap="xsmall"):
            for number, finding in enumerate(found[:SHOWN]):
                _place(editing, number, finding)
        if len(found) > SHOWN:
            st.html(html.muted(t("form.more_places", places=len(found) - SHOWN)))


def _place(editing: Editing, number: int, finding: Finding) -> None:
    def go() -> None:
        editing.memory.last_jump = number
        go_to(editing, finding.place)

    words = f"**:red[{plain(say(finding.label))}]**  \n{plain(say(finding.message))}"
    st.button(words, key=f"go_sum_{number}", type="tertiary", width="stretch", on_click=go)


def _how(step: Step) -> str:
    if step.count.blocking:
        return t("wizard.wrong", places=step.count.blocking)
    return t("wizard.filled", filled=step.count.filled, fields=step.count.fields) if step.count.fields else ""


def _page(editing: Editing, step: Step) -> str:
    """A page's values: labels with values, its tables as tables; what is wrong is red."""
    wrong = {f.place.path.partition(".")[0] for f in editing.findings if f.blocks}
    pairs: list[tuple[str, str, bool]] = []
    drawn: list[str] = []
    for section in step.sections:
        if section.title and len(step.sections) > 1:
            pairs, drawn = _flush(pairs, drawn)
            drawn.append(html.muted(say(section.title)))
        for field in section.fields:
            if isinstance(field, TableField):
                pairs, drawn = _flush(pairs, drawn)
                drawn.append(_table(editing, field))
            elif field.type == HEADING:
                pairs, drawn = _flush(pairs, drawn)
                drawn.append(html.muted(say(field.title)))
            elif field.stored or not is_empty(editing.shown.get(field.key)):
                value = field.show(editing.shown.get(field.key), editing.options, editing.lang)
                pairs.append((say(field.title), value, field.key in wrong))
    return "".join(_flush(pairs, drawn)[1])


def _flush(
    pairs: list[tuple[str, str, bool]], drawn: list[str]
) -> tuple[list[tuple[str, str, bool]], list[str]]:
    return [], [*drawn, html.values(pairs)] if pairs else drawn


def _table(editing: Editing, table: TableField) -> str:
    """The rows of a table, and those of its inner table counted; long ones are cut."""
    columns = [f for f in table.fields if editing.access.may_read(f"{table.key}.{f.key}") and _hers(editing, table, f)]
    given = rows(editing.shown, table.key)
    bad = {(f.place.row, f.place.field) for f in editing.findings if f.blocks and f.place.table == table.key}
    shown = [
        [(f.show(r.get(f.key), editing.options, editing.lang), (r[ROW_ID], f.key) in bad) for f in columns]
        for r in given[:ROWS]
    ]
    note = t("form.count", rows=f"{len(given):,}") if given else t("form.no_rows", title=table.title)
    more = t("wizard.more_rows", rows=len(given) - ROWS) if len(given) > ROWS else ""
    return html.rows_table(say(table.title), note, [say(f.title) for f in columns], shown, more)


def _hers(editing: Editing, table: TableField, field: Field) -> bool:
    """Whether a condition does not hide the column in every row."""
    found: Sequence[dict[str, object]] = rows(editing.shown, table.key)
    return not found or any((f"{table.key}.{field.key}", r[ROW_ID]) not in editing.gone for r in found)
