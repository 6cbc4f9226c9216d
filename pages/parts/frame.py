"""The frame around every page: side navigation, top bar with crumbs, search and the person's menu, banner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape as e
from pathlib import Path
from typing import Any

import streamlit as st

from pages.context import actor, lang, main_office, now, office, say, signed, t
from pages.menu import HOME, INBOX, SEARCH, SECTIONS, Item
from pages.parts import html
from pages.parts.ask import for_role
from pages.parts.copy_banner import copy_banner
from pages.parts.go import go
from pages.parts.leave import leave
from pages.parts.pinyin import hear
from pages.parts.slash import slash
from workflows.outbox.inbox import MOST, unread
from workflows.people.accounts import set_language
from workflows.people.listing import Badge, waiting
from workflows.people.sessions import revoke
from workflows.search.query import LONGEST

CSS = Path(__file__).resolve().parents[1] / "theme" / "staff.css"
_CRUMBS, _LEAVING, _COUNTED, _SOUGHT = "_crumbs_of_run", "_leaving", "_counted", "_sought"
_UNREAD, _LEADS = "_unread", "_leads"


@dataclass(frozen=True)
class Offered:
    """A page of the menu as Streamlit knows it, and whether this person may open it."""

    item: Item
    page: Any
    allowed: bool


def style() -> None:
    """The one style sheet of the app, on every run."""
    st.html(CSS)


def side(offered: Sequence[Offered], here: Item, mine: Badge) -> None:
    """The navy side navigation; in it, where it takes no room, the ear of all menus."""
    with st.sidebar, st.container(gap=None):
        hear()
        words = f"<span><b>{e(t('shell.product'))}</b><small>{e(say(mine.office))}</small></span>"
        st.html(f'<div class="brand"><img src="/assets/mark.svg" alt="">{words}</div>')
        for section in SECTIONS:
            shown = [o for o in offered if o.item.section == section and o.allowed and _leads(o.item, here)]
            if shown:
                st.caption(t(f"shell.section.{section}"))
            for o in shown:
                _link(o, here)


def _link(offered: Offered, here: Item) -> None:
    item = offered.item
    number = _waiting(here) if item.slug == HOME else ""
    count = f" :gray-badge[{number}]" if number else ""
    with st.container(key=f"nav_{'on' if item.slug in (here.slug, here.under) else 'off'}_{item.slug}"):
        st.page_link(offered.page, label=t(item.title) + count, icon=f":material/{item.icon}:", width="stretch")


def _leads(item: Item, here: Item) -> bool:
    """Whether a page leads anywhere for the person: asked when they change the page, not at every edit."""
    if item.offers is None or item.slug == here.slug:
        return True
    at, known = st.session_state.get(_LEADS, ("", {}))
    if at != here.slug:
        known = {}
    if item.slug not in known:
        st.session_state[_LEADS] = (here.slug, known | {item.slug: item.offers(actor())})
    return bool(st.session_state[_LEADS][1][item.slug])


def _waiting(here: Item) -> str:
    """How much waits for the person: counted anew on their desk and when they change the page, not at every edit."""
    at, told = st.session_state.get(_COUNTED, ("", ""))
    if at != here.slug or here.slug == HOME:
        count, more = waiting(office(), actor())
        told = f"{count}{'+' if more else ''}" if count else ""
        st.session_state[_COUNTED] = (here.slug, told)
    return str(told)


def recount() -> None:
    """Something was done: how much waits and is unread is counted anew when the page is drawn next."""
    st.session_state.pop(_COUNTED, None)
    st.session_state.pop(_UNREAD, None)


def top(offered: Sequence[Offered], here: Item, mine: Badge) -> None:
    """The sticky top bar; the page may say more in `crumbs`."""
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key="crumbs_wide" if here.wide else "crumbs"):
            st.session_state[_CRUMBS] = st.empty()
        crumbs(t(here.title))
        _find()
        _messages(here)
        _person_menu(mine, next((o.item for o in offered if o.item.slug == "account"), None))


def _messages(here: Item) -> None:
    """The way to one's messages, with how many are unread: counted anew with the page, not at every edit."""
    at, count = st.session_state.get(_UNREAD, ("", 0))
    if at != here.slug or here.slug == INBOX:
        count = unread(office(), actor())
        st.session_state[_UNREAD] = (here.slug, count)
    badge = f" :blue-badge[{t('shell.many', most=MOST) if count > MOST else count}]" if count else ""
    if st.button(t("shell.page.inbox") + badge, key="inbox_open", type="tertiary", icon=":material/mail:"):
        go(INBOX)


def crumbs(*path: str) -> None:
    """Where the person is, from the section to this very thing; a page calls it to add the thing's name."""
    place: Any = st.session_state.get(_CRUMBS)
    if place is not None:
        inner = "<i>/</i>".join(f"<span>{e(p)}</span>" for p in path)
        place.html(f'<nav class="crumbs" aria-label="{e(t("shell.place"))}">{inner}</nav>')


def _find() -> None:
    """Enter goes to what was found, where the words then stand and no longer here."""
    slash()
    st.text_input(
        t("shell.find"), key="find", placeholder=t("shell.find_hint"), icon=":material/search:",
        label_visibility="collapsed", width=280, on_change=_sought,
    )  # fmt: skip
    if text := st.session_state.pop(_SOUGHT, ""):
        go(SEARCH, q=text)


def _sought() -> None:
    st.session_state[_SOUGHT] = (st.session_state["find"] or "").strip()[:LONGEST]
    st.session_state["find"] = ""


def _person_menu(mine: Badge, account: Item | None) -> None:
    options: dict[str, Callable[[], None]] = {
        t("shell.language"): other_language,
        t("shell.sign_out"): lambda: st.session_state.update({_LEAVING: "/signin"}),
    }
    held = t("shell.and").join(say(r) for r in mine.roles)
    label = f"{mine.name}　:gray[{' · '.join(p for p in (say(mine.organisation), held) if p)}]"
    labels = ([t("shell.account")] if account else []) + list(options)
    chosen = st.menu_button(label, labels, type="tertiary", key="me", icon=":material/account_circle:")
    if chosen in options:
        options[chosen]()
    elif chosen is not None and account:
        go(account.slug)


def other_language() -> None:
    """The person's language is the other one from now on; the page is loaded anew."""
    set_language(main_office(), signed().whose, "en" if lang() == "zh" else "zh")
    st.session_state[_LEAVING] = "."


def depart() -> None:
    """Carries out what the menu asked for, after the page has saved what was typed."""
    to = st.session_state.pop(_LEAVING, None)
    if to is None:
        return
    if to != ".":
        revoke(main_office(), signed().session_id, signed().whose, now())
    leave(to)


def practice_banner(mine: Badge) -> None:
    """演示数据 on every page of a practice office; a practice copy says more."""
    if signed().copy is not None:
        copy_banner(mine.name)
    elif mine.practice:
        words = f"<b>{e(t('shell.practice'))}</b>{e(t('shell.practice_note'))}"
        st.html(f'<div class="practice" role="note">{words}</div>')


def forbidden(item: Item, roles: Sequence[str]) -> None:
    """Instead of a page that is not for this person."""
    title = t("shell.forbidden", page=t(item.title))
    st.html(html.notice(title, t("shell.forbidden_note", roles=list(roles), how=for_role()), "bad"))
