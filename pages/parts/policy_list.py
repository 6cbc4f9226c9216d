"""The policy texts there are, and a new one: its head, its text, and into how many sentences that is cut."""

from __future__ import annotations

from datetime import date

import streamlit as st

from forms.policy import PolicyText, cut
from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.policy_state import ask_text, given_text, span
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows import designing, editing
from workflows.designing import Head
from workflows.editing import Part

NEW = "policy_new"
LINES = ("title", "number", "issuer", "source", "licence")


def draw_list() -> None:
    """Both cards beside each other."""
    st.html(html.head(t("shell.page.policies"), note=t("policy.note")))
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="ls_panes"):
        with st.container(border=True, key="card_ls_entries", width="stretch", gap="small"):
            _there()
        with st.container(key="ls_side", width=344), st.container(border=True, key="card_ps_new", gap="small"):
            _new()


def _there() -> None:
    known = designing.known(office(), actor()).policies
    found = [p for p in editing.parts(office(), actor()) if p.kind == "policy"]
    st.html(html.section(t("policy.list"), t("policy.list_note") if found else ""))
    if not found:
        st.html(html.empty(t("policy.none"), t("policy.none_note")))
        return
    columns = [
        Column("title", t("policy.col_title"), "two"),
        Column("issuer", t("policy.col_issuer"), "text", "18%"),
        Column("days", t("policy.col_days"), "text", "16%"),
        Column("count", t("policy.col_count"), "num", "64px"),
        Column("used", t("policy.col_used"), "num", "104px"),
    ]
    rows = [_row(p, known.get(p.name.partition("/")[2])) for p in found]
    pressed = table("policies", columns, rows, t("policy.list"))
    if pressed.opened:
        address.change(part=pressed.opened)
        st.rerun()


def _row(part: Part, policy: PolicyText | None) -> dict[str, object]:
    note = policy.number if policy else ""
    if part.drafted_at:
        note = "　".join(p for p in (note, t("def.drafted") if part.used_by else t("policy.drafted")) if p)
    return {
        "id": part.name, "title": (say(policy.title if policy else part.title), note),
        "issuer": policy.issuer if policy else "", "days": (span(policy) or t("policy.undated")) if policy else "",
        "count": str(len(policy.sentences)) if policy else "", "used": str(len(part.used_by)),
    }  # fmt: skip


def _new() -> None:
    st.html(html.section(t("policy.new"), t("policy.new_note")))
    for name in LINES[:3]:
        st.text_input(t(f"policy.{name}"), key=f"{NEW}:{name}", max_chars=200)
    with st.container(horizontal=True, gap="small"):
        for name in ("from", "until"):
            st.date_input(t(f"policy.{name}"), value=None, key=f"{NEW}:{name}", format="YYYY-MM-DD",
                          min_value=date(1949, 10, 1))  # fmt: skip
    for name in LINES[3:]:
        st.text_input(t(f"policy.{name}"), key=f"{NEW}:{name}", max_chars=200)
    text = ask_text(NEW)
    if isinstance(text, Message):
        st.html(html.notice(say(text), tone="bad"))
    elif text.strip():
        pieces = cut(text)
        places = len({p.under for p in pieces if p.under})
        st.html(html.muted(t("policy.cut", count=len(pieces), places=places)))
    st.button(t("policy.begin"), type="primary", key="ps_begin", icon=":material/add:", on_click=_begin)


def _begin() -> None:
    held = {name: str(st.session_state.get(f"{NEW}:{name}") or "") for name in LINES}
    days = {f"valid_{n}": d.isoformat() for n in ("from", "until") if (d := st.session_state.get(f"{NEW}:{n}"))}
    text = given_text(NEW)
    if isinstance(text, Message):
        tell(TOLD, say(text))
        return
    made = designing.begin_policy(office(), actor(), Head(**held, **days), text, now())
    if isinstance(made, str):
        for name in (*LINES, "from", "until", "text"):
            st.session_state.pop(f"{NEW}:{name}", None)
        address.change(part=made)
    else:
        tell(TOLD, made)
