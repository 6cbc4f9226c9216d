"""Taking a list away: as what, with what was filled in or without; at once, or made beside the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from pages.context import actor, lang, now, office, t
from pages.parts import html
from pages.parts.told import tell, told
from workflows.engine.types import Refusal
from workflows.exports import service
from workflows.exports.asked import FORMATS, WORKBOOK, Asked

CARD = "export"


def draw_export(
    what: str,
    params: Mapping[str, str],
    total: int,
    columns: Sequence[str] = (),
    *,
    filled: bool = True,
    only_workbook: bool = False,
) -> None:
    """A button that opens what there is to choose; `filled` says whether the list has forms behind it."""
    box = st.popover(
        t("export_box.title"), icon=":material/download:", disabled=not total, key="export", on_change="rerun"
    )
    if not box.open or not total:
        return
    with box:
        form, contents = _chosen(filled, only_workbook)
        asked = Asked(what, dict(params), tuple(columns), form, contents and filled, lang())
        found = service.measured(office(), actor(), asked, now())
        if isinstance(found, Refusal):
            tell(CARD, found)
        elif service.is_large(found):
            _later(asked, found.lines)
        else:
            _at_once(asked)
        told(CARD)


def _chosen(filled: bool, only_workbook: bool) -> tuple[str, bool]:
    form, contents = WORKBOOK, True
    if not only_workbook:
        form = st.segmented_control(
            t("export_box.form"), FORMATS, default=WORKBOOK, key="export_form", required=True,
            format_func=lambda f: t(f"export_box.form_{f}"),
        )  # fmt: skip
    if filled:
        contents = st.checkbox(t("export_box.contents"), True, key="export_contents", help=t("export_box.contents_how"))
    return form, contents


def _at_once(asked: Asked) -> None:
    address = f"/export/{asked.what}?{urlencode(replace(asked).address())}"
    st.link_button(t("export_box.now"), address, icon=":material/download:", type="primary", key="export_now")


def _later(asked: Asked, lines: int) -> None:
    st.html(html.muted(t("export_box.large", count=f"{lines:,}")))
    st.button(t("export_box.later"), type="primary", key="export_later", on_click=_begin, args=(asked,))


def _begin(asked: Asked) -> None:
    begun = service.begin(office(), actor(), asked, now())
    tell(CARD, begun if isinstance(begun, Refusal) else t("export_box.begun"), t("export_box.begun_note"))
