"""The form as it would be made now: with its real widgets to try, or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from forms.context import compute
from forms.definition import Form, Page
from forms.fields import Field, OptionSource
from forms.fields.table import TableField
from forms.layout import official_html
from forms.official import Made
from forms.options import ListOptions
from forms.visibility import hidden
from pages.context import lang, now, office, say, t
from pages.parts import html
from pages.parts.editor_fields import runs
from pages.parts.preview import preview
from pages.widgets import Asked, widget_of
from workflows import official
from workflows.access import Access
from workflows.official import Kept

MOST = 40
"""Widgets that are drawn at once."""


def draw_preview(found: Kept) -> None:
    made = official.preview(office(), found)
    options = _options(made)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.section(t("from_table.preview"), t("from_table.preview_note")), width="stretch")
        kind = st.segmented_control(
            t("def.look"), ["screen", "paper"], default="screen", required=True, key="from_table_look",
            format_func=lambda k: t(f"from_table.{k}"), label_visibility="collapsed",
        )  # fmt: skip
    if not any(f.valued for f in made.form.fields):
        st.html(html.empty(t("from_table.empty")))
    elif kind == "paper":
        drawn = official_html(made.form, {}, options, lang(), access=_all(made.form), paper=True)
        st.html(f'<div class="paper"><div class="sheet">{drawn}</div></div>')
    else:
        _screen(found, made.form, options)


def _options(made: Made) -> OptionSource:
    with office().db.read() as session:
        today = office().today(now())
        known = official.known_lists(office(), session)
        return ListOptions({**known, **made.lists}, office().districts(session, today), today)


def _all(form: Form) -> Access:
    every = frozenset(form.by_path)
    return Access(form, every, every, frozenset(), frozenset())


def _screen(found: Kept, form: Form, options: OptionSource) -> None:
    """One page at a time: many widgets are slow."""
    page = form.pages[0]
    if len(form.pages) > 1:
        titles = {p.id: say(p.title) for p in form.pages}
        chosen = st.segmented_control(
            t("from_table.preview"), list(titles), default=page.id, required=True, key=f"from_table_page_{found.id}",
            format_func=lambda i: titles.get(i, ""), label_visibility="collapsed",
        )  # fmt: skip
        page = next((p for p in form.pages if p.id == chosen), page)
    values = st.session_state.setdefault(f"from_table_tried_{found.id}", {})
    known = compute(form, {k: v for k, v in values.items() if k in form.by_path}, options)
    gone = {place[0] for place in hidden(form, known, options)}
    plain = [f for f in page.fields if not isinstance(f, TableField) and f.key not in gone]
    for run in runs(plain[:MOST]):
        _run(found, run, values, options)
    if len(plain) > MOST:
        st.html(html.muted(t("from_table.more_fields", count=len(plain) - MOST)))
    _tables(form, page, options)


def _run(found: Kept, fields: list[Field], values: dict[str, Any], options: OptionSource) -> None:
    for columns, least, widths in ((4, 150, {0, 1}), (2, 300, {2, 3}), (1, 300, {4})):
        some = [f for f in fields if f.width in widths or (columns == 1 and f.width > 4)]
        if some:
            with st.grid(columns, min_column_width=least, gap="small"):
                for f in some:
                    _field(found, f, values, options)


def _field(found: Kept, field: Field, values: dict[str, Any], options: OptionSource) -> None:
    kept = partial(_try, values, field, options)
    key = f"from_table_try_{found.id}_{field.type}_{field.key}"
    asked = Asked(
        field, key, values.get(field.key), options, lang(), kept, lambda typed: None, required=field.required,
    )  # fmt: skip
    with st.container(key=f"tried_{key}", gap=None):
        widget_of(field).draw(asked)
        if field.help and field.valued:
            st.html(html.hint(say(field.help)))


def _try(values: dict[str, Any], field: Field, options: OptionSource, typed: Any) -> bool:
    values[field.key] = field.normal(typed, options)
    return True


def _tables(form: Form, page: Page, options: OptionSource) -> None:
    """Tables as they will look, each with two rows."""
    tables = [f for f in page.fields if isinstance(f, TableField)]
    if not tables:
        return
    shown = form.model_copy(update={"pages": [page.model_copy(update={"fields": tables})], "print": None})
    rows: Mapping[str, Any] = {t.key: [{}, {}] for t in tables}
    st.html(preview(shown, _all(form), rows, options, lang()))
