"""The same question about several things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from forms.fields import Field, OptionSource
from forms.fields.matrix import MatrixField
from forms.fields.text import TextField
from pages.parts.arrival import crossed
from pages.widgets.base import NOTHING, Asked, Widget, plain, put, widget


@widget("matrix")
class MatrixWidget(Widget):
    """A line per row with the scale beside it; a text that can't be read is shown as text until it is mended."""

    def draw(self, asked: Asked) -> None:
        if not isinstance(asked.field, MatrixField) or not (asked.value is None or isinstance(asked.value, Mapping)):
            super().draw(asked)
            return
        st.markdown(f":small[{asked.label}]", help=asked.tip)
        with st.container(gap=None):
            for number, (line, option) in enumerate(asked.field.lines(asked.options).items(), 1):
                words, scale = st.columns([2, 3], vertical_alignment="center", gap="small")
                words.markdown(f":small[{number}　{plain(option.title.say(asked.lang))}]")
                with scale:
                    self._line(asked, asked.field, line, option.title.say(asked.lang))

    def _line(self, asked: Asked, field: MatrixField, line: str, title: str) -> None:
        steps = field.steps(asked.options)
        given = dict(asked.value or {})
        value = given.get(line)

        def whole(raw: Any) -> dict[str, Any]:
            return {**{k: v for k, v in given.items() if k != line}, **({line: raw} if raw else {})}

        part = replace(
            asked, key=f"{asked.key}:{line}", value=value, field=TextField(key=field.key, title=field.title),
            save=lambda raw: asked.save(whole(raw)), late=lambda raw: asked.late(whole(raw)),
        )  # fmt: skip
        first, fresh = put(part, value)
        foreign = [value] if value is not None and value not in steps else []
        st.segmented_control(
            plain(title),
            [*foreign, *steps],
            default=value if fresh else None,
            format_func=lambda key: steps[key].title.say(asked.lang) if key in steps else str(key),
            key=part.key,
            on_change=self.left,
            args=(part,),
            label_visibility="collapsed",
        )
        self.drawn(part, first)

    def held(self, field: Field, options: OptionSource, key: str) -> Any:
        lines = field.lines(options) if isinstance(field, MatrixField) else {}
        if any(crossed(f"{key}:{line}") for line in lines):
            return NOTHING
        found = {line: st.session_state[f"{key}:{line}"] for line in lines if f"{key}:{line}" in st.session_state}
        return {k: v for k, v in found.items() if v} if found else super().held(field, options, key)

    def least(self, field: Field, lang: str) -> int:
        return 220
