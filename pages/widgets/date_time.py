"""A day with a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from forms.fields import Field
from pages.widgets.base import Asked, Widget, put, widget
from pages.widgets.date import FIRST, LAST


@widget("date_time")
class DateTimeWidget(Widget):
    """A calendar with a clock; a text that is no moment (from a sheet) is shown as text until it is mended."""

    def draw(self, asked: Asked) -> None:
        if asked.value is not None and asked.field.feel(asked.value, asked.options) is None:
            super().draw(asked)
            return
        first, fresh = put(asked, self.shown(asked))
        st.datetime_input(
            asked.label,
            self.shown(asked) if fresh else None,
            key=asked.key,
            on_change=self.left,
            args=(asked,),
            format="YYYY-MM-DD",
            step=300,
            min_value=datetime(FIRST.year, FIRST.month, FIRST.day),
            max_value=datetime(LAST.year, LAST.month, LAST.day),
            help=asked.tip,
        )
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        moment = asked.field.feel(asked.value, asked.options)
        return super().shown(asked) if asked.value is not None and moment is None else moment

    def typed(self, state: Any) -> Any:
        return state.isoformat("T", "minutes") if isinstance(state, datetime) else state

    def least(self, field: Field, lang: str) -> int:
        return 136
