"""Who changed a board: each saved version with what it changed, in words, and the way back to it."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.build_state import Editing, editing, keep
from workflows.boards import made
from workflows.boards.differences import differences
from workflows.boards.made import Change
from workflows.model.boards import Board


def draw_history(found: Editing) -> None:
    """What is not saved yet, then the versions, newest first."""
    changes = made.history(office(), actor(), found.of.made or "")
    if found.draft is not None and changes:
        _entry(t("build.history_now"), "", _told(changes[0].board, found.board))
    for n, change in enumerate(changes):
        before = changes[n + 1].board if n + 1 < len(changes) else None
        _version(change, before, last=n == len(changes) - 1, restorable=n > 0 or found.draft is not None)


def _version(change: Change, before: Board | None, *, last: bool, restorable: bool) -> None:
    at = dates.moment(change.at, office().zone, office().today(now()))
    sharing = t(f"build.sharing_{change.sharing}")
    title = t("build.history_line", at=at, by=change.by, sharing=sharing)
    if change.board is None:
        _entry(title, change.note, [t("build.history_deleted")])
        return
    first = [t("build.history_first", count=sum(1 for _ in change.board.charts))]
    told = first if last else _told(before, change.board)
    _entry(title, change.note, told)
    if restorable:
        key = f"build_restore_{change.number}"
        if st.button(t("build.restore"), key=key, icon=":material/settings_backup_restore:", type="tertiary"):
            _restore(change)
            st.rerun()


def _entry(title: str, note: str, told: list[str]) -> None:
    lines = "".join(f"<li>{html.e(line)}</li>" for line in told or [t("build.history_same")])
    words = f'<p class="note">{html.e(note)}</p>' if note else ""
    st.html(f'<div class="version"><b>{html.e(title)}</b>{words}<ul>{lines}</ul></div>')


def _told(before: Board | None, after: Board) -> list[str]:
    if before is None:
        return [t("build.history_again")]
    with office().db.read() as session:
        return [say(m) for m in differences(office(), session, actor(), now(), before, after)]


def _restore(change: Change) -> None:
    """The version as a step that can be saved, or taken back."""
    found = editing(address.word("board"))
    if found is not None and change.board is not None:
        keep(found, change.board, change.sharing, change.roles)
