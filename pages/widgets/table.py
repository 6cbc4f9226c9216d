"""A table of rows: the editor draws it as a grid; elsewhere only its number of rows is told."""

from __future__ import annotations

from typing import ClassVar

import streamlit as st

from pages.parts.html import locked
from pages.widgets.base import Asked, Widget, widget


@widget("table")
class TableWidget(Widget):
    """How many rows there are."""

    in_grid: ClassVar[bool] = False

    def draw(self, asked: Asked) -> None:
        st.html(locked(asked.say(asked.field.title), self.shown(asked)))
