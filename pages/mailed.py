"""代收: many workbooks that districts mailed, sorted out, confirmed, taken in, answered. `?job=12` shows a batch."""

from __future__ import annotations

from typing import Any

import streamlit as st

from forms.values import new_id
from pages.context import actor, now, office, t
from pages.parts import address, html
from pages.parts.ask import for_role
from pages.parts.go import go
from pages.parts.mailed_batch import draw_batch, draw_earlier
from pages.parts.mailed_files import draw_decide, draw_sorted
from workflows.mailed.about import Chosen, Mail, Sorted
from workflows.mailed.service import confirm
from workflows.mailed.sorting import may_take, sort_out

CHOSEN, KEY, SORTED = "mailed_chosen", "mailed_key", "mailed_sorted"


def page() -> None:
    st.html(html.head(t("shell.page.mailed"), note=t("mailed.note")))
    if address.number("job") is not None:
        draw_batch(address.number("job") or 0)
        return
    if not may_take(office(), actor(), now()):
        with st.container(border=True, key="card_nobody"):
            st.html(html.empty(t("mailed.nobody"), t("mailed.nobody_note", how=for_role())))
        return
    with st.container(border=True, key="card_drop", gap="small"):
        mails = _dropped()
    found = _found(mails)
    with st.container(border=True, key="card_sorted", gap="small"):
        if found:
            draw_sorted(found)
        else:
            st.html(html.section(t("mailed.list")))
            st.html(html.empty(t("mailed.none"), t("mailed.none_note")))
    if found:
        with st.container(border=True, key="card_decide", gap="small"):
            draw_decide(found, _chosen())
    else:
        draw_earlier()
    _bar(mails, found)


def _dropped() -> list[Mail]:
    turn = st.session_state.get("mailed_turn", 0)
    files = st.file_uploader(
        t("mailed.drop"), type=["xlsx", "xls", "csv"], accept_multiple_files=True, key=f"mailed_{turn}",
        max_upload_size=20,
    )  # fmt: skip
    st.html(html.muted(t("mailed.drop_note")))
    return [Mail(f.name, f.getvalue()) for f in files]


def _chosen() -> dict[str, Chosen]:
    found: dict[str, Chosen] = st.session_state.setdefault(CHOSEN, {})
    return found


def _found(mails: list[Mail]) -> list[Sorted]:
    """What was found out; the same as in the last run while neither files nor choices changed."""
    asked = ([(m.name, m.hash) for m in mails], sorted(_chosen().items()), actor(), office().today(now()))
    kept: tuple[Any, list[Sorted]] | None = st.session_state.get(SORTED)
    if kept is None or kept[0] != asked:
        kept = (asked, sort_out(office(), actor(), mails, _chosen(), now()))
        st.session_state[SORTED] = kept
    return kept[1]


def _bar(mails: list[Mail], found: list[Sorted]) -> None:
    count = sum(s.takes for s in found)
    asks = sum(s.does == "ask" for s in found)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.muted(t("mailed.open_asks", count=asks) if asks else ""), width="stretch")
        word = t("mailed.confirm", count=count) if count else t("mailed.confirm_none")
        pressed = st.button(word, type="primary", key="confirm", disabled=not count)
    if pressed:
        _confirm(mails, found)


def _confirm(mails: list[Mail], found: list[Sorted]) -> None:
    """Enqueues what is shown once, however often the button is pressed, and goes to the batch."""
    key = st.session_state.setdefault(KEY, new_id())
    job = confirm(office(), actor(), mails, found, key, now())
    for name in (KEY, SORTED, CHOSEN):
        st.session_state.pop(name, None)
    st.session_state["mailed_turn"] = st.session_state.get("mailed_turn", 0) + 1
    go("mailed", job=job)


page()
