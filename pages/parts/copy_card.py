"""练习: the copies of a draft, everybody in them one press away, and making one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.context import actor, main_office, now, office, say, signed, t
from pages.parts import dates, html
from pages.parts.copy_banner import named
from pages.parts.leave import leave
from pages.parts.told import tell, told
from workflows import copies, editing, releasing
from workflows.copies import Copy
from workflows.engine.types import Refusal
from workflows.releasing import Checked

CARD = "copies"
KINDS = ("procedure", "form", "list", "register", "paper")
"""What can be tried out by doing it; boards and tables are looked at."""


def copy_card(name: str, checked: Checked) -> None:
    """The card of a part that cases are made with."""
    if name.partition("/")[0] not in KINDS:
        return
    with st.container(border=True, key="card_copies", gap="small"):
        st.html(html.section(t("copy.title"), t("copy.note")))
        told(CARD)
        for each in copies.copies(office(), actor(), name):
            _copy(each)
        if st.button(
            t("copy.make"), key="copy_make", icon=":material/science:", disabled=checked.hindered,
            help=t("copy.make_help" if checked.errors else "def.publish_unused") if checked.hindered else None,
        ):  # fmt: skip
            _make(name)


def _make(name: str) -> None:
    kept = editing.open_part(office(), actor(), name)
    with st.spinner(t("copy.making")):
        made = kept if isinstance(kept, Refusal) else copies.make(office(), actor(), name, kept.text, now())
    if isinstance(made, Refusal):
        tell(CARD, made)
    st.rerun()


def _copy(copy: Copy) -> None:
    at = dates.moment(copy.made_at, office().zone, office().today(now()))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"copy_{copy.id}"):
        st.html(html.muted(t("copy.made", by=copy.by, at=at) + _old(copy)), width="stretch")
        everybody = {named(p): p.id for p in copies.cast(office(), copy.id, now())}
        chosen = st.menu_button(
            t("copy.enter"), list(everybody), key=f"copy_enter_{copy.id}", icon=":material/switch_account:",
            type="primary",
        )  # fmt: skip
        st.button(
            t("copy.wipe"), key=f"copy_wipe_{copy.id}", type="tertiary", icon=":material/delete:",
            on_click=partial(_wipe, copy.id),
        )  # fmt: skip
    if chosen in everybody:
        refused = copies.enter(main_office(), actor(), signed().session_id, copy.id, everybody[chosen])
        if refused is None:
            leave("/")
        else:
            st.html(html.notice(say(refused.message), tone="bad"))


def _old(copy: Copy) -> str:
    """A word where the draft has moved on since."""
    kept = editing.open_part(office(), actor(), copy.part)
    texts = {} if isinstance(kept, Refusal) else releasing.drafted(office(), actor(), copy.part, kept.text)
    return t("copy.old") if copies.digest_of(texts) != copy.digest else ""


def _wipe(copy: int) -> None:
    refused = copies.wipe(office(), actor(), copy)
    tell(CARD, refused if refused else t("copy.wiped"))
