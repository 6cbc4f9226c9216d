"""One entry of a code list whose entries lie under each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from forms.fields import Field, Option, OptionSource
from forms.fields.cascade import CascadeField, path_to
from pages.context import t
from pages.parts.arrival import crossed
from pages.widgets.base import NOTHING, Asked, Widget, plain, put, widget


@widget("cascade")
class CascadeWidget(Widget):
    """A menu per level: another entry above empties the levels below. What is no entry is text until it is mended."""

    def draw(self, asked: Asked) -> None:
        known = _known(asked.field, asked.options)
        path = [o.key for o in path_to(known, asked.value)]
        if not isinstance(asked.field, CascadeField) or (asked.value is not None and not path):
            super().draw(asked)
            return
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
            for level in range(_depth(known)):
                above = path[level - 1] if level and len(path) >= level else ""
                below = [k for k, o in known.items() if o.parent == above] if not level or above else []
                value = path[level] if level < len(path) else None
                self._level(asked, level, above, below, value)

    def _level(self, asked: Asked, level: int, above: str, offered: Sequence[str], value: str | None) -> None:
        known = _known(asked.field, asked.options)

        def save(raw: Any) -> bool:
            """Nothing chosen here means what is chosen above."""
            return asked.save(raw or above or None)

        part = replace(asked, key=f"{asked.key}:{level}", value=value, save=save)
        first, fresh = put(part, value)
        st.selectbox(
            self._label(asked, level),
            offered,
            index=offered.index(value) if fresh and value is not None else None,
            format_func=lambda key: known[key].title.say(asked.lang),
            key=part.key,
            on_change=self.left,
            args=(part,),
            placeholder=t("form.choose") if offered else "—",
            disabled=not offered,
            help=asked.tip if level == 0 else None,
        )
        self.drawn(part, first)

    def _label(self, asked: Asked, level: int) -> str:
        levels = asked.field.levels if isinstance(asked.field, CascadeField) else []
        title = plain(levels[level].say(asked.lang)) if level < len(levels) else ""
        if level:
            return f":gray[:small[{title}]]" if title else "　"
        return f"{asked.label} :gray[:small[{title}]]" if title else asked.label

    def held(self, field: Field, options: OptionSource, key: str) -> Any:
        """The deepest level that lies under those above it; what was chosen under another one is void."""
        known = _known(field, options)
        if any(crossed(f"{key}:{level}") for level in range(_depth(known))):
            return NOTHING
        if f"{key}:0" not in st.session_state:
            return super().held(field, options, key)
        at: str | None = None
        for level in range(_depth(known)):
            chosen = st.session_state.get(f"{key}:{level}")
            if chosen not in known or known[chosen].parent != (at or ""):
                break
            at = chosen
        return at

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        known = _known(field, options)
        above = {o.parent for o in known.values()} if getattr(field, "deepest", False) else set()
        return [field.show(k, options, lang) for k in known if k not in above]

    def least(self, field: Field, lang: str) -> int:
        return 160


def _known(field: Field, options: OptionSource) -> Mapping[str, Option]:
    return options.choices(field.options) if isinstance(field, CascadeField) else {}


def _depth(known: Mapping[str, Option]) -> int:
    return max((len(path_to(known, k)) for k in known), default=1)
