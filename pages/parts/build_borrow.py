"""A chart of another board: chosen by board and name, copied to the end of this one."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address
from pages.parts.build_state import Editing, editing, keep, open_chart, words
from workflows.boards import arranging, made
from workflows.boards.offered import Offered

_TURN = "_build_borrow_turn"


def draw_borrow(found: Editing) -> None:
    """The boards that one may open, and their charts."""
    turn = st.session_state.get(_TURN, 0)  # another key closes it
    with st.popover(t("build.borrow"), icon=":material/library_add:", type="tertiary", key=f"build_borrow_{turn}"):
        boards = {o.name: o for o in _boards(found) if any(True for _ in o.board.charts)}
        if not boards:
            st.html(f'<p class="muted">{t("build.borrow_none")}</p>')
            return
        name = st.selectbox(
            t("build.borrow_board"), list(boards), format_func=lambda n: say(boards[n].title), key="build_borrow_board"
        )
        charts = {c.id: words(c, found.builder) for c in boards[name].board.charts}
        st.selectbox(
            t("build.borrow_chart"), list(charts), format_func=lambda c: charts.get(c, c), key="build_borrow_chart"
        )
        st.button(t("build.borrow_take"), key="build_borrow_take", type="primary", on_click=_take, args=(name,))


def _boards(found: Editing) -> list[Offered]:
    with office().db.read() as session:
        return [o for o in made.offered(office(), session, actor(), now()) if o.made != found.of.made]


def _take(name: str) -> None:
    """Copies the chosen chart and opens the copy."""
    found, wanted = editing(address.word("board")), st.session_state.get("build_borrow_chart")
    of = next((o for o in _boards(found) if o.name == name), None) if found else None
    chart = arranging.chart(of.board, wanted) if of and wanted else None
    if found is not None and chart is not None:
        new = arranging.free(found.board)
        if keep(found, arranging.added(found.board, chart)):
            open_chart(new)
            st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
