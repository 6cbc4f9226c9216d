"""A procedure begun: by its title, with a new form or one there is; or one of those there are."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_open import draw_open
from pages.parts.told import tell, told
from workflows import designing, editing
from workflows.definition import Role
from workflows.designing import Begun

TITLE, OWN = "flow_new_title", ""


def draw_new() -> None:
    """The box for a new procedure, and the procedures there are."""
    st.html(html.head(t("flow.new"), note=t("flow.new_note")))
    told(TOLD)
    every = editing.parts(office(), actor())
    roles = designing.roles_known(office(), actor())
    with st.container(border=True, key="card_fw_new", gap="small"):
        st.text_input(t("flow.new_title"), key=TITLE, placeholder=t("flow.new_example"), max_chars=60)
        titles = {p.name.partition("/")[2]: say(p.title) for p in every if p.kind == "form"}
        with st.container(horizontal=True, gap="small"):
            form = st.selectbox(t("flow.new_form"), [OWN, *titles], key="flow_new_form",
                                format_func=lambda k: titles.get(k, t("flow.new_form_own")))  # fmt: skip
            if not form:
                st.selectbox(t("flow.new_about"), ["district", "organisation"], key="flow_new_about",
                             format_func=lambda k: t(f"flow.new_about.{k}"))  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            for name in ("filer", "handler"):
                st.selectbox(t(f"flow.new_{name}"), [OWN, *roles], key=f"flow_new_{name}",
                             format_func=lambda k: f"{say(roles[k].title)}　{k}" if k in roles else t("flow.new_role"))
        st.button(t("flow.begin"), type="primary", icon=":material/add:", key="fw_begin", on_click=_begin,
                  args=(roles,))  # fmt: skip
    with st.container(border=True, key="card_fw_there", gap="xsmall"):
        st.html(html.section(t("flow.there"), t("flow.there_note")))
        draw_open((p for p in every if p.kind == "procedure"), "fw")


def _begin(roles: dict[str, Role]) -> None:
    held = st.session_state

    def role(name: str) -> tuple[str, Role] | None:
        key = held.get(f"flow_new_{name}", OWN)
        return (key, roles[key]) if key in roles else None

    begun = Begun(
        held.get(TITLE, ""), held.get("flow_new_form", OWN), role("filer"), role("handler"),
        held.get("flow_new_about") or "district",
    )  # fmt: skip
    made = designing.begin_procedure(office(), actor(), begun, now())
    if isinstance(made, str):
        address.change(part=made)
    else:
        tell(TOLD, made)
