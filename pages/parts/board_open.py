"""Which list of the board is open: remembered by the tab, from the press on a number until it is closed or left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from forms.text import Message
from pages.charts.look import number
from pages.context import lang, t
from pages.parts.go import go
from workflows.boards.detail import Detail
from workflows.boards.figure import Amount, Answer, Card, Listing, Mark, Members, Number
from workflows.cases import search
from workflows.registers.query import Query

_OPEN, _RUN, _MENUS = "_board_list", "_board_run", "_board_menus"


@dataclass(frozen=True)
class Opened:
    """What is open: the number that was pressed, its grey line and 口径, and the list; or all marks of a card."""

    title: str
    note: Message
    of: Listing | Card | None  # None: what is behind it is not for the reader
    how: Message | None = None


def show(opened_: Opened) -> None:
    """Opens it in this run and the following ones."""
    st.session_state[_OPEN] = opened_


def turn_to(other: Opened) -> None:
    """Opens something in place of what may be open already; for a press inside of it."""
    if opened() != other:
        show(other)
        st.rerun()


def of_mark(of: Card, mark: Mark) -> Opened:
    """What a mark opens."""
    if isinstance(mark.listing, Members) and not mark.told:
        return Opened(t("board.page.missing", name=mark.label), of.note, mark.listing, of.how)
    value = in_words(mark.value) if mark.told else "—"
    behind = None if mark.closed else mark.listing
    return Opened(t("board.page.mark", name=mark.label, value=value, unit=of.unit), of.note, behind, of.how)


def in_words(amount: Amount) -> str:
    return number(amount, lang=lang())


def show_mark(of: Card, mark: Mark) -> None:
    """Opens what is behind a mark."""
    show(of_mark(of, mark))


def show_all(title: str, of: Answer) -> None:
    """All that a figure counts: on the page of cases or of registers; members of a campaign have none."""
    if not isinstance(of.listing, Members):
        full_list(of.listing)
    st.session_state[_MENUS] = menus() + 1  # the menu in which this was pressed would stay open above the list
    turn_to(Opened(title, of.note, of.listing, of.how))


def show_marks(title: str, of: Card) -> None:
    """All marks of a card as a table that can be read and pressed without a pointer."""
    st.session_state[_MENUS] = menus() + 1
    turn_to(Opened(title, of.note, of, of.how))


def show_number(title: str, of: Number) -> None:
    """Opens what a number counts."""
    if not of.closed:
        show(Opened(title, of.note, of.listing, of.how))


def opened() -> Opened | None:
    found: Opened | None = st.session_state.get(_OPEN)
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


def full_list(of: search.Query | Query | Detail) -> NoReturn:
    """Opens the page of cases, or of the register, with the same conditions; of rows, tasks and steps their cases."""
    if isinstance(of, Detail):
        of = of.on_cases
    leave("register" if isinstance(of, Query) else "cases", **of.params())
