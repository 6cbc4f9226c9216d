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
    """A menu of what may be chosen, or buttons; a value that is none of it is kept in the menu until it is mended."""

    def draw(self, asked: Asked) -> None:
        known = self.known(asked.field, asked.options)
        first, fresh = put(asked, asked.value)
        foreign = [asked.value] if asked.value is not None and asked.value not in known else []
        offered = [*foreign, *known]
        draw = _buttons if getattr(asked.field, "look", "menu") == "buttons" and not foreign else _menu
        draw(self, asked, offered, asked.value if fresh else None)
        self.drawn(asked, first)

    def shown(self, asked: Asked) -> Any:
        return asked.value

    def known(self, field: Field, options: OptionSource) -> Mapping[str, Option]:
        return options.choices(field.options) if isinstance(field, ChoiceField) else {}

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        return [field.show(key, options, lang) for key in self.known(field, options)]

    def least(self, field: Field, lang: str) -> int:
        return 100


def _menu(of: ChoiceWidget, asked: Asked, offered: Sequence[str], value: str | None) -> None:
    st.selectbox(
        asked.label,
        offered,
        format_func=lambda key: asked.field.show(key, asked.options, asked.lang),
        key=asked.key,
        on_change=of.left,
        args=(asked,),
        index=offered.index(value) if value is not None else None,
        placeholder=t("form.choose"),
        help=asked.tip,
    )


def _buttons(of: ChoiceWidget, asked: Asked, offered: Sequence[str], value: str | None) -> None:
    """Pressed again, a button lets go."""
    st.pills(
        asked.label,
        offered,
        format_func=lambda key: asked.field.show(key, asked.options, asked.lang),
        key=asked.key,
        on_change=of.left,
        args=(asked,),
        default=value,
        help=asked.tip,
    )
