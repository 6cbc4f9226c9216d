"""Files that belong to a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import streamlit as st

from forms.fields import Field
from forms.fields.attachment import AttachmentField, without_doubles
from forms.text import Message
from pages.context import say, t
from pages.parts import html
from pages.parts.file_preview import draw_files
from pages.widgets.base import Asked, Widget, widget


@widget("attachment")
class AttachmentWidget(Widget):
    """The files that are there, each with a way to open and to take it away, and a place to drop more.

    Every file reaches the server, also one that is too large or of another kind: what the browser refuses by itself
    it says in a hint only, and forgets as soon as another file of the same handful was taken.
    """

    in_grid: ClassVar[bool] = False

    def draw(self, asked: Asked) -> None:
        files = asked.value if isinstance(asked.value, list) else []
        turn = f"{asked.key}:{len(files)}:{st.session_state.get(f'{asked.key}:turn', 0)}"
        with st.container(key=f"files_{turn}", gap=None):
            st.file_uploader(
                asked.label, accept_multiple_files=True, key=turn, on_change=self._came, args=(asked, files, turn),
                help=asked.tip,
            )  # fmt: skip
            st.html(html.muted(_limits(asked.field)))
        _refused(st.session_state.get(f"{asked.key}:refused", ()))
        draw_files(files, asked.key, away=lambda left: self._away(asked, left))

    def _away(self, asked: Asked, left: list[Any]) -> None:
        asked.save(left)

    def _came(self, asked: Asked, files: list[Any], turn: str) -> None:
        came = st.session_state.get(turn) or []
        if came and asked.keep:
            kept = [asked.keep(f.getvalue(), f.name) for f in came]
            left, doubles = without_doubles(files, [k for k in kept if isinstance(k, Mapping)])
            if len(left) > len(files):
                asked.save(left)
            twice = [Message("form.file_twice", {"name": name, "known": known}) for name, known in doubles]
            st.session_state[f"{asked.key}:refused"] = [*(k for k in kept if isinstance(k, Message)), *twice]
            st.session_state[f"{asked.key}:turn"] = st.session_state.get(f"{asked.key}:turn", 0) + 1


def _limits(field: Field) -> str:
    """What may be dropped: the box itself knows only the largest file that there may be at all."""
    if not isinstance(field, AttachmentField):
        return ""
    words = t("form.files_limits", kinds=[k.upper() for k in field.accept], mb=field.max_mb, files=field.max_files)
    return words if field.max_total_mb is None else words + t("form.files_total", mb=field.max_total_mb)


def _refused(why: Iterable[Message]) -> None:
    """Which files of the last handful were not taken, and why; it stays until the next."""
    sentences = "<br>".join(html.e(say(each)) for each in why)
    if sentences:
        st.html(html.notice(t("form.files_refused"), tone="bad", body_html=sentences))
