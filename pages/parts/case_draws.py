"""The draws of a case, and what its history says of draws and messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from workflows.cases.view import CaseView
from workflows.draws.view import DrawView, draws_of

SHORT = 16
"""Characters of a hash that are enough to compare by eye; the record has all of it."""


def draw_draws(view: CaseView) -> None:
    """A card with every draw that was committed to; nothing for procedures without any."""
    found = draws_of(office(), actor(), view.id, now()) if view.bundle.procedure.draws else []
    if not found:
        return
    with st.container(border=True, key="card_draws", gap="small"):
        st.html(html.section(t("draws.title"), t("draws.note")))
        for each in found:
            _one(each)


def _one(each: DrawView) -> None:
    zone = office().zone
    lines = [(say(each.title), _state(each))]
    committed = t("draws.committed", at=dates.moment(each.committed_at, zone), hash=each.commitment[:SHORT])
    lines.append((committed, t("draws.of", pool=each.pool, left_out=each.left_out) if each.drawn_at else ""))
    if each.drawn_at:
        lines.append((t("draws.digest", at=dates.moment(each.drawn_at, zone), hash=each.digest[:SHORT]), ""))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.lines(lines), width="stretch")
        if each.record is not None:
            st.download_button(
                t("draws.record"), json.dumps(each.record, ensure_ascii=False, indent=1).encode(),
                file_name=f"{each.name}.json", mime="application/json", key=f"record_{each.name}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _state(each: DrawView) -> str:
    return t("draws.done", count=each.drawn) if each.drawn_at else t("draws.waits")


def told_words(view: CaseView, details: Mapping[str, Any]) -> Iterator[str]:
    """What a step kept of draws, and how many people it sent messages to."""
    for each in details.get("draws", ()):
        known = view.bundle.procedure.draws.get(each["draw"])
        title = say(known.title) if known else each["draw"]
        if "digest" in each:
            yield t("draws.step_drawn", draw=title, count=each["drawn"], hash=each["digest"][:SHORT])
        else:
            yield t("draws.step_committed", draw=title, hash=each["commitment"][:SHORT])
    people = {p for each in details.get("messages", ()) for p in each["to"]}
    if people:
        yield t("draws.step_told", count=len(people))
