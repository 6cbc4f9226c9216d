"""Several entries of a code list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from forms.fields import Field, OptionSource
from forms.fields.choices import ChoicesField
from pages.context import t
from pages.widgets.base import Asked, Widget, put, widget


@widget("choices")
class ChoicesWidget(Widget):
    """A menu in which several may stand, or buttons; what is no entry is kept until it is taken away."""

    def draw(self, asked: Asked) -> None:
        known = asked.options.choices(asked.field.options) if isinstance(asked.field, ChoicesField) else {}
        held = self.shown(asked)
        first, fresh = put(asked, held)
        offered = [*(each for each in held if each not in known), *known]
        buttons = getattr(asked.field, "look", "menu") == "buttons"
        draw = _buttons if buttons and len(offered) == len(known) else _menu
        draw(self, asked, offered, held if fresh else None)
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> list[Any]:
        return list(asked.value) if isinstance(asked.value, list) else []

    def least(self, field: Field, lang: str) -> int:
        return 140

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        return ()  # several stand in one cell: typed beside each other


def _menu(of: ChoicesWidget, asked: Asked, offered: Sequence[str], value: list[str] | None) -> None:
    st.multiselect(
        asked.label,
        offered,
        value,
        format_func=lambda key: asked.field.show([key], asked.options, asked.lang),
        key=asked.key,
        on_change=of.left,
        args=(asked,),
        placeholder=t("form.choose_some"),
        help=asked.tip,
    )


def _buttons(of: ChoicesWidget, asked: Asked, offered: Sequence[str], value: list[str] | None) -> None:
    st.pills(
        asked.label,
        offered,
        selection_mode="multi",
        default=value,
        format_func=lambda key: asked.field.show([key], asked.options, asked.lang),
        key=asked.key,
        on_change=of.left,
        args=(asked,),
        help=asked.tip,
    )
