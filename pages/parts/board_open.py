"""Which list of the board is open: remembered by the tab, from the press on a number until it is closed or left."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from forms.text import Message
from pages.parts.go import go
from workflows.boards.figure import Listing, Members
from workflows.cases import search
from workflows.registers.query import Query

_OPEN, _RUN, _MENUS = "_board_list", "_board_run", "_board_menus"
Open = tuple[str, Message, Listing]


def show(title: str, note: Message, of: Listing) -> None:
    """Opens the list in this run and the following ones."""
    st.session_state[_OPEN] = (title, note, of)


def turn_to(title: str, note: Message, of: Listing) -> None:
    """Opens a list in place of one that may be open already; for a press inside of it."""
    if opened() != (title, note, of):
        show(title, note, of)
        st.rerun()


def show_all(title: str, note: Message, of: Listing) -> None:
    """All that a figure counts: on the page of cases or of registers; members of a campaign have none."""
    if not isinstance(of, Members):
        full_list(of)
    st.session_state[_MENUS] = menus() + 1  # the menu in which this was pressed would stay open above the list
    turn_to(title, note, of)


def opened() -> Open | None:
    found: Open | None = st.session_state.get(_OPEN)
    return found


def close() -> None:
    """Forgets the list, and with it which marks are chosen in the charts."""
    st.session_state.pop(_OPEN, None)
    st.session_state[_RUN] = run() + 1


def run() -> int:
    """Changes when what is chosen in the charts is to be forgotten."""
    return int(st.session_state.get(_RUN, 0))


def menus() -> int:
    """Changes when open menus are to be closed."""
    return int(st.session_state.get(_MENUS, 0))


def leave(page: str, **about: object) -> NoReturn:
    """Closes the list and opens a page."""
    close()
    go(page, **about)


def full_list(of: search.Query | Query) -> NoReturn:
    """Opens the page of cases, or of the register, with the same conditions."""
    leave("register" if isinstance(of, Query) else "cases", **of.params())
