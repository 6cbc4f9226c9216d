"""从官方表格新建: a blank table is uploaded, what was recognised is confirmed, and a draft comes of it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.frame import crumbs
from pages.parts.go import go
from pages.parts.official_bar import draw_bar, leave_for_draft
from pages.parts.official_document import draw_document
from pages.parts.official_guess import draw_guess
from pages.parts.official_list import draw_list
from pages.parts.official_preview import draw_preview
from pages.parts.official_state import PLACE, chosen_of
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows import official
from workflows.engine.types import Refusal
from workflows.official import Kept, Listed

CSS = Path(__file__).parent / "theme" / "definitions.css"
OWN_CSS = Path(__file__).parent / "theme" / "from_table.css"
MB = 5


def page() -> None:
    st.html(CSS)
    st.html(OWN_CSS)
    crumbs(t("shell.page.definitions"), t("shell.page.from_table"))
    leave_for_draft()
    number = address.number("table")
    found = official.opened(office(), actor(), number) if number is not None else None
    if isinstance(found, Kept):
        _confirm(found)
        return
    st.html(html.head(t("from_table.title"), note=t("from_table.note")))
    if isinstance(found, Refusal):
        tell(PLACE, found)
    _begin()


def _begin() -> None:
    with st.container(border=True, key="card_from_table"):
        told(PLACE)
        turn = st.session_state.get("from_table_turn", 0)
        st.file_uploader(
            t("from_table.upload"), type=["docx", "xlsx", "doc", "xls"], max_upload_size=MB,
            key=f"from_table_file_{turn}", on_change=_take, args=(f"from_table_file_{turn}",),
        )  # fmt: skip
        st.html(html.muted(t("from_table.upload_note")))
    read = st.session_state.pop("from_table_read", None)
    if read is not None:
        address.change(table=read)
        st.rerun()
    _unfinished(official.mine(office(), actor()))


def _take(key: str) -> None:
    """Reads the file at once; what came of it is told, or opened."""
    file = st.session_state.get(key)
    if file is None:
        return
    found = official.read(office(), actor(), file.getvalue(), file.name, now())
    st.session_state["from_table_turn"] = st.session_state.get("from_table_turn", 0) + 1
    if isinstance(found, Refusal):
        tell(PLACE, found)
    else:
        st.session_state["from_table_read"] = found


def _unfinished(rows: list[Listed]) -> None:
    with st.container(border=True, key="card_from_table_mine"):
        st.html(html.section(t("from_table.mine")))
        if not rows:
            st.html(html.empty(t("from_table.mine_none"), t("from_table.mine_none_note")))
            return
        columns = [
            Column("name", t("from_table.col_name"), "text"),
            Column("left", t("from_table.col_left"), "num", "110px"),
            Column("made", t("from_table.col_made"), "text", "30%"),
            Column("when", t("from_table.col_when"), "date", "150px"),
        ]
        pressed = table("from_table_mine", columns, [_row(r) for r in rows], t("from_table.mine"))
    if pressed.opened:
        go("from_table", table=int(pressed.opened))


def _row(row: Listed) -> dict[str, str]:
    when = dates.moment(row.changed_at, office().zone, office().today(now()))
    return {"id": str(row.id), "name": row.name, "left": str(row.left), "made": row.made, "when": when}


def _confirm(found: Kept) -> None:
    counts = found.counts
    words = "from_table.left" if counts.left else "from_table.all_done"
    note = t(words, count=len(found.reading.guesses), left=counts.left)
    with st.container(horizontal=True, vertical_alignment="center", key="from_table_head"):
        st.html(html.head(found.name, note=note), width="stretch")
        if st.button(t("from_table.another"), icon=":material/upload_file:", type="tertiary", key="from_table_another"):
            go("from_table")
    told(PLACE)
    for message in found.reading.document.told:
        st.html(html.notice(say(message)))
    chosen = chosen_of(found)
    with st.container(horizontal=True, gap="small", key="from_table_panes"):
        with st.container(border=True, key="pane_document", width="stretch"):
            draw_document(found, chosen)
        with st.container(key="pane_guesses", width="stretch", gap="small"):
            with st.container(border=True, key="card_guess"):
                draw_guess(found, chosen)
            with st.container(border=True, key="card_guesses"):
                draw_list(found, chosen)
    with st.container(border=True, key="card_made"):
        draw_preview(found)
    draw_bar(found)


page()
