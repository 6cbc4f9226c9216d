"""视图: the saved views of a list, which one is looked at, and keeping what is looked at as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import address, html, view_address
from pages.parts.told import tell, told
from pages.parts.view_dialog import MANAGED, draw_managed
from pages.widgets import plain
from workflows.engine.types import Refusal
from workflows.views import service
from workflows.views.model import LONGEST, REGISTER, SIZES, Seen, View

CARD, MENU = "views", "views_menu"


def draw_view_bar(here: View) -> Seen | None:
    """The menu of views, with what can be done with the one that is looked at; gives that one."""
    mine = service.views(office(), actor(), here.kind)
    found = next((s for s in mine if s.id == address.word(view_address.NAME)), None)
    changed = found is not None and _differs(found.view, here)
    label = plain(_called(found)) + (t("views.changed") if changed else "") if found else t("views.menu")
    box = st.popover(label, icon=":material/bookmarks:", key=MENU, on_change="rerun")
    if box.open:
        with box:
            told(CARD)
            _list(mine, found)
            _keep(here, found, changed)
    if st.session_state.get(MANAGED):
        draw_managed(here.kind, mine)
    return found


def _called(found: Seen) -> str:
    return say(found.view.title)


def _differs(view: View, here: View) -> bool:
    return view.address() != here.address()


def _list(mine: list[Seen], found: Seen | None) -> None:
    groups = (
        ("views.own", [s for s in mine if s.mine]), ("views.shared", [s for s in mine if not s.mine and not s.fixed]),
        ("views.fixed", [s for s in mine if s.fixed]),
    )  # fmt: skip
    if not mine:
        st.html(html.muted(t("views.none")))
    for code, some in groups:
        if some:
            st.html(html.muted(t(code)))
            for each in some:
                icon = ":material/check:" if found is not None and each.id == found.id else ":material/bookmark:"
                owner = f" :gray[{plain(each.owner)}]" if not each.mine and each.owner else ""
                st.button(
                    f"{plain(_called(each))}{owner}", icon=icon, key=f"go_view_{each.id}", type="tertiary",
                    width="stretch", on_click=show, args=(each,),
                )  # fmt: skip


def show(found: Seen) -> None:
    """The address shows a view, and the menu closes."""
    st.session_state[MENU] = False
    address.write({**found.view.address(), view_address.NAME: found.id})


def _keep(here: View, found: Seen | None, changed: bool) -> None:
    """Keeping what is looked at: in its place, or under a new name."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            t("views.new"), key="views_new", max_chars=LONGEST, width=220, placeholder=t("views.new_hint"),
        )  # fmt: skip
        st.button(t("views.save_as"), key="views_save_as", type="primary", on_click=_save_as, args=(here, found))
    with st.container(horizontal=True, gap="xsmall"):
        if found is not None and found.mine and changed:
            st.button(t("views.save"), key="views_save", on_click=_save, args=(here, found))
        if found is not None and changed:
            st.button(t("views.restore"), key="views_restore", type="tertiary", on_click=show, args=(found,))
        st.button(t("views.manage"), key="views_manage", type="tertiary", icon=":material/tune:", on_click=_manage)


def _manage() -> None:
    st.session_state[MANAGED], st.session_state[MENU] = True, False


def _save_as(here: View, found: Seen | None) -> None:
    title = str(st.session_state.get("views_new") or "")
    bulk = found.view.bulk if found else None
    kept = service.keep(office(), actor(), replace(here, title=Text(zh=title), bulk=bulk), now())
    if isinstance(kept, Refusal):
        tell(CARD, kept)
        return
    st.session_state["views_new"], st.session_state[MENU] = "", False
    tell(CARD, t("views.saved", title=title))
    address.write({**here.address(), view_address.NAME: kept})


def _save(here: View, found: Seen) -> None:
    view = replace(here, title=found.view.title, bulk=found.view.bulk)
    kept = service.keep(office(), actor(), view, now(), found.id)
    tell(CARD, kept if isinstance(kept, Refusal) else t("views.saved", title=_called(found)))
    address.write({**here.address(), view_address.NAME: found.id})


def draw_columns(offered: Mapping[str, str], usual: tuple[str, ...]) -> None:
    """Which columns the list has, in which order."""
    chosen = [k for k in view_address.columns() if k in offered]
    box = st.popover(t("views.columns"), icon=":material/view_column:", key="columns", on_change="rerun")
    if not box.open:
        return
    with box:
        st.session_state["columns_chosen"] = chosen or [k for k in usual if k in offered]
        st.multiselect(
            t("views.columns_in_order"), list(offered), format_func=offered.__getitem__, key="columns_chosen",
            width=420, max_selections=service.MOST_COLUMNS, placeholder=t("views.columns_add"), on_change=_columns,
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.session_state["columns_size"] = view_address.size()
            st.selectbox(t("views.size"), SIZES, key="columns_size", width=120, on_change=_size)
            usual_ones = {view_address.COLUMNS: None}
            st.button(
                t("views.columns_usual"), key="columns_usual", type="tertiary", on_click=view_address.change,
                kwargs=usual_ones,
            )  # fmt: skip


def _columns() -> None:
    view_address.change(**{view_address.COLUMNS: ",".join(st.session_state["columns_chosen"])})


def _size() -> None:
    size = st.session_state["columns_size"]
    view_address.change(**{view_address.SIZE: size if size != SIZES[0] else None})


def draw_gone(found: Seen | None, gone: list[str]) -> None:
    """What a view speaks of that is there no longer; the rest is shown."""
    if found is not None and gone:
        what = t("shell.and").join(gone)
        st.html(html.notice(t("views.gone", title=_called(found), what=what), t("views.gone_note")))


def page_of(kind: str) -> str:
    """The page on which a kind of view is shown."""
    return "register" if kind == REGISTER else "cases"
