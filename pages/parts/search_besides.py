"""What is called as somebody typed: procedures to start or list, pages of the menu, people and organisations."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from forms.text import Text
from pages.context import actor, say, t
from pages.menu import MENU, SEARCH, Item
from pages.parts import html
from pages.parts.go import go
from pages.parts.search_hits import bold
from workflows.search.besides import Besides, Offered, Someone, called, shown
from workflows.search.snippets import Marked

PRESSED = "_search_goes"
Way = tuple[str, str, dict[str, object]]  # word of the button, page, what stands in its address


def draw_besides(found: Besides, text: str) -> bool:
    """One line each; says whether there was any."""
    pages = [i for i in MENU if i.section and i.slug != SEARCH and _fits(i, text)]
    if not (found or pages):
        return False
    with st.container(border=True, key="card_found_named", gap="small"):
        st.html(html.section(t("find.named")))
        for procedure in found.procedures:
            _line(f"procedure_{procedure.id}", procedure.title, "find.is_procedure", (), _ways(procedure))
        for item in pages:
            title = shown(t(item.title), text)
            _line(f"page_{item.slug}", title, "find.is_page", (), [("find.open", item.slug, {})])
        for kind, some in (("person", found.people), ("organisation", found.organisations)):
            for one in some:
                _line(f"{kind}_{one.id}", one.title, f"find.is_{kind}", one.about, _opens(kind, one))
    if PRESSED in st.session_state:
        page, about = st.session_state.pop(PRESSED)
        go(page, **about)
    return True


def _fits(item: Item, text: str) -> bool:
    """Whether a page that may be opened, and leads anywhere, is called so."""
    if not called(Text(zh=t(item.title), en=t(item.title)), text):
        return False
    return item.open_to(actor()) and (item.offers is None or item.offers(actor()))


def _ways(procedure: Offered) -> list[Way]:
    """To start it comes first, where one may."""
    about: dict[str, object] = {"procedure": procedure.id}
    return ([("find.start", "new", about)] if procedure.starts else []) + [("find.list", "cases", about)]


def _opens(kind: str, one: Someone) -> list[Way]:
    about: dict[str, object] = {kind: one.id} | ({"people_view": "organisations"} if kind == "organisation" else {})
    return [("find.open", "people", about)] if one.opens else []


def _line(key: str, title: Marked, kind: str, about: Sequence[Text], ways: list[Way]) -> None:
    """A title that goes the first way, and a button for each other one."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"hit_{key}"):
        if ways:
            _button(f"open_{key}", bold(title), ways[0])
        else:
            st.html(f"<span>{''.join(html.e(part) for part, _ in title)}</span>", width="content")
        st.html(html.chip(t(kind), "end"), width="content")
        words = " · ".join(say(w) for w in about if say(w))
        st.html(html.muted(words), width="stretch")
        for way in ways if len(ways) > 1 else ():
            _button(f"{way[1]}_{key}", t(way[0]), way)


def _button(key: str, label: str, way: Way) -> None:
    st.button(label, key=key, type="tertiary", on_click=_press, args=way[1:])


def _press(page: str, about: dict[str, object]) -> None:
    st.session_state[PRESSED] = page, about


