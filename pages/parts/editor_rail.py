"""The rail beside a form: what to mend, with a way to each place; questions with an answer box; totals."""

from __future__ import annotations

import streamlit as st

from forms.edits import Answer
from forms.fields.table import TableField, Total
from forms.finding import Finding
from forms.text import Message
from forms.totals import Totalled, totals_of
from forms.values import rows_of
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_state import Editing, go_to
from pages.parts.grid_rows import counted_by
from pages.widgets import plain

SHOWN = 5
"""Places listed at once; the others come one by one."""


def draw_rail(editing: Editing) -> None:
    """Everything that is to be said about the form as it is now."""
    _mend(editing)
    draw_questions(editing)
    draw_warnings(editing)
    _totals(editing)


def _mend(editing: Editing) -> None:
    found = editing.blocking
    with st.container(border=True, key="card_errors", gap="xsmall"):
        if not found:
            st.html(html.section(t("form.checked")))
            st.html(html.muted(t("form.nothing_wrong")))
            return
        st.html(html.section(t("form.mend_places", places=len(found)), t("form.mend_note")))
        first = max(0, min(editing.memory.last_jump - SHOWN + 1, len(found) - SHOWN))
        for number, finding in list(enumerate(found))[first : first + SHOWN]:
            _place(editing, number, finding)
        if len(found) > SHOWN:
            st.html(
                html.muted(t("form.mend_range", first=first + 1, last=min(first + SHOWN, len(found)), all=len(found)))
            )
        following = (editing.memory.last_jump + 1) % len(found)
        st.button(
            t("form.go_next" if following else "form.go_first"),
            key="mend_next",
            icon=":material/arrow_forward:",
            width="stretch",
            on_click=_go,
            args=(editing, following, found[following]),
        )


def _place(editing: Editing, number: int, finding: Finding) -> None:
    """One place as a button: where, what is wrong, what to do."""
    todo = f"  \n:gray[:small[{plain(say(finding.todo))}]]" if finding.todo else ""
    words = f"**:red[{plain(say(finding.label))}]**  \n{plain(say(finding.message))}{todo}"
    args = (editing, number, finding)
    st.button(words, key=f"go_mend_{number}", type="tertiary", width="stretch", on_click=_go, args=args)


def _go(editing: Editing, number: int, finding: Finding) -> None:
    editing.memory.last_jump = number
    go_to(editing, finding.place)


def draw_questions(editing: Editing, limit: int = SHOWN) -> None:
    """Questions one has to answer before handing in; given answers can be changed."""
    found = [f for f in editing.findings if f.level == "question" and f.key]
    if not found:
        return
    open_ones = [f for f in found if not f.answer]
    with st.container(border=True, key="card_questions", gap="xsmall"):
        left = t("form.questions_open", places=len(open_ones)) if open_ones else t("form.questions_done")
        st.html(html.section(t("form.questions", places=len(found)), left))
        for finding in [*open_ones, *(f for f in found if f.answer)][:limit]:
            _question(editing, finding)
        if len(found) > limit:
            st.html(html.muted(t("form.more_places", places=len(found) - limit)))


def _question(editing: Editing, finding: Finding) -> None:
    words = f"**{plain(say(finding.label))}**  \n{plain(say(finding.message))}"
    st.button(
        words,
        key=f"go_ask_{finding.key}",
        type="tertiary",
        width="stretch",
        on_click=go_to,
        args=(editing, finding.place),
    )
    key = f"answer:{editing.case_id}:{finding.key}"

    def left() -> None:
        editing.save([Answer(finding.key, (st.session_state.get(key) or "").strip() or None)])

    st.text_input(
        t("form.answer"), finding.answer or "", key=key, placeholder=t("form.answer"), label_visibility="collapsed",
        on_change=left, disabled=editing.only is not None,
    )  # fmt: skip


def draw_warnings(editing: Editing, limit: int = SHOWN) -> None:
    """What may be meant so and does not hinder handing in."""
    found = [f for f in editing.findings if f.level == "warning"]
    if not found:
        return
    with st.container(border=True, key="card_warnings", gap="xsmall"):
        st.html(html.section(t("form.warnings", places=len(found)), t("form.warnings_note")))
        for number, f in enumerate(found[:limit]):
            words = f"**{plain(say(f.label))}**  \n{plain(say(f.message))}"
            args = (editing, f.place)
            st.button(words, key=f"go_warn_{number}", type="tertiary", width="stretch", on_click=go_to, args=args)
        if len(found) > limit:
            st.html(html.muted(t("form.more_places", places=len(found) - limit)))


def _totals(editing: Editing) -> None:
    found = totals(editing)
    if found:
        with st.container(border=True, key="card_totals", gap="xsmall"):
            st.html(html.section(t("form.totals")))
            st.html(html.totals(found))


def totals(editing: Editing) -> list[tuple[str, str, bool]]:
    """(title, number, whether it is complained about): rows of each table, sums of their numeric columns."""
    bad = {f.place.path for f in editing.blocking}
    found: list[tuple[str, str, bool]] = []
    for path, table in editing.form.tables.items():
        if not editing.access.may_read(path):
            continue
        given = [row for row, _ in rows_of(editing.form, editing.shown, path)]
        if not counted_by(editing.form, path):
            found.append((table.title.say(editing.lang), t("form.count", rows=f"{len(given):,}"), path in bad))
        sums = [Total(of=f.key) for f in table.fields if f.summed and not isinstance(f, TableField)]
        for figure in totals_of(table, table.totals or sums, given, editing.options):
            if editing.access.may_read(f"{path}.{figure.field.key}"):
                words = figure.show(editing.options, editing.lang) + _unit(editing, figure)
                found.append((_titled(editing, figure), words, f"{path}.{figure.field.key}" in bad))
    return found


def _titled(editing: Editing, figure: Totalled) -> str:
    """The column, and what is told of it where that is not its sum."""
    title = figure.field.title.say(editing.lang)
    return title if figure.total.by == "sum" else f"{title}　{say(Message(f'total.{figure.total.by}'))}"


def _unit(editing: Editing, figure: Totalled) -> str:
    unit = None if figure.plain or figure.value is None else figure.field.measure
    return f" {unit.of(figure.value, editing.lang)}" if unit else ""
