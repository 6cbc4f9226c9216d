"""What did not go out of the office: for administrators, with the reason and the way to send it again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.outbox.failures import Failure, failures, send_again

PLACE = "inbox_failed"
_TURN = "inbox_failed_turn"


def draw_failed() -> None:
    """The failed deliveries, to be ticked."""
    found, total = failures(office(), actor(), now())
    with st.container(border=True, key="card_failed", gap="small"):
        st.html(html.section(t("inbox.total", count=total), t("inbox.failed_note")))
        told(PLACE)
        if not found:
            st.html(html.empty(t("inbox.failed_none"), t("inbox.failed_none_note")))
            return
        bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
        turn = st.session_state.get(_TURN, 0)
        rows = [_row(f) for f in found]
        pressed = table(f"failed_{turn}", _columns(), rows, t("shell.page.inbox"), choose=t("inbox.tick"))
        with bar:
            ids = [int(i) for i in pressed.chosen]
            st.button(t("inbox.again"), key="inbox_again", disabled=not ids, on_click=_again, args=(ids,))
            st.html(html.muted(t("inbox.again_hint")))


def _columns() -> list[Column]:
    return [
        Column("what", t("inbox.what"), "two"),
        Column("to", t("inbox.to"), "two", "18%"),
        Column("channel", t("inbox.channel"), "two", "12%"),
        Column("why", t("inbox.why"), "text", "28%"),
        Column("next", t("inbox.next_at"), "two", "14%"),
    ]


def _row(failure: Failure) -> dict[str, Any]:
    zone, today = office().zone, office().today(now())
    coming = dates.moment(failure.next_at, zone, today) if failure.next_at else t("inbox.given_up")
    return {
        "id": str(failure.id),
        "what": (say(failure.subject), failure.case),
        "to": (failure.person, failure.address),
        "channel": (t(f"inbox.channel.{failure.channel}"), dates.moment(failure.at, zone, today)),
        "why": say(failure.error) if failure.error else "—",
        "next": (coming, t("inbox.tried", count=failure.attempts)),
    }


def _again(ids: list[int]) -> None:
    """Those that can be; what went out meanwhile is left alone."""
    refused = [r for r in (send_again(office(), actor(), i, now()) for i in ids) if r is not None]
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    tell(PLACE, refused[0] if len(refused) == len(ids) else t("inbox.sent_again", count=len(ids) - len(refused)))
