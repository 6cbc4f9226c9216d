"""A box for the text of a definition: numbered lines, marks where something is wrong, what may be written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pages.context import t

HERE = Path(__file__).parent
HTML = (
    '<div class="code"><div class="gutter" aria-hidden="true"></div>'
    '<textarea spellcheck="false" wrap="off" role="combobox" aria-autocomplete="list" aria-expanded="false" '
    'aria-controls="offers"></textarea><ul class="offers" id="offers" role="listbox" hidden></ul></div>'
)
KINDS = ("string", "integer", "number", "boolean", "array", "object", "values", "must")
"""Of what may be written, as the schema calls it."""
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
    schema: str = "",
) -> None:
    """Draws the box; what was typed lies in `st.session_state[key]["text"]` when `on_text` runs.

    `schema` is the address of the JSON Schema that says which keys and values there are at the cursor.
    `marks` says which lines bear an `error` or a `warning`; a new `turn` scrolls to `line` and selects it.
    """
    if not _mounted:
        _mounted.append(
            st.components.v2.component(
                "desk_code",
                html=HTML,
                css=(HERE / "code.css").read_text(encoding="utf-8"),
                js="".join((HERE / name).read_text(encoding="utf-8") for name in ("complete.js", "code.js")),
            )
        )
    words = {kind: t(f"code.{kind}") for kind in KINDS}
    data = {
        "text": text, "label": label, "marks": {str(k): v for k, v in marks.items()}, "line": line, "turn": turn,
        "schema": schema, "words": words,
    }  # fmt: skip
    _mounted[0](key=key, data=data, default={"text": text}, on_text_change=on_text)
