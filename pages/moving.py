"""办理中的办件: open cases are moved to another version, tried first, with the way back."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.context import actor, office, say, t
from pages.menu import page as page_file
from pages.parts import address, html
from pages.parts.frame import crumbs
from pages.parts.moving_cases import draw_cases
from pages.parts.moving_jobs import draw_jobs
from pages.parts.moving_map import draw_map
from pages.parts.moving_state import TOLD, Plan, planned
from pages.parts.told import told
from workflows import editing, moving
from workflows.moving import Running

THEME = Path(__file__).parent / "theme"


def page() -> None:
    st.html(THEME / "definitions.css")
    procedure = address.word("procedure")
    crumbs(t("shell.page.definitions"), t("shell.page.moving"))
    st.html(html.head(t("shell.page.moving"), note=t("moving.note")))
    known = {v.version_id: v for v in editing.versions(office(), actor(), procedure)}
    if not known:
        st.html(html.notice(t("moving.no_procedure"), tone="bad"))
        return
    st.page_link(
        page_file("definitions"), label=t("moving.to_definition"), icon=":material/arrow_back:",
        query_params={"part": f"procedure/{procedure}"},
    )  # fmt: skip
    told(TOLD)
    draw_jobs(procedure)
    _choose(procedure, known)


def _choose(procedure: str, known: dict[int, editing.VersionRow]) -> None:
    newest = next(iter(known))
    running = {r.version_id: r for r in moving.running(office(), actor(), procedure)}
    old = [v for v in running if v != newest]
    if not old:
        done = bool(running) and len(known) > 1
        st.html(html.notice(t("moving.none"), t("moving.all_newest" if done else "moving.none_note")))
        return
    with st.container(border=True, key="card_moving_choose", gap="small"):
        st.html(html.section(t("moving.which"), t("moving.which_note")))
        with st.container(horizontal=True, gap="small"):
            before = st.selectbox(t("moving.from"), old, key="move_from", format_func=lambda v: _told(running[v]))
            others = [v for v in known if known[v].number > running[before].number]
            after = st.selectbox(
                t("moving.to"), others, key="move_to",
                format_func=lambda v: t("def.version", number=known[v].number),
            )  # fmt: skip
            states = {k: (title, n) for k, title, n in running[before].states}
            wanted = st.multiselect(
                t("moving.states"), list(states), key=f"move_states_{before}", placeholder=t("moving.all_states"),
                format_func=lambda k: t("moving.state_count", state=say(states[k][0]), count=states[k][1]),
            )  # fmt: skip
    plan = planned(procedure, before, after, tuple(wanted))
    if isinstance(plan, Plan):
        draw_map(plan)
        draw_cases(plan)
    else:
        st.html(html.notice(say(plan.message), tone="bad"))


def _told(row: Running) -> str:
    return t("moving.version_count", number=row.number, count=row.count)


page()
