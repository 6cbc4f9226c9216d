"""Rights as a table that is painted: state × role × field group; what differs from the last version is ringed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from forms.fields import registry
from forms.json_text import step
from pages.context import say, t
from pages.parts import html
from pages.parts.flow_state import FlowDesk, act, rename
from workflows.bundle import group_of
from workflows.flow import RIGHTS, Cell, Paint, Put, RemoveGroup, limited, matrix
from workflows.flow.places import GROUP
from workflows.model.naming import EVERY

HERE = Path(__file__).parent
KEY, ROLES = "flow_rights", "flow_rights_roles"
WIDE = 26  # columns that are shown at once without being asked for
_mounted: list[Any] = []


def draw_rights(desk: FlowDesk) -> None:
    """The table, of which roles it is, and the field groups that it speaks of."""
    now, before = matrix(desk.procedure), matrix(desk.published) if desk.published else {}
    changed = {c for c, right in now.items() if before.get(c, "hidden") != right} if before else set()
    told = t("flow.rights_changed", count=len(changed)) if changed else t("flow.rights_same")
    st.html(html.section(t("flow.rights_title"), told if desk.published else t("flow.rights_new")))
    roles = _roles(desk, changed)
    _component()(key=KEY, data=_data(desk, now, changed, roles), on_act_change=lambda: painted(desk))
    _groups(desk)


def _roles(desk: FlowDesk, changed: set[Cell]) -> list[str]:
    """The roles that are shown: all of them where that fits, else those that are chosen."""
    every = list(desk.procedure.roles)
    few = max(1, WIDE // max(1, len(desk.procedure.main.groups)))
    st.session_state.setdefault(ROLES, every if len(every) <= few else every[:few])
    st.session_state[ROLES] = [r for r in st.session_state[ROLES] if r in every] or every[:1]
    marked = {role for _, role, _ in changed}
    chosen = st.pills(
        t("flow.rights_which"), every, selection_mode="multi", key=ROLES,
        format_func=lambda r: say(desk.title("role", r)) + (" ◆" if r in marked else ""),
    )  # fmt: skip
    return [r for r in every if r in chosen] or every[:1]


def _data(desk: FlowDesk, now: dict[Cell, Any], changed: set[Cell], roles: Sequence[str]) -> dict[str, Any]:
    some = limited(desk.procedure)
    groups = list(desk.procedure.main.groups)

    def seen(cell: Cell) -> tuple[int, int, int]:
        return RIGHTS.index(now[cell]), int(cell in changed), int(cell in some)

    cells = [[[seen((s, r, g)) for g in groups] for r in roles] for s in desk.procedure.states]
    return {
        "states": [[k, say(s.title)] for k, s in desk.procedure.states.items()],
        "roles": [[r, say(desk.title("role", r))] for r in roles], "groups": groups, "cells": cells,
        "chosen": desk.key if desk.kind == "state" else "", "rights": list(RIGHTS),
        "signs": [t(f"flow.right.{r}") for r in RIGHTS], "names": [t(f"flow.right_word.{r}") for r in RIGHTS],
        "words": {w: t(f"flow.{w}") for w in ("rights_title", "rights_note", "right_changed", "right_limited")}
        | {"turn": t("flow.brush.turn")},
    }  # fmt: skip


def painted(desk: FlowDesk) -> None:
    """Paints what came from the table, as one step."""
    wire = st.session_state[KEY]["act"] or {}
    right, given = wire.get("right"), wire.get("cells")
    listed = given if isinstance(given, Sequence) and not isinstance(given, str) else ()
    cells: list[Cell] = [(str(c[0]), str(c[1]), str(c[2])) for c in listed if isinstance(c, Sequence) and len(c) == 3]
    if right in RIGHTS and cells:
        act(desk.name, Paint(tuple(cells), right))


def _component() -> Any:
    if not _mounted:
        _mounted.append(
            st.components.v2.component(
                "desk_rights",
                html='<div class="rt"></div>',
                css=(HERE / "flow_rights.css").read_text(encoding="utf-8"),
                js=(HERE / "flow_rights.js").read_text(encoding="utf-8"),
            )
        )
    return _mounted[0]


def _groups(desk: FlowDesk) -> None:
    """The field groups: which fields are in which, and those that are in none."""
    groups = desk.procedure.main.groups
    valued = [p for p, f in desk.form.by_path.items() if registry[f.type].valued]
    lost = [p for p in valued if group_of(groups, p) is None]
    with st.expander(t("flow.groups"), expanded=bool(lost), key="fw_groups"):
        st.caption(t("flow.groups_note"))
        if lost:
            st.html(f'<p class="dz-bad">{html.e(t("flow.group_missing", fields=[_title(desk, p) for p in lost]))}</p>')
            with st.container(horizontal=True, gap="xsmall"):
                for name in groups:
                    put = Put(_at(name), [*groups[name], *_tops(lost)])
                    st.button(t("flow.group_put", group=name), key=f"fw_group_put:{name}", type="tertiary",
                              on_click=act, args=(desk.name, put))  # fmt: skip
        for name, paths in groups.items():
            _group(desk, name, paths, valued)
        _new_group(desk)


def _group(desk: FlowDesk, name: str, paths: Sequence[str], valued: Sequence[str]) -> None:
    key, title = f"fw_group:{desk.name}:{name}", f"fw_group_name:{desk.name}:{name}"
    st.session_state[key], st.session_state[title] = list(paths), name
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"fw_group_row:{name}"):
        st.text_input(t("flow.group_name"), key=title, width=160, max_chars=24, label_visibility="collapsed",
                      on_change=lambda: rename(desk, GROUP, name, st.session_state[title]))  # fmt: skip
        st.multiselect(
            t("flow.group_fields", group=name), list(dict.fromkeys([EVERY, *valued, *paths])), key=key,
            format_func=lambda p: _title(desk, p), placeholder=t("design.choose_some"), label_visibility="collapsed",
            on_change=lambda: act(desk.name, Put(_at(name), st.session_state[key])),
        )  # fmt: skip
        st.button("", key=f"fw_group_gone:{name}", icon=":material/delete:", type="tertiary", on_click=act,
                  args=(desk.name, RemoveGroup(name)), help=t("flow.group_gone", group=name))  # fmt: skip


def _new_group(desk: FlowDesk) -> None:
    key = "fw_group_new"

    def add() -> None:
        name = str(st.session_state[key]).strip()
        if name and name not in desk.procedure.main.groups:
            act(desk.name, Put(_at(name), []))
        st.session_state[key] = ""

    st.text_input(t("flow.groups"), key=key, on_change=add, placeholder=t("flow.group_new"), max_chars=24,
                  label_visibility="collapsed")  # fmt: skip


def _at(group: str) -> str:
    return step("/forms/main/groups", group)


def _tops(paths: Sequence[str]) -> list[str]:
    """Without what lies in a table that is there itself."""
    return [p for p in paths if not any(p.startswith(f"{q}.") for q in paths)]


def _title(desk: FlowDesk, path: str) -> str:
    return t("flow.group_others") if path == EVERY else say(desk.title("path", path))
