"""我的账户: who I am here, my password, my sessions."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, lang, now, office, say, signed, t
from pages.parts import html
from pages.parts.ask import for_role
from pages.parts.dates import moment
from pages.parts.delegations import draw_delegations
from workflows.people.accounts import change_password
from workflows.people.listing import myself
from workflows.people.passwords import SHORTEST
from workflows.people.sessions import open_sessions, revoke


def who() -> None:
    """Name, organisation, roles with place and time."""
    me = myself(office(), actor(), now())
    with st.container(border=True, key="card_me"):
        st.html(html.section(t("account.me"), t("account.me_note")))
        st.html(
            html.facts([
                (t("account.name"), html.e(me.person.name)),
                (t("account.login"), html.e(me.person.login)),
                (t("account.organisation"), html.e(say(me.organisation))),
            ])
        )
        rows = [(say(g.role), g.words(lang())) for g in me.grants if g.now]
        st.html(html.lines(rows) if rows else html.muted(t("account.no_roles", how=for_role())))


def password() -> None:
    """Changing it ends every other session."""
    with st.container(border=True, key="card_password"), st.form("password", border=False, clear_on_submit=True):
        st.html(html.section(t("account.password"), t("account.password_note", least=SHORTEST)))
        old = st.text_input(t("account.old"), type="password", autocomplete="current-password")
        new = st.text_input(t("account.new"), type="password", autocomplete="new-password")
        again = st.text_input(t("account.again"), type="password", autocomplete="new-password")
        if st.form_submit_button(t("account.change")):
            refusal = change_password(office(), actor().id, old, new, again, now(), session_id=signed().session_id)
            if refusal:
                st.html(html.notice(say(refusal.message), "", "bad"))
            else:
                st.html(html.notice(t("account.changed"), t("account.changed_note")))


def sessions() -> None:
    """Where I am signed in; each can be ended."""
    mine = signed().session_id
    with st.container(border=True, key="card_sessions", gap="xsmall"):
        st.html(html.section(t("account.sessions"), t("account.sessions_note")))
        for number, row in enumerate(open_sessions(office(), actor().id, now())):
            with st.container(horizontal=True, vertical_alignment="center"):
                since = t("account.since", at=moment(row.created_at, office().zone))
                seen = t("account.seen", at=moment(row.seen_at, office().zone))
                name = f"{browser(row.agent)}　{row.address}"
                st.html(html.lines([(name, f"{since}　{seen}")]), width="stretch")
                if row.id == mine:
                    st.html(html.chip(t("account.this_one")), width="content")
                else:
                    st.button(
                        t("account.end"), key=f"end_{number}", on_click=revoke,
                        args=(office(), row.id, actor().id, now()),
                    )  # fmt: skip


def browser(agent: str) -> str:
    """The name of a browser from what it says of itself."""
    known = (("Edg/", "Edge"), ("QIHU", "360"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    return next((name for mark, name in known if mark in agent), t("account.unknown_browser"))


st.html(html.head(t("shell.page.account")))
left, right = st.columns(2, gap="small")
with left:
    who()
    sessions()
with right:
    draw_delegations()
    password()
