"""Words that a form shows."""

from __future__ import annotations

from typing import ClassVar

import streamlit as st

from forms.fields.note import NoteField
from pages.parts.html import told
from pages.widgets.base import Asked, Widget, widget


@widget("note")
class NoteWidget(Widget):
    """A box with a blue edge, or an amber one for a warning."""

    in_grid: ClassVar[bool] = False

    def draw(self, asked: Asked) -> None:
        if isinstance(asked.field, NoteField):
            words = asked.say(asked.field.words)
            st.html(told(asked.say(asked.field.title), words, asked.basis, warning=asked.field.tone == "warning"))
