"""Files on a page: each with a small picture, its name and a larger look in a dialog. For every field that holds files.

`draw_files(files, key, away=…)` lists them; the page calls `draw_preview()` once, after everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages import context
from pages.context import t
from pages.parts import html
from workflows.attachments import unscanned
from workflows.files.kinds import PICTURED
from workflows.files.previews import MOST_PAGES, pages

_OPEN = "file_preview"
_MB = 1024 * 1024
Element = Mapping[str, Any]
"""An element of the value of a field with files: hash, name, size, kind."""


def draw_files(
    files: Sequence[Element],
    key: str,
    away: Callable[[list[Element]], None] | None = None,
    titles: Sequence[str] = (),
) -> None:
    """The files one under the other; with `away` each can be removed, which calls it with those that are left.

    `titles` say to which field each belongs, where they are of several.
    """
    for number, file in enumerate(files):
        box = f"file_{_plain(key)}_{number}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=box):
            title = html.muted(titles[number]) if titles else ""
            st.html(f"{thumb(file)}<div>{title}{_name(file)}</div>", width="stretch")
            if has_picture(file):
                st.button(
                    t("form.preview"), key=f"{key}:look:{number}", type="tertiary", icon=":material/visibility:",
                    on_click=partial(_show, files, number),
                )  # fmt: skip
            if away:
                left = [f for n, f in enumerate(files) if n != number]
                st.button(
                    t("form.take_away"), key=f"{key}:away:{number}", type="tertiary", icon=":material/close:",
                    on_click=partial(away, left),
                )  # fmt: skip


def thumb(file: Element) -> str:
    """The first page of a file, small; its kind in letters where there is no picture."""
    kind = html.e(str(file.get("kind", "")).upper())
    if not has_picture(file):
        return f'<span class="thumb">{kind}</span>'
    return f'<span class="thumb"><img src="{_address(file, 1, "small")}" alt="{kind}" loading="lazy"></span>'


def has_picture(file: Element) -> bool:
    """Whether a file can be looked at without opening it."""
    return file.get("kind") in PICTURED


def draw_preview() -> None:
    """The dialog with the file that is being looked at, if any."""
    if st.session_state.get(_OPEN):
        st.dialog(t("form.preview_title"), width="large", on_dismiss=_close)(_body)()


def _show(files: Sequence[Element], number: int) -> None:
    seen = [f for f in files if has_picture(f)]
    st.session_state[_OPEN] = {"files": seen, "at": seen.index(files[number]), "page": 1}


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _body() -> None:
    """One page, the ways to the others, and to the other files of the field."""
    opened = st.session_state.get(_OPEN)
    if not opened:
        st.rerun()
    file = opened["files"][opened["at"]]
    count = min(pages(context.office().files, file["hash"]) or 1, MOST_PAGES)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_name(file), width="stretch")
        if len(opened["files"]) > 1:
            _turn("at", -1, opened["at"] > 0, "form.preview_file_before")
            _turn("at", 1, opened["at"] + 1 < len(opened["files"]), "form.preview_file_after")
    if count > 1:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _turn("page", -1, opened["page"] > 1, "wizard.previous")
            st.html(html.muted(t("form.preview_page", page=opened["page"], pages=count)), width="content")
            _turn("page", 1, opened["page"] < count, "wizard.next")
    alt = html.e(f"{file['name']} {opened['page']}")
    st.html(f'<img class="sheet" src="{_address(file, opened["page"], "large")}" alt="{alt}">')


def _turn(what: str, by: int, may: bool, words: str) -> None:
    def do() -> None:
        opened = st.session_state.get(_OPEN)
        if opened:
            st.session_state[_OPEN] = {**opened, "page": 1, **{what: opened[what] + by}}

    icon = ":material/chevron_left:" if by < 0 else ":material/chevron_right:"
    st.button(t(words), key=f"preview_{what}_{by}", icon=icon, disabled=not may, on_click=do, type="tertiary")


def _name(file: Element) -> str:
    """The name as a way to the file, its size, and whether nobody has looked for viruses in it."""
    size = file.get("size", 0)
    words = f"{size / _MB:.1f} MB" if size >= 100_000 else f"{size / 1024:.0f} KB"
    key, name = html.e(str(file.get("hash", ""))), html.e(str(file.get("name", "")))
    mark = html.chip(t("form.unscanned"), "bad") if len(key) == 64 and unscanned(context.office(), key) else ""
    link = f'<a href="/files/{key}" target="_blank" rel="noopener">{name}</a>'
    return f'<span class="filed">{link} <small>{html.e(words)}</small> {mark}</span>'


def _address(file: Element, page: int, size: str) -> str:
    return f"/preview/{html.e(str(file.get('hash', '')))}?page={page}&amp;size={size}"


def _plain(key: str) -> str:
    """A key as a class of the page can bear it."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):x}" for c in key)
