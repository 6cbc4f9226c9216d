"""A calendar date."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from forms.fields import Field
from pages.widgets.base import Asked, Widget, put, widget

FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


@widget("date")
class DateWidget(Widget):
    """A calendar; a text that is no date (from a sheet) is shown as text until it is mended."""

    def draw(self, asked: Asked) -> None:
        if asked.value is not None and asked.field.feel(asked.value, asked.options) is None:
            super().draw(asked)
            return
        first, fresh = put(asked, self.shown(asked))
        st.date_input(
            asked.label,
            self.shown(asked) if fresh else None,
            key=asked.key,
            on_change=self.left,
            args=(asked,),
            format="YYYY-MM-DD",
            min_value=FIRST,
            max_value=LAST,
            help=asked.tip,
        )
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        day = asked.field.feel(asked.value, asked.options)
        return super().shown(asked) if asked.value is not None and day is None else day

    def typed(self, state: Any) -> Any:
        return state.isoformat() if isinstance(state, date) else state

    def least(self, field: Field, lang: str) -> int:
        return 112
