"""已阅: who has opened a case, when, and whether they have seen it as it is now."""

from __future__ import annotations

import streamlit as st

from pages.context import say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from workflows.cases.reading import Reader
from workflows.cases.view import CaseView


def draw_readers(view: CaseView) -> None:
    """A button with their number; behind it the list."""
    if not view.readers:
        return
    with st.popover(t("case.readers", count=len(view.readers)), type="tertiary", key="readers"):
        st.html(html.lines([(_who(r), _when(r)) for r in view.readers]))


def _who(reader: Reader) -> str:
    return join((reader.name, say(reader.organisation)))


def _when(reader: Reader) -> str:
    return join((moment(reader.at), t("case.read_current" if reader.current else "case.read_before")))
