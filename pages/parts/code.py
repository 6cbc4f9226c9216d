"""A box for the text of a definition: numbered lines, marks where something is wrong, a jump to a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
HTML = (
    '<div class="code"><div class="gutter" aria-hidden="true"></div>'
    '<textarea spellcheck="false" wrap="off"></textarea></div>'
)
_mounted: list[Any] = []


def code(
    key: str,
    text: str,
    label: str,
    marks: Mapping[int, str],
    on_text: Callable[[], None],
    *,
    line: int = 0,
    turn: int = 0,
) -> None:
    """Draws the box; what was typed lies in `st.session_state[key]["text"]` when `on_text` runs.

    `marks` says which lines bear an `error` or a `warning`; a new `turn` scrolls to `line` and selects it.
    """
    if not _mounted:
        _mounted.append(
            st.components.v2.component(
                "desk_code",
                html=HTML,
                css=(HERE / "code.css").read_text(encoding="utf-8"),
                js=(HERE / "code.js").read_text(encoding="utf-8"),
            )
        )
    data = {"text": text, "label": label, "marks": {str(k): v for k, v in marks.items()}, "line": line, "turn": turn}
    _mounted[0](key=key, data=data, default={"text": text}, on_text_change=on_text)
