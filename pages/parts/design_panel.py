"""The panel of what is selected: every property of the field's type, asked for as its model says."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.design import DeletePage, MovePage, SetForm, SetPage
from forms.design.properties import Tab, properties
from forms.fields import Field
from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.design_asked import LEFT, Ask, draw_property, typed_words
from pages.parts.design_condition import draw_condition
from pages.parts.design_copy import draw_copy
from pages.parts.design_rules import draw_rules
from pages.parts.design_shared import draw_shared, draw_used
from pages.parts.design_state import Desk, act
from pages.parts.design_uses import draw_uses

TABS: tuple[Tab | str, ...] = ("basic", "rules", "basis", "uses")


def draw_panel(desk: Desk) -> None:
    """The selected field, or the page and the form where none is."""
    if desk.field is None:
        if not desk.is_section:
            _page(desk)
        draw_copy(desk)
        _form(desk)
        return
    field = desk.field
    _head(desk, field)
    draw_shared(desk, field)
    tab = st.segmented_control(
        t("design.tabs"), TABS, default="basic", required=True, format_func=lambda c: t(f"design.tabs.{c}"),
        label_visibility="collapsed", key="design_tab",
    )  # fmt: skip
    for prop in properties(field.type):
        idle = prop.name == "width" and "." in desk.chosen  # columns of a table share its width
        if prop.tab == tab and not idle and (field.valued or prop.name not in LEFT):
            draw_property(Ask(desk, field, prop))
    if tab == "rules" and field.valued:
        draw_rules(desk)
    if tab == "uses":
        draw_uses(desk)


def _head(desk: Desk, field: Field) -> None:
    where = " › ".join(say(desk.form.by_path[p].title) for p in _above(desk.chosen))
    page = next(p for p in desk.form.pages if p.id == desk.page)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.html(
            f'<div class="dz-head"><b>{e(say(field.title))}</b><small>{e(where or say(page.title))}</small></div>',
            width="stretch",
        )
        st.html(html.chip(say(field.name)), width="content")


def _above(path: str) -> list[str]:
    """The tables around a field."""
    parts = path.split(".")[:-1]
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def _page(desk: Desk) -> None:
    page = next((p for p in desk.form.pages if p.id == desk.page), None)
    if page is None:
        return
    st.html(html.section(t("design.page"), t("design.page_note")))
    box = f"design_page:{page.id}"

    def set_(name: str, value: object) -> None:
        act(desk.name, SetPage(page.id, name, value))

    typed_words(box, t("design.prop.title"), page.title, lambda v: set_("title", v))
    draw_condition(desk, f"{box}:when", t("design.prop.visible_when"), page.visible_when, "",
                   lambda v: set_("visible_when", v))  # fmt: skip
    with st.container(horizontal=True, gap="xsmall"):
        for by, icon, name in ((-1, "arrow_back", "page_back"), (1, "arrow_forward", "page_on")):
            st.button(
                t(f"design.{name}"), key=f"{box}:{name}", icon=f":material/{icon}:", type="tertiary",
                on_click=act, args=(desk.name, MovePage(page.id, by)), disabled=len(desk.form.pages) < 2,
            )  # fmt: skip
        st.button(
            t("design.page_delete"), key=f"{box}:delete", icon=":material/delete:", type="tertiary",
            on_click=act, args=(desk.name, DeletePage(page.id)),
        )  # fmt: skip


def _form(desk: Desk) -> None:
    code = "design.shared_whole" if desk.is_section else "design.form"
    st.html(html.section(t(code), t(f"{code}_note")))
    typed_words("design_form", t("design.prop.title"), desk.form.title,
                lambda v: act(desk.name, SetForm("title", v)))  # fmt: skip
    if desk.is_section:
        draw_used(desk)
        return
    key = "design_form:layout"
    st.session_state[key] = desk.form.layout
    st.selectbox(
        t("design.layout"), ["auto", "wizard"], key=key, format_func=lambda v: t(f"design.layout.{v}"),
        on_change=lambda: act(desk.name, SetForm("layout", st.session_state[key])),
    )  # fmt: skip
    st.page_link(page_file("decision_edit"), label=t("decide.count_of", count=len(desk.form.decisions)),
                 icon=":material/table_rows:", query_params={"part": desk.name})  # fmt: skip
