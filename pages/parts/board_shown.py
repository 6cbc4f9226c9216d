"""Which board is looked at, and what it came to: worked out once per visit, so that a press on it does not wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from pages.context import actor, now, office
from pages.parts import address
from pages.parts.visit import visit
from workflows.boards import made
from workflows.boards.evaluate import DrawnBoard, drawn
from workflows.boards.offered import Offered

CAMPAIGN = "c_"
"""Prefix of what the address says for a procedure."""
KEPT = timedelta(seconds=60)
_DRAWN = "_board_drawn"


def offered() -> list[Offered]:
    """The boards that may be opened."""
    with office().db.read() as session:
        return made.offered(office(), session, actor(), now())


def chosen(boards: list[Offered]) -> Offered | None:
    """The board of the address; without one the first that is of several procedures, else the first."""
    named = next((b for b in boards if b.name == address.word("board")), None)
    return named or max(boards, key=lambda b: len(b.procedures), default=None)


def shown(boards: list[Offered]) -> DrawnBoard | None:
    """The chosen board for the day, scope and campaigns of the address."""
    of = chosen(boards)
    if of is None:
        return None
    campaigns = {k.removeprefix(CAMPAIGN): v for k, v in address.given().items() if k.startswith(CAMPAIGN)}
    asked = (visit(), actor().id, of.board, address.day("on"), address.word("scope"), campaigns)
    return kept(asked) or _worked_out(asked)


def kept(asked: tuple[Any, ...]) -> DrawnBoard | None:
    """What was worked out for the same question a moment ago."""
    before: tuple[Any, datetime, DrawnBoard] | None = st.session_state.get(_DRAWN)
    return before[2] if before and before[0] == asked and now() - before[1] < KEPT else None


def _worked_out(asked: tuple[Any, ...]) -> DrawnBoard:
    _, _, board, on, scope, campaigns = asked
    with office().db.read() as session:
        found = drawn(office(), session, actor(), board, on, scope, now(), campaigns)
    st.session_state[_DRAWN] = (asked, now(), found)
    return found
