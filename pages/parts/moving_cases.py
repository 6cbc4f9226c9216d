"""The dry run, case by case, and beginning the move."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.moving_state import TOLD, Plan, kept
from pages.parts.table import Column, table
from pages.parts.told import tell
from workflows import moving
from workflows.engine.types import Refusal
from workflows.moving import SHOWN, Dry


def draw_cases(plan: Plan) -> None:
    """A table of what would become of the cases; moving them once somebody says why."""
    with st.container(border=True, key="card_moving_dry", gap="small"):
        page = f"{plan.key}_page"
        first = SHOWN * int(st.session_state.get(page, 0))
        found = moving.dry_run(office(), actor(), plan.choice, plan.to, plan.mapping, now(), offset=first)
        if isinstance(found, Refusal):
            st.html(html.section(t("moving.dry"), t("moving.dry_waits")))
            return
        stay = sum(bool(d.refused) for d in found.cases)
        shown = {"shown": len(found.cases), "count": found.count, "stay": stay}
        st.html(html.section(t("moving.dry"), t("moving.dry_note", **shown)))
        if found.cases:
            draw_dry(f"dry_{plan.key}", found.cases)
        _turn(page, first, found.count)
        _begin(plan, found.count)


def _turn(page: str, first: int, count: int) -> None:
    """The cases before and behind, where there are more than one page of them."""
    if count <= SHOWN and not first:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="moving_turn"):
        st.html(html.muted(t("moving.page", first=first + 1, last=min(first + SHOWN, count), count=count)),
                width="stretch")  # fmt: skip
        for by, icon, there in ((-1, "chevron_left", first > 0), (1, "chevron_right", first + SHOWN < count)):
            st.button(t(f"moving.page.{'back' if by < 0 else 'on'}"), key=f"moving_turn_{by}", disabled=not there,
                      icon=f":material/{icon}:", on_click=_to, args=(page, first // SHOWN + by))  # fmt: skip


def _to(page: str, number: int) -> None:
    st.session_state[page] = number


def draw_dry(key: str, cases: Sequence[Dry]) -> None:
    """What would become of each case, as a table."""
    columns = [
        Column("case", t("moving.col_case"), "two", "36%"),
        Column("state", t("moving.col_state"), "text", "16%"),
        Column("what", t("moving.col_what"), "said"),
    ]  # fmt: skip
    table(key, columns, [_row(d) for d in cases], t("moving.dry"))


def _row(dry: Dry) -> dict[str, object]:
    to = say(dry.state) if dry.state == dry.to else f"{say(dry.state)} → {say(dry.to)}"
    said: list[tuple[str, ...]] = [(t("moving.stays"), "bad", say(m)) for m in dry.refused]
    if not said:
        said = [(t("moving.moves"), "ok", *(say(m) for m in dry.lines))]
    return {"id": str(dry.case), "case": (dry.number or f"#{dry.case}", say(dry.title)), "state": to, "what": said}


def _begin(plan: Plan, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("moving.why"), key="move_why", placeholder=t("moving.why_hint"))
        st.button(
            t("moving.begin", count=count), type="primary", icon=":material/move_down:", key="move_begin",
            disabled=not count, on_click=_go, args=(plan,),
        )  # fmt: skip


def _go(plan: Plan) -> None:
    why = st.session_state.get("move_why", "")
    done = moving.begin(office(), actor(), plan.choice, plan.to, kept(plan), why, now())
    if isinstance(done, Refusal):
        tell(TOLD, done)
        return
    st.session_state["move_why"] = ""
    tell(TOLD, t("moving.begun"))
