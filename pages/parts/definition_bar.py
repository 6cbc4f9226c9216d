"""The bar under a definition: when the draft was kept, what hinders publishing, and publishing it with a note."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as e

import streamlit as st

from pages.context import actor, now, office, t
from pages.menu import page as page_file
from pages.parts import dates, html
from pages.parts.definition_findings import part_words
from pages.parts.told import tell
from workflows import editing, moving, releasing
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.publishing import Published
from workflows.releasing import Checked

TOLD = "definition"
"""Where it is said what publishing came to."""


def draw_bar(name: str, opened: Opened, checked: Checked) -> None:
    """Draws it at the bottom of the page, where it never moves."""
    made = [v for v in checked.publication.versions if v.new]
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small", key="def_bar"):
        if opened.saved_at:
            st.html(html.muted(t("def.saved", at=dates.clock(opened.saved_at, office().zone))), width="content")
        st.html(f'<p class="{"why bad" if checked.errors else "muted"}">{e(_status(checked))}</p>', width="stretch")
        if not made and not checked.hindered:
            _to_moving(name)
        if opened.saved_at and opened.published is not None:
            st.button(t("def.discard"), type="tertiary", on_click=_discard, args=(name, opened.published))
        st.text_input(
            t("def.publish_note"), key=f"note_{name}", placeholder=t("def.publish_note"), width=260,
            label_visibility="collapsed",
        )  # fmt: skip
        st.button(
            t("def.publish"), type="primary", disabled=checked.hindered or not made, on_click=_publish,
            args=(name,), key="publish",
        )  # fmt: skip


def _to_moving(name: str) -> None:
    """The way to cases that still run by an earlier version, where there are any."""
    kind, _, key = name.partition("/")
    running = moving.running(office(), actor(), key) if kind == "procedure" else []
    newest = max((v.number for v in editing.versions(office(), actor(), key)), default=0) if running else 0
    count = sum(r.count for r in running if r.number < newest)
    if count:
        st.page_link(page_file("moving"), label=t("def.to_moving_count", count=count), icon=":material/move_down:",
                     query_params={"procedure": key})  # fmt: skip


def _status(checked: Checked) -> str:
    if checked.errors:
        return t("def.publish_blocked", errors=checked.errors)
    if checked.waits:
        return t("def.publish_unused")
    made = [v for v in checked.publication.versions if v.new]
    if not made:
        return t("def.publish_same")
    along = t("def.publish_along", drafts=[part_words(p) for p in checked.along]) if checked.along else ""
    return t("def.publish_to", versions=_named(made)) + along


def _named(made: Sequence[Published]) -> list[str]:
    return [t("def.procedure_version", procedure=v.procedure, number=v.number) for v in made]


def _discard(name: str, published: str) -> None:
    editing.keep(office(), actor(), name, published, now())


def _publish(name: str) -> None:
    """Publishes the draft as it is kept now, which may be newer than what this page was drawn with."""
    kept = editing.open_part(office(), actor(), name)
    note = st.session_state.get(f"note_{name}", "")
    made = (
        kept if isinstance(kept, Refusal) else releasing.publish_part(office(), actor(), name, kept.text, note, now())
    )
    if isinstance(made, Refusal):
        tell(TOLD, made)
    elif made:
        tell(TOLD, t("def.published", versions=_named([v for v in made.versions if v.new])))
        st.session_state[f"note_{name}"] = ""
