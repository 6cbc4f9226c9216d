"""The head of the builder: the title of the board, who may see it, steps back and forward, saving, its history."""

from __future__ import annotations

import streamlit as st

from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.build_history import draw_history
from pages.parts.build_state import Editing, change, editing, keep, refused
from pages.parts.build_text import draw_text
from pages.parts.go import go
from pages.parts.told import tell
from workflows.boards import drafting, made
from workflows.boards.made import Saved, Sharing
from workflows.engine.types import Refusal
from workflows.office import ADMIN, holds

TITLE = "build_title"


def draw_head(found: Editing) -> None:
    """Title and sharing; below them what becomes of what was done."""
    with st.container(border=True, key="card_build_head", gap="small"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="build_head"):
            with st.container(width=440):
                draw_text(TITLE, t("build.board_title"), found.board.title, _rename)
            _sharing(found)
            st.space("stretch")
            if not found.new:
                if st.button(t("build.history"), icon=":material/history:", key="build_history", type="tertiary"):
                    st.dialog(t("build.history_title"), width="large")(draw_history)(found)
                if st.button(t("build.done"), icon=":material/monitoring:", key="build_done", type="tertiary"):
                    go("board", board=found.of.name)
            _deleting(found)
        _saving(found)


def _saving(found: Editing) -> None:
    """Back, forward, what is not saved yet, and saving it under a note."""
    draft, back = found.draft, found.draft.back if found.draft else 0
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="build_saving"):
        st.button(
            "", key="build_undo", icon=":material/undo:", type="tertiary", help=t("build.undo"), disabled=not back,
            on_click=_undo,
        )  # fmt: skip
        st.button(
            "", key="build_redo", icon=":material/redo:", type="tertiary", help=t("build.redo"),
            disabled=not found.forward, on_click=_redo,
        )  # fmt: skip
        if draft is None:
            st.html(html.muted(t("build.is_saved")), width="stretch")
            return
        kept = t("build.kept", at=dates.moment(draft.at, office().zone, office().today(now())), count=max(back, 1))
        st.html(f'<p class="muted unsaved">{html.e(kept)}</p>', width="stretch")
        if not found.new:
            st.button(t("build.drop"), key="build_drop", type="tertiary", on_click=_drop)
        st.text_input(
            t("build.note"), key="build_note", placeholder=t("build.note"), label_visibility="collapsed", width=240,
            max_chars=drafting.NOTE,
        )  # fmt: skip
        st.button(
            t("build.save"), key="build_save", type="primary", icon=":material/save:", on_click=_save,
            disabled=not any(True for _ in found.board.charts),
        )  # fmt: skip


def _undo() -> None:
    drafting.undo(office(), actor(), address.word("board"))


def _redo() -> None:
    drafting.redo(office(), actor(), address.word("board"))


def _drop() -> None:
    drafting.drop(office(), actor(), address.word("board"))


def _save() -> None:
    outcome = drafting.save(office(), actor(), address.word("board"), st.session_state.get("build_note", ""), now())
    if isinstance(outcome, Saved):
        st.session_state["build_note"] = ""
        tell("build", t("build.saved"), t("build.saved_note"))
    else:
        refused(outcome)


def _rename(title: Text | None) -> None:
    if title is not None:
        change(lambda board: board.model_copy(update={"title": title}))


def _sharing(found: Editing) -> None:
    offered = ["own", "roles", *(["public"] if holds(actor(), ADMIN) or found.of.sharing == "public" else [])]
    asked = st.session_state.get("_build_roles")
    st.session_state["build_sharing"] = "roles" if asked else found.of.sharing if found.of.sharing in offered else "own"
    st.selectbox(
        t("build.sharing"), offered, format_func=lambda s: t(f"build.sharing_{s}"), key="build_sharing", width=190,
        on_change=_share, help=t("build.sharing_help"),
    )  # fmt: skip
    if st.session_state["build_sharing"] == "roles":
        roles = {k: r.title for kit in found.builder.kits for k, r in kit.procedure.roles.items()}
        st.session_state["build_roles"] = [r for r in found.of.roles if r in roles]
        st.multiselect(
            t("build.roles"), list(roles), format_func=lambda r: say(roles[r]), key="build_roles", width=260,
            on_change=_share_with, placeholder=t("build.roles_none"),
        )  # fmt: skip


def _share() -> None:
    wanted: Sharing = st.session_state["build_sharing"]
    st.session_state["_build_roles"] = wanted == "roles"
    found = editing(address.word("board"))
    if found is not None and wanted != "roles":  # with whom is asked next
        keep(found, found.board, wanted, ())


def _share_with() -> None:
    found, roles = editing(address.word("board")), tuple(st.session_state["build_roles"])
    st.session_state["_build_roles"] = False
    if found is not None:
        keep(found, found.board, "roles" if roles else "own", roles)


def _deleting(found: Editing) -> None:
    with st.popover(t("build.delete_board"), icon=":material/delete:", key="build_delete", type="tertiary"):
        st.html(html.muted(t("build.delete_sure" if not found.new else "build.delete_new")))
        if st.button(t("build.delete_yes"), key="build_delete_yes", type="primary"):
            _delete(found)


def _delete(found: Editing) -> None:
    key = found.of.made or ""
    outcome = None if found.new else made.delete(office(), actor(), key, now())
    if isinstance(outcome, Refusal):
        st.html(html.notice(say(outcome.message), "", "bad"))
        return
    drafting.drop(office(), actor(), key)
    go("board")
