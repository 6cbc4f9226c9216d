"""Several lines of text, with stock phrases to start from."""

from __future__ import annotations

import streamlit as st

from forms.fields import Field
from forms.fields.long_text import LongTextField
from pages.context import t
from pages.parts.arrival import send
from pages.widgets.base import Asked, Widget, put, widget


@widget("long_text")
class LongTextWidget(Widget):
    """A text area; a stock phrase that is chosen goes behind what is there."""

    def draw(self, asked: Asked) -> None:
        first, fresh = put(asked, self.shown(asked))
        value = self.shown(asked) if fresh else ""
        st.text_area(asked.label, value, key=asked.key, on_change=self.left, args=(asked,), height=84, help=asked.tip)
        self.drawn(asked, first)
        if isinstance(asked.field, LongTextField) and asked.field.phrases:
            st.selectbox(
                t("form.phrases"),
                asked.field.phrases,
                index=None,
                key=f"{asked.key}:phrase",
                on_change=self._take,
                args=(asked,),
                placeholder=t("form.phrases"),
                label_visibility="collapsed",
            )

    def _take(self, asked: Asked) -> None:
        phrase = st.session_state.get(f"{asked.key}:phrase")
        if phrase:
            st.session_state[f"{asked.key}:phrase"] = None
            held = st.session_state.get(asked.key) or ""
            send(asked.key, f"{held}{phrase}", held)
            self._save(asked, f"{held}{phrase}")

    def least(self, field: Field, lang: str) -> int:
        return 120
