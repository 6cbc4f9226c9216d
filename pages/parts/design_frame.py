"""What all designers of a part share: the part of the address is opened, drawn or begun; its head, the ways back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import address, html
from pages.parts.design_state import back, forward
from pages.parts.frame import crumbs
from pages.parts.go import HOMES, go
from workflows.designing import Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal

THEME = Path(__file__).parents[1] / "theme"
D = TypeVar("D")
KINDS = ("procedure", "form", "section", "list", "register", "board", "statistics", "paper")


class Designed(Protocol):
    """Whatever is on a desk as a draft that is changed step by step."""

    @property
    def name(self) -> str: ...

    @property
    def draft(self) -> Opened: ...

    @property
    def looked(self) -> Looked: ...

    @property
    def reach(self) -> Reach: ...


def open_here(
    slug: str, kinds: tuple[str, ...], words: str, load: Callable[[str], D | Opened | Refusal],
    draw: Callable[[D], None], begin: Callable[[], None], styles: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """The part of the address on its desk; without one, or for one that is not there, a new one is begun.

    `words` is the family of `….unreadable` and `….gone`. What is there and cannot be drawn is mended as JSON.
    """
    for style in ("definitions", "editor", "design", *styles):
        st.html(THEME / f"{style}.css")
    name = address.word("part")
    kind, _, key = name.partition("/")
    crumbs(t("shell.page.definitions"), t(f"shell.page.{slug}"))
    if key and kind in KINDS and kind not in kinds:
        go(HOMES.get(kind, "definitions"), part=name)
    found = load(name) if kind in kinds and key else None
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
    elif isinstance(found, Opened):
        st.html(html.notice(t(f"{words}.unreadable" if found.text else f"{words}.gone"), tone="bad"))
        if found.text:
            to_json(name)
        else:
            begin()
    elif found is None:
        begin()
    else:
        draw(found)


def head(
    desk: Designed, title: Text | str, prefix: str = "dz",
    before: Callable[[], object] | None = None, after: Callable[[], object] | None = None,
) -> None:  # fmt: skip
    """Its title, whether it is a draft and sound, one step back and forward; `before` and `after` these two more."""
    errors = sum(f.blocks for f in desk.looked.findings)
    chips = html.chip(t("design.draft") if desk.draft.saved_at else t("design.published"), "idle")
    chips += html.chip(t("design.errors", count=errors) if errors else t("design.checked"), "bad" if errors else "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dz_bar"):
        st.html(html.head(say(title) if isinstance(title, Text) else title, chips), width="stretch")
        if before is not None:
            before()
        st.button(t("design.undo"), key=f"{prefix}_undo", icon=":material/undo:", disabled=not desk.reach.back,
                  on_click=back, args=(desk.name,), help=t("design.undo_help"))  # fmt: skip
        st.button(t("design.redo"), key=f"{prefix}_redo", icon=":material/redo:", disabled=not desk.reach.forward,
                  on_click=forward, args=(desk.name,), help=t("design.redo_help"))  # fmt: skip
        if after is not None:
            after()
        to_json(desk.name)


def to_json(name: str) -> None:
    """The way to its text."""
    st.page_link(page_file("definitions"), label=t("design.to_json"), icon=":material/data_object:",
                 query_params={"part": name})  # fmt: skip
