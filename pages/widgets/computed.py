"""A value that follows from others: shown, never asked for."""

from __future__ import annotations

import streamlit as st

from forms.fields import Field
from pages.parts.html import locked
from pages.widgets.base import Asked, Widget, widget


@widget("computed")
class ComputedWidget(Widget):
    """Text under its label."""

    def draw(self, asked: Asked) -> None:
        st.html(locked(asked.say(asked.field.title), self.shown(asked)))

    def least(self, field: Field, lang: str) -> int:
        return (84 if lang == "zh" else 104) if field.numeric else 112
