"""One entry of a code list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from forms.fields import Field, Option, OptionSource
from forms.fields.choice import ChoiceField
from pages.context import t
from pages.widgets.base import Asked, Widget, put, widget


@widget("choice")
class ChoiceWidget(Widget):
    """A menu of the entries valid on the case's day; a value that is none of them is kept in the menu until mended."""

    def draw(self, asked: Asked) -> None:
        known = self.known(asked.field, asked.options)
        first = put(asked, asked.value)
        foreign = [asked.value] if asked.value is not None and asked.value not in known else []
        offered = [*foreign, *known]
        st.selectbox(
            asked.label,
            offered,
            format_func=lambda key: known[key].title.say(asked.lang) if key in known else str(key),
            key=asked.key,
            on_change=self.left,
            args=(asked,),
            index=offered.index(asked.value) if first and asked.value is not None else None,
            placeholder=t("form.choose"),
            help=asked.tip,
        )
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        return asked.value

    def known(self, field: Field, options: OptionSource) -> Mapping[str, Option]:
        return options.choices(field.options) if isinstance(field, ChoiceField) else {}

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        return [o.title.say(lang) for o in self.known(field, options).values()]

    def least(self, field: Field, lang: str) -> int:
        return 100
