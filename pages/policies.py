"""政策文本: the texts that definitions rest on, cut into numbered sentences, with their days and versions."""

from __future__ import annotations

import streamlit as st

from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_frame import head, open_here
from pages.parts.policy_list import draw_list
from pages.parts.policy_side import draw_side
from pages.parts.policy_state import PolicyDesk, policy_desk
from pages.parts.policy_text import draw_text
from pages.parts.told import told


def page() -> None:
    open_here("policies", ("policy",), "policy_desk", policy_desk, _desk, draw_list, ("list", "policies"))


def _desk(found: PolicyDesk) -> None:
    """The text first: a document that many procedures rest on is looked at together with all of them."""
    top = st.container()
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="ls_panes"):
        with st.container(border=True, key="card_ls_entries", width="stretch", gap="small"):
            draw_text(found)
        with st.container(key="ls_side", width=344, gap="small"):
            draw_side(found)
    with top:
        head(found, found.policy.title, "ps")
    draw_bar(found.name, found.draft, found.looked.checked)


page()
