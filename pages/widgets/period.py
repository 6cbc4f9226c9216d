"""From one day to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from forms.days import stored_day
from forms.fields import Field
from forms.fields.period import ENDS
from pages.widgets.base import Asked, Widget, put, widget
from pages.widgets.date import FIRST, LAST


@widget("period")
class PeriodWidget(Widget):
    """One calendar for both ends; what cannot be drawn in it (a text, an end before its beginning) is shown as text."""

    def draw(self, asked: Asked) -> None:
        shown = self.shown(asked)
        if isinstance(shown, str):
            super().draw(asked)
            return
        first, fresh = put(asked, shown)
        st.date_input(
            asked.label,
            shown if fresh else (),
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
        value = asked.value
        if value is None:
            return ()
        days = [stored_day(value.get(end)) for end in ENDS] if isinstance(value, Mapping) else []
        chosen = tuple(day for day in days if day)
        in_order = days and days[0] and list(chosen) == sorted(chosen) and all(FIRST <= d <= LAST for d in chosen)
        return chosen if in_order else super().shown(asked)

    def typed(self, state: Any) -> Any:
        if isinstance(state, Sequence) and not isinstance(state, str):
            return dict(zip(ENDS, (d for d in state if isinstance(d, date)), strict=False)) or None
        return state

    def least(self, field: Field, lang: str) -> int:
        return 190
