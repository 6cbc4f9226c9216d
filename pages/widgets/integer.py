"""A whole number."""

from __future__ import annotations

import streamlit as st

from forms.fields import Field
from forms.fields.integer import IntegerField
from pages.widgets.base import Asked, Widget, plain, put, widget


@widget("integer")
class IntegerWidget(Widget):
    """Typed as text, so that what is no number is kept and can be mended; the unit stands in the label."""

    def draw(self, asked: Asked) -> None:
        first = put(asked, self.shown(asked))
        field = asked.field
        unit = asked.say(field.unit) if isinstance(field, IntegerField) else ""
        small = f" :gray[:small[{plain(unit)}]]" if unit else ""
        value = self.shown(asked) if first else ""
        st.text_input(asked.label + small, value, key=asked.key, on_change=self.left, args=(asked,))
        self.drawn(asked, first)

    def least(self, field: Field, lang: str) -> int:
        return 88 if len(field.title.say(lang)) <= 8 else 106
