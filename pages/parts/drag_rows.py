"""Rows of a list that are dragged to another place by their handle; buttons beside them do the same by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape as e
from pathlib import Path
from typing import Any

import streamlit as st

from pages.context import t

SOURCE = Path(__file__).parent / "drag_rows.js"
_mounted: list[Any] = []


def grip() -> None:
    """The handle of a row."""
    st.html(f'<span class="dz-grip" title="{e(t("design.drag"))}" aria-hidden="true">⠿</span>', width="content")


def drag_rows(rows: str, count: int, move: Callable[[int, int], object]) -> None:
    """The containers `<rows>_0` … can be dragged; `move` gets the number of one, and by how many places."""
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_drag_rows", js=SOURCE.read_text(encoding="utf-8")))
    key = f"{rows}_drag"

    def moved() -> None:
        found = moved_by(st.session_state[key]["moved"], count)
        if found is not None:
            move(*found)

    _mounted[0](key=key, data={"rows": rows}, on_moved_change=moved)


def moved_by(wire: object, count: int) -> tuple[int, int] | None:
    """What came from the browser: which row, by how many places; None for what is none of `count` rows."""
    given = wire if isinstance(wire, Mapping) else {}
    at, by = given.get("at"), given.get("by")
    if not isinstance(at, int) or not isinstance(by, int) or not by:
        return None
    return (at, by) if 0 <= at < count and 0 <= at + by < count else None
