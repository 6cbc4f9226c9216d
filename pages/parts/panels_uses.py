"""Which procedures use a shared register, and another one that begins to."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, office, say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.design_state import act
from pages.parts.panels_state import RegisterDesk
from workflows import designing, editing
from workflows.flow import Put


def draw_uses(desk: RegisterDesk) -> None:
    """A link to each, and a box for one more."""
    parts = {p.name: p.title for p in editing.parts(office(), actor()) if p.kind == "procedure"}
    used = designing.uses_of_register(office(), actor(), desk.register.id)
    st.html(html.section(t("panels.uses"), "" if used else t("panels.uses_none")))
    for name in used:
        st.page_link(page_file("flow"), label=say(parts[name]) if name in parts else name, query_params={"part": name},
                     icon=":material/account_tree:")  # fmt: skip
    key = f"panels_use:{desk.name}"
    st.session_state[key] = None

    def use() -> None:
        if st.session_state[key]:
            act(st.session_state[key], Put(f"/registers/{desk.register.id}", {"shared": True}))

    st.selectbox(
        t("panels.use"), [n for n in parts if n not in used], index=None, key=key, on_change=use,
        format_func=lambda n: say(parts[n]), placeholder=t("design.choose_one"),
    )  # fmt: skip
