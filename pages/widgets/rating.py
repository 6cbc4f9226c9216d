"""A rating: one of a few steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from forms.fields import Field, OptionSource
from forms.fields.rating import RatingField
from pages.widgets.base import Asked, Widget, put, widget


@widget("rating")
class RatingWidget(Widget):
    """The steps beside each other, by their names or numbers; a value that is none of them is text until mended."""

    def draw(self, asked: Asked) -> None:
        steps = _steps(asked.field)
        if asked.value is not None and asked.value not in steps:
            super().draw(asked)
            return
        first, fresh = put(asked, asked.value)
        named = isinstance(asked.field, RatingField) and asked.field.labels
        st.segmented_control(
            asked.label,
            steps,
            format_func=lambda n: asked.field.show(n, asked.options, asked.lang) if named else str(n),
            default=asked.value if fresh else None,
            key=asked.key,
            on_change=self.left,
            args=(asked,),
            help=asked.tip,
        )
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        return asked.value if asked.value in _steps(asked.field) else super().shown(asked)

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        return [field.show(n, options, lang) for n in _steps(field)]

    def least(self, field: Field, lang: str) -> int:
        return 88


def _steps(field: Field) -> list[int]:
    return list(range(1, field.steps + 1)) if isinstance(field, RatingField) else []
