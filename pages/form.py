"""填报: one form of a case, filled in, mended and handed in. `?case=12` says which."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.parts import address, html
from pages.parts.editor import draw_editor, editing_of, sheet_of
from pages.parts.file_preview import draw_preview
from pages.parts.form_bar import draw_bar, leave_if_done
from pages.parts.form_head import draw_head
from pages.parts.job_cards import draw_case_jobs
from workflows.engine.types import Refusal


def main() -> None:
    """One run: the case of the address, its form, and the bar that ends it."""
    wanted = address.number("case")
    if wanted is None:
        st.html(html.empty(t("form.gone"), t("form.gone_note")))
        return
    leave_if_done(wanted)
    sheet = sheet_of(wanted)
    if isinstance(sheet, Refusal):
        st.html(html.empty(t("form.gone"), t("form.gone_note")))
        return
    editing = editing_of(sheet)
    draw_head(sheet, editing)
    draw_case_jobs(wanted)
    draw_editor(editing)
    draw_bar(sheet, editing)
    if not editing.memory.conflicts and not editing.memory.dialog[0]:
        draw_preview()


main()
