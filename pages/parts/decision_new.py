"""A decision table begun from its title in a form or a procedure, or one of those there are."""

from __future__ import annotations

import streamlit as st

from forms.decision import DecisionTable
from forms.definition import Form
from forms.design.decision_columns import AddDecision
from forms.feel import REGISTRY
from forms.reading import parsed
from pages.context import actor, now, office, saver, say, t
from pages.parts import html
from pages.parts.decision_state import KINDS, DecisionDesk, pick
from pages.parts.definition_bar import TOLD
from pages.parts.definition_findings import part_words
from pages.parts.told import tell, told
from workflows import designing, editing
from workflows.checks.texts import MODELS
from workflows.editing import Opened
from workflows.engine.types import Refusal

WHERE, TITLE = "decision_new_where", "decision_new_title"


def draw_new() -> None:
    """The box for a new table, and the tables there are."""
    st.html(html.head(t("decide.new"), note=t("decide.new_note")))
    told(TOLD)
    parts = {p.name: p for p in editing.parts(office(), actor()) if p.kind in KINDS}
    with st.container(border=True, key="card_dt_new", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(t("decide.where"), list(parts), index=None, key=WHERE, placeholder=t("design.choose_one"),
                     format_func=lambda n: f"{say(parts[n].title)}　{part_words(n)}" if n in parts else n)  # fmt: skip
        st.text_input(t("decide.new_title"), key=TITLE, placeholder=t("decide.new_table_example"), max_chars=80)
        st.button(t("design.begin"), type="primary", icon=":material/add:", key="dt_begin", on_click=_begin)
    with st.container(border=True, key="card_dt_tables", gap="xsmall"):
        st.html(html.section(t("decide.tables"), t("decide.tables_note")))
        there = [(n, called, table) for n in parts for called, table in _tables(n).items()]
        if not there:
            st.html(html.muted(t("decide.none_yet")))
        for name, called, table in there:
            title = say(table.title) if table.title else called
            words = f"{title}　:gray[:small[{part_words(name)}]]"
            if st.button(words, key=f"dt_open_{name}_{called}", type="tertiary"):
                pick(name, called)
                st.rerun()


def _tables(name: str) -> dict[str, DecisionTable]:
    opened = editing.open_part(office(), actor(), name)
    if not isinstance(opened, Opened) or '"decisions"' not in opened.text:
        return {}
    return dict(getattr(parsed(MODELS[name.partition("/")[0]], opened.text).model, "decisions", {}))


def _begin() -> None:
    name = st.session_state.get(WHERE)
    if name is None:
        tell(TOLD, t("decide.where_needed"))
    else:
        begin(name, st.session_state.get(TITLE, ""))


def begin(name: str, title: str) -> None:
    """A new table in a definition, which is shown then. For handlers."""
    opened = editing.open_part(office(), actor(), name)
    model = parsed(MODELS[name.partition("/")[0]], opened.text).model if isinstance(opened, Opened) else None
    taken = {f.key for f in model.fields} if isinstance(model, Form) else set()
    done = designing.design(office(), saver(), name, AddDecision(title, frozenset({*taken, *REGISTRY})), now())
    if isinstance(done, Refusal):
        tell(TOLD, done)
    else:
        pick(name, done.chosen)


def draw_first(desk: DecisionDesk) -> None:
    """A definition without tables: the first one is begun."""
    with st.container(border=True, key="card_dt_first", gap="small"):
        st.html(html.empty(t("decide.none_here"), t("decide.none_here_note")))
        draw_more(desk.name)


def draw_more(name: str) -> None:
    """A box for one more table of this definition."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="dt_more"):
        st.text_input(t("decide.new_title"), key="dt_more_title", placeholder=t("decide.new_table_example"),
                      max_chars=80)  # fmt: skip
        st.button(t("decide.begin_here"), icon=":material/add:", key="dt_more_go", on_click=_more, args=(name,))


def _more(name: str) -> None:
    title = st.session_state.get("dt_more_title", "")
    begin(name, title)
    st.session_state["dt_more_title"] = ""
