"""关联查询: an entry of a register, or another case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from forms.fields import Field, Option
from forms.fields.lookup import LookupField
from forms.text import Text
from pages.context import say, t
from pages.parts import html
from pages.widgets.base import NOTHING, Asked, Widget, plain, widget


@widget("lookup")
class LookupWidget(Widget):
    """What was chosen, with the way to it and whether it has changed since; a search and its first hits to choose from.

    Nothing of it is held by the browser: a hit is saved when it is pressed.
    """

    def draw(self, asked: Asked) -> None:
        field = asked.field
        if not isinstance(field, LookupField) or asked.sources is None:
            super().draw(asked)
            return
        if isinstance(asked.value, Mapping):
            self._chosen(asked, field, asked.value)
        else:
            self._search(asked, field)

    def _chosen(self, asked: Asked, field: LookupField, value: Mapping[str, Any]) -> None:
        now = asked.sources.now(field, value) if asked.sources else None
        address = asked.sources.address(value) if asked.sources and now is not None else ""
        st.markdown(f":small[{asked.label}]")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            title = f"[{plain(value['title'])}]({address})" if address else plain(value["title"])
            about = t("form.looked_up", key=value["key"], day=value["as_of"])
            st.markdown(f"{title}　:gray[:small[{plain(about)}]]", width="stretch")
            st.button(
                t("form.look_up_again"), key=f"{asked.key}:away", type="tertiary", icon=":material/search:",
                on_click=self._away, args=(asked,),
            )  # fmt: skip
        self._changed(asked, field, value, now)

    def _changed(self, asked: Asked, field: LookupField, value: Mapping[str, Any], now: Option | None) -> None:
        if now is None:
            st.html(html.muted(t("form.source_gone")))
            return
        differ = field.differs(value, now)
        if not differ:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f":orange[:small[{plain(t('form.source_changed', fields=self._titles(asked, differ)))}]]")
            st.button(
                t("form.take_again"), key=f"{asked.key}:again", type="tertiary", icon=":material/sync:",
                on_click=self._take, args=(asked, field, now),
            )  # fmt: skip

    def _titles(self, asked: Asked, keys: list[str]) -> list[Text]:
        return [asked.titles.get(k, Text(zh=k)) for k in keys]

    def _search(self, asked: Asked, field: LookupField) -> None:
        key = f"{asked.key}:find"
        written = "" if asked.value is None else str(asked.value)  # a text that came by a file or a paste
        hint = say(field.hint) if field.hint else t("form.look_up_hint")
        text = st.text_input(
            asked.label, written, key=key, placeholder=hint, on_change=self._sought, args=(asked,), help=asked.tip
        )
        hits = asked.sources.search(field, text) if asked.sources and text else []
        if not hits:
            st.html(html.muted(t("form.no_hits" if text else "form.look_up_note")))
            return
        st.selectbox(
            t("form.hits"), hits, index=None, key=f"{asked.key}:hit",
            format_func=lambda o: o.title.say(asked.lang) + (f"（{o.key}）" if o.key != o.title.zh else ""),
            placeholder=t("form.hits_found", count=len(hits)), label_visibility="collapsed",
            on_change=self._hit, args=(asked, field),
        )  # fmt: skip

    def _sought(self, asked: Asked) -> None:
        """A key that is typed in full is chosen at once; anything else is looked for."""
        typed = str(st.session_state.get(f"{asked.key}:find") or "")
        if isinstance(asked.field.normal(typed, asked.options), Mapping):
            self._save(asked, typed)
        elif asked.value is not None and not typed:
            self._save(asked, None)

    def _hit(self, asked: Asked, field: LookupField) -> None:
        chosen = st.session_state.get(f"{asked.key}:hit")
        if chosen is not None and asked.sources:
            now = asked.sources.now(field, {"id": chosen.data["id"], "key": chosen.key})
            if now is not None:
                self._take(asked, field, now)

    def _take(self, asked: Asked, field: LookupField, now: Option) -> None:
        if asked.save(field.taken(now, asked.options.on)):
            for part in ("find", "hit"):
                st.session_state.pop(f"{asked.key}:{part}", None)

    def _away(self, asked: Asked) -> None:
        asked.save(None)

    def held(self, field: Field, options: Any, key: str) -> Any:
        return NOTHING

    def least(self, field: Field, lang: str) -> int:
        return 160
