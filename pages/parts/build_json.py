"""The board as its definition: read, changed, checked with the same findings as before publishing."""

from __future__ import annotations

import streamlit as st

from forms.canonical import plain, pretty
from forms.reading import DefinitionFinding, parsed
from forms.text import Message
from pages.context import office, say, t
from pages.parts import address, html
from pages.parts.build_state import Editing, editing, keep
from workflows.boards import made
from workflows.model.boards import Board

KEY = "build_json"


def draw_json(found: Editing) -> None:
    """The text of the board, folded away; with what is wrong in what was typed."""
    with st.expander(t("build.json"), icon=":material/data_object:", key="build_json_open"):
        typed = st.session_state.get("_build_typed")
        st.session_state[KEY] = typed if typed is not None else pretty(plain(found.board))
        st.text_area(t("build.json_label"), key=KEY, height=320, on_change=_typed, label_visibility="collapsed")
        if typed is not None:
            _findings(typed)
            if st.button(t("build.json_drop"), key="build_json_drop"):
                st.session_state.pop("_build_typed")
                st.rerun()


def _typed() -> None:
    """Keeps what reads and is sound; anything else stays in the box with what is wrong."""
    text, found = st.session_state[KEY], editing(address.word("board"))
    read = parsed(Board, text)
    if found is not None and read.model is not None and not _wrong(text) and keep(found, read.model):
        st.session_state.pop("_build_typed", None)
    else:
        st.session_state["_build_typed"] = text


def _wrong(text: str) -> list[str]:
    read = parsed(Board, text)
    if read.model is None:
        return [_at(f) for f in read.findings]
    with office().db.read() as session:
        found = made.problems(office(), session, read.model)
    return [_at(f) for f in found if f.level == "error"]


def _at(finding: DefinitionFinding) -> str:
    return f"{finding.pointer}　{say(Message(finding.code, finding.data))}"


def _findings(text: str) -> None:
    wrong = _wrong(text)
    if wrong:
        st.html(html.notice(t("build.json_wrong"), body_html="<br>".join(html.e(w) for w in wrong), tone="bad"))
