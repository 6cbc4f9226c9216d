"""Buttons that work in the browser alone: a chart as a picture, the page on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from pages.charts.look import FONT

HERE = Path(__file__).parent
_mounted: dict[str, Any] = {}


def picture(card: str, title: str, note: str, labels: dict[str, str]) -> None:
    """Saves the chart inside the container with the key `card` as PNG or SVG, with its title and grey line."""
    data = {"card": card, "title": title, "note": note, "labels": labels, "name": title, "font": FONT}
    _component("picture")(key=f"picture_{card}", data=data)


def print_buttons(labels: dict[str, str]) -> None:
    """Prints the page on one of several papers: `a4l`, `a4p`, `a3l` (landscape, portrait)."""
    _component("print")(key="print", data={"labels": labels})


def fits_paper() -> None:
    """Lets the browser's own print command fit the page to its paper, where the buttons may be folded away."""
    with st.container(height=1, border=False, key="fits_paper"):
        _component("print")(key="print_fit", data={"labels": {}})


def _component(name: str) -> Any:
    if name not in _mounted:
        css = (HERE / "picture.css").read_text(encoding="utf-8")
        js = (HERE / f"{name}.js").read_text(encoding="utf-8")
        box = '<div class="box"></div>'
        _mounted[name] = st.components.v2.component(f"desk_{name}", html=box, css=css, js=js)
    return _mounted[name]
