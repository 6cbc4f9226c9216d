"""Yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from forms.fields import Field, OptionSource
from pages.widgets.base import Asked, Widget, put, widget


@widget("yes_no")
class YesNoWidget(Widget):
    """Two buttons beside each other, of which none needs to be pressed; another value is text until it is mended."""

    def draw(self, asked: Asked) -> None:
        if asked.value is not None and not isinstance(asked.value, bool):
            super().draw(asked)
            return
        first, fresh = put(asked, asked.value)
        st.segmented_control(
            asked.label,
            [True, False],
            format_func=lambda value: asked.field.show(value, asked.options, asked.lang),
            default=asked.value if fresh else None,
            key=asked.key,
            on_change=self.left,
            args=(asked,),
            help=asked.tip,
        )
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        return asked.value if isinstance(asked.value, bool) else super().shown(asked)

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        return [field.show(value, options, lang) for value in (True, False)]

    def least(self, field: Field, lang: str) -> int:
        return 84
