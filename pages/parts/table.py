"""A real HTML table as a component: wraps long names, opens a row by click or Enter, chooses rows, prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit as st

HERE = Path(__file__).parent
Kind = Literal["text", "two", "light", "chip", "num", "date", "act", "code", "said"]
_mounted: dict[str, Any] = {}


@dataclass(frozen=True)
class Column:
    """A column: name in the row, heading, kind, CSS width, and whether a click on the heading sorts by it."""

    name: str
    label: str
    kind: Kind = "text"
    width: str = ""
    sort: str = ""  # what a click on the heading asks for; "" = not sortable
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Pressed:
    """What the person did in this run: a row opened, rows chosen, a heading pressed."""

    opened: str | None = None
    chosen: tuple[str, ...] = ()
    sort: str | None = None


def table(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    label: str,
    *,
    choose: str = "",
    total: Mapping[str, Any] | None = None,
) -> Pressed:
    """Draws rows (each with `id`). Cells by kind: text, num, date, code and act are strings; two is (bold, grey,
    and more grey lines); chip is (word, tone); light is (tone, words, small). `choose` is the label of the tick
    column, "" for none. said is a list of (word, tone, grey lines …): what several people said.
    """
    result = _component()(
        key=key,
        data={
            "columns": [vars(c) for c in columns],
            "rows": [dict(r) for r in rows],
            "label": label,
            "choose": choose,
            "total": dict(total) if total else None,
        },
        default={"chosen": []},
        on_opened_change=lambda: None,
        on_chosen_change=lambda: None,
        on_sort_change=lambda: None,
    )
    known = {str(r["id"]) for r in rows}
    return Pressed(result.opened, tuple(i for i in result.chosen or () if i in known), result.sort)


def _component() -> Any:
    if "table" not in _mounted:
        _mounted["table"] = st.components.v2.component(
            "desk_table",
            html='<div class="box"></div>',
            css=(HERE / "table.css").read_text(encoding="utf-8"),
            js=(HERE / "table.js").read_text(encoding="utf-8"),
        )
    return _mounted["table"]
