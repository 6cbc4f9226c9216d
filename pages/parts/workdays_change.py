"""Changing the table of working days: paste a notice or name local days, see what moves, confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.clocks import holidays
from workflows.clocks.holidays import Local, Preview
from workflows.clocks.moving import Move
from workflows.engine.types import Refusal

PENDING, CARD, NOTICE, LOCAL = "_workdays_pending", "workdays", "workdays_notice", "workdays_local"
SHOWN = 100
"""Due dates listed before somebody confirms."""


@dataclass(frozen=True)
class Pending:
    """What somebody wants to change and has not confirmed yet."""

    kind: str  # notice | local | revoke
    what: Any
    shown: Preview


def propose(kind: str, what: Any, found: Preview | Refusal, place: str) -> None:
    """Keep what somebody wants, to be shown over the page; or say why it cannot be."""
    if isinstance(found, Refusal):
        tell(place, found)
    else:
        st.session_state[PENDING] = Pending(kind, what, found)


def pending() -> None:
    """What would change, over the page, with the two ways on; what came of it afterwards."""
    told(CARD)
    wanted: Pending | None = st.session_state.get(PENDING)
    if wanted is not None:
        st.dialog(t(f"workdays.pending.{wanted.kind}"), width="large", on_dismiss=_forget)(_body)(wanted)


def _body(wanted: Pending) -> None:
    if st.session_state.get(PENDING) is not wanted:
        st.rerun()
    shown = wanted.shown
    st.html(html.section(shown.title))
    _doubts(shown)
    _days(shown)
    _moves(shown)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("workdays.cancel"), key="workdays_cancel", type="tertiary", on_click=_forget)
        st.button(t("workdays.confirm"), key="workdays_confirm", type="primary", on_click=_confirm, args=(wanted,))


def _doubts(shown: Preview) -> None:
    if shown.doubts:
        st.html(html.told(t("workdays.doubts"), "\n".join(say(d) for d in shown.doubts), warning=True))


def _days(shown: Preview) -> None:
    words = [_day(c) for c in shown.changed]
    title = t("workdays.changes", count=len(words)) if words else t("workdays.changes_none")
    st.html(html.part(title, t("clock.comma").join(words)))
    if shown.whole:
        st.html(html.muted(t("workdays.whole", year=shown.year)))


def _day(changed: holidays.Changed) -> str:
    day = f"{changed.day.isoformat()} {dates.weekday(changed.day, lang())}"
    return t("workdays.becomes_work" if changed.works else "workdays.becomes_off", day=day)


def _moves(shown: Preview) -> None:
    found, data = shown.moves.found, {"count": len(shown.moves.found), "looked": shown.moves.looked}
    words = t("workdays.moves", **data) if found else t("workdays.moves_none", looked=shown.moves.looked)
    st.html(html.part(words, t("workdays.moves_more") if shown.moves.more else ""))
    if found:
        columns = [
            Column("case", t("workdays.case"), "two"), Column("clock", t("workdays.clock"), "text", "26%"),
            Column("before", t("workdays.before"), "date", "130px"),
            Column("after", t("workdays.after"), "date", "130px"),
        ]  # fmt: skip
        table("workdays_moves", columns, [_row(n, m) for n, m in enumerate(found[:SHOWN])], t("workdays.due_dates"))


def _row(number: int, move: Move) -> dict[str, Any]:
    return {
        "id": number, "case": (say(move.title), move.number or ""),
        "clock": say(move.clock) if move.clock else t("workdays.campaign"),
        "before": _date(move.before), "after": _date(move.after),
    }  # fmt: skip


def _date(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _confirm(pending: Pending) -> None:
    done: Any
    if pending.kind == "notice":
        done = holidays.confirm_notice(office(), actor(), pending.what, now())
    elif pending.kind == "local":
        done = holidays.add_local(office(), actor(), pending.what, now())
    else:
        done = holidays.revoke(office(), actor(), pending.what, now())
    _forget()
    tell(CARD, done if isinstance(done, Refusal) else t("workdays.done"), t("workdays.done_note"))
    if pending.kind == "notice" and not isinstance(done, Refusal):
        st.session_state["workdays_text"] = ""


def _forget() -> None:
    st.session_state.pop(PENDING, None)


def notice_card() -> None:
    """The box for the text of a notice."""
    with st.container(border=True, key="card_notice", gap="small"):
        st.html(html.section(t("workdays.paste"), t("workdays.paste_note")))
        st.text_area(t("workdays.text"), key="workdays_text", height=220, placeholder=t("workdays.text_hint"))
        st.button(t("workdays.look"), key="workdays_look", on_click=_look)
        told(NOTICE)


def _look() -> None:
    text = st.session_state.get("workdays_text") or ""
    propose("notice", text, holidays.preview_notice(office(), actor(), text, now()), NOTICE)


def local_card(places: dict[str, str]) -> None:
    """The fields of days of one district, or of the whole office."""
    named = {"": t("workdays.office"), **places}
    with st.container(border=True, key="card_local", gap="small"):
        st.html(html.section(t("workdays.local_title"), t("workdays.local_note")))
        with st.container(horizontal=True, gap="small"):
            st.selectbox(t("workdays.place"), list(named), format_func=lambda d: named[d], key="local_place")
            st.segmented_control(
                t("workdays.kind"), ("off", "work"), format_func=lambda k: t(f"workdays.{k}"), default="off",
                key="local_kind",
            )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.date_input(t("workdays.first"), value=None, key="local_first", format="YYYY-MM-DD")
            st.date_input(t("workdays.last"), value=None, key="local_last", format="YYYY-MM-DD")
        st.text_input(t("workdays.occasion"), key="local_occasion", max_chars=60)
        st.text_input(t("workdays.basis"), key="local_basis", max_chars=200)
        st.button(t("workdays.look"), key="local_look", on_click=_look_local)
        told(LOCAL)


def _look_local() -> None:
    state = st.session_state
    first = state.get("local_first")
    if first is None:
        tell(LOCAL, t("workdays.no_first"))
        return
    local = Local(
        state.get("local_place") or "", first, state.get("local_last") or first, state.get("local_kind") == "work",
        state.get("local_occasion") or "", state.get("local_basis") or "",
    )  # fmt: skip
    propose("local", local, holidays.preview_local(office(), actor(), local, now()), LOCAL)
