"""The people of the office as a table, and the one that is chosen beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html
from pages.parts.person_editor import new_person, person_cards
from pages.parts.table import Column, table
from workflows.people.listing import Listed
from workflows.people.listing import people as listed

_SHOWN = 200


def people() -> None:
    """The list on the left, the chosen person on the right."""
    left, right = st.columns([0.58, 0.42], gap="small")
    with left, st.container(border=True, key="card_people"):
        found = listed(office(), actor(), _search(), now())
        _table(found)
    chosen = address.word("person")
    with right, st.container(key="beside"):
        if chosen == "new":
            new_person()
            return
        person = next((p for p in found if str(p.person.id) == chosen), None)
        if person:
            person_cards(person)
        else:
            with st.container(border=True, key="card_nobody"):
                st.html(html.empty(t("people_page.choose"), t("people_page.choose_note")))


def _search() -> str:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            t("people_page.search"), key="people_search", placeholder=t("people_page.search_hint"),
            label_visibility="collapsed", icon=":material/search:",
        )  # fmt: skip
        st.button(t("people_page.add"), icon=":material/add:", on_click=_choose, args=("new",))
    return text


def _choose(who: str) -> None:
    address.change(person=who)


def _table(found: list[Listed]) -> None:
    if not found:
        st.html(html.empty(t("people_page.none"), t("people_page.none_note")))
        return
    columns = [
        Column("who", t("people_page.who"), "two", "30%"),
        Column("organisation", t("people_page.organisation")),
        Column("roles", t("people_page.roles"), width="28%"),
        Column("state", t("people_page.state"), "chip", "72px"),
    ]
    pressed = table("people", columns, [_row(p) for p in found[:_SHOWN]], t("people_page.people"))
    if len(found) > _SHOWN:
        st.html(html.muted(t("people_page.more", count=len(found) - _SHOWN)))
    if pressed.opened:
        _choose(pressed.opened)
        st.rerun()


def _row(listed: Listed) -> dict[str, Any]:
    person = listed.person
    roles = dict.fromkeys(g.role.say(lang()) for g in listed.grants if g.now)
    state = (t("people_page.active"), "") if person.active else (t("people_page.inactive"), "end")
    return {
        "id": str(person.id),
        "who": (person.name, person.login),
        "organisation": say(listed.organisation),
        "roles": t("shell.and").join(roles) or "—",
        "state": state,
    }
