"""The banner over every page of a practice copy: who one is, everybody else one press away, and the way out."""

from __future__ import annotations

from html import escape as e
from urllib.parse import quote

import streamlit as st

from pages.context import main_office, now, say, signed, t
from pages.parts.go import HOMES
from pages.parts.leave import leave
from workflows import copies
from workflows.copies import Somebody


def copy_banner(name: str) -> None:
    """Draws it; a press changes who one is in all tabs, and begins at their desk."""
    copy = signed().copy
    if copy is None:
        return
    everybody = copies.cast(main_office(), copy, now())
    me = next((p for p in everybody if p.id == signed().person_id), None)
    with st.container(key="copy_banner", horizontal=True, vertical_alignment="center", gap="small"):
        words = f"<b>{e(t('copy.banner'))}</b>{e(t('copy.banner_note', name=named(me) if me else name))}"
        st.html(f'<div class="practice" role="note">{words}</div>', width="stretch")
        others = {named(p): p.id for p in everybody if me is None or p.id != me.id}
        chosen = st.menu_button(t("copy.as"), list(others), key="copy_as", icon=":material/switch_account:")
        if chosen in others:
            copies.act_as(main_office(), signed().session_id, copy, others[chosen])
            leave("/")
        if st.button(t("copy.leave"), key="copy_leave", icon=":material/logout:"):
            part = copies.part_of(main_office(), copy)
            copies.leave(main_office(), signed().session_id)
            leave(_home(part))


def _home(part: str) -> str:
    """Where the draft of a copy is designed: the card by which one came in stands there."""
    slug = HOMES.get(part.partition("/")[0], "definitions")
    return f"/{slug}?part={quote(part)}" if part else "/definitions"


def named(who: Somebody) -> str:
    """Roles first: that is what one looks for."""
    return t("copy.somebody", roles=[say(r) for r in who.roles], name=who.name, place=say(who.organisation))
