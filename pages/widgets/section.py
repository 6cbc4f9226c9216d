"""A heading between the fields of a page."""

from __future__ import annotations

from typing import ClassVar

import streamlit as st

from forms.fields.section import SectionField
from pages.parts.html import part
from pages.widgets.base import Asked, Widget, widget


@widget("section")
class SectionWidget(Widget):
    """The heading with its description, a hairline above it."""

    in_grid: ClassVar[bool] = False

    def draw(self, asked: Asked) -> None:
        if isinstance(asked.field, SectionField):
            st.html(part(asked.say(asked.field.title), asked.say(asked.field.words), asked.basis))
