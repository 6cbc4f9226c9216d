"""Everything that was taken into the table of working days, with the way back."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import dates, html
from pages.parts.table import Column, table
from pages.parts.workdays_change import CARD, propose
from workflows.clocks import holidays
from workflows.clocks.holidays import Kept


def kept_card(places: dict[str, str]) -> None:
    """Notices and local days, the newest first; one that still counts may be taken back."""
    found = holidays.kept(office())
    with st.container(border=True, key="card_kept", gap="small"):
        st.html(html.section(t("workdays.kept"), t("workdays.kept_note")))
        if not found:
            st.html(html.empty(t("workdays.kept_none"), t("workdays.kept_none_note")))
            return
        columns = [
            Column("title", t("workdays.what"), "two"), Column("place", t("workdays.place"), "text", "16%"),
            Column("days", t("workdays.days"), "text", "34%"), Column("added", t("workdays.added"), "two", "18%"),
            Column("state", t("workdays.state"), "chip", "100px"),
        ]  # fmt: skip
        table("workdays_kept", columns, [_row(k, places) for k in found], t("workdays.kept"))
        _back([k for k in found if k.revoked_at is None])


def _row(kept: Kept, places: dict[str, str]) -> dict[str, object]:
    at = dates.moment(kept.added_at, office().zone, office().today(now()))
    standing = (t("workdays.counts"), "") if kept.revoked_at is None else (t("workdays.taken_back"), "end")
    place = places.get(kept.district, t("workdays.office")).strip()
    return {
        "id": kept.id, "title": (kept.title, kept.basis), "place": place,
        "days": _days(kept), "added": (kept.added_by, at), "state": standing,
    }  # fmt: skip


def _days(kept: Kept) -> str:
    off = [d for d, works in kept.days if not works]
    work = [f"{d:%m-%d}" for d, works in kept.days if works]
    parts = [t("workdays.off_days", count=len(off))] if off else []
    parts += [t("workdays.work_days", days=work)] if work else []
    return " · ".join(parts)


def _back(found: list[Kept]) -> None:
    if not found:
        return
    named = {k.id: f"{k.title}（{k.year}）" for k in found}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(t("workdays.which"), list(named), format_func=lambda i: named[i], key="workdays_which")
        st.button(t("workdays.take_back"), key="workdays_back", on_click=_take_back, args=(chosen,))


def _take_back(notice: int) -> None:
    propose("revoke", notice, holidays.preview_revoke(office(), actor(), notice, now()), CARD)
