"""Recurring reports on the page of a case: each period with its day, its light, and its report."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, lang, now, office, t
from pages.parts import dates, html
from pages.parts.case_clock import days_table
from pages.parts.go import go
from pages.parts.html import Lamp
from pages.parts.table import Column, table
from workflows.cases.view import CaseView
from workflows.clocks.duties import Occurrence
from workflows.clocks.reports import DutyView, case_duties, entry_duties

SHOWN = 24
"""Periods of a duty that are listed, the newest first; every missing one besides."""


def draw_duties(view: CaseView) -> None:
    """A card with every duty that has begun; nothing where there is none."""
    if view.bundle.procedure.duties:
        duty_cards(case_duties(office(), actor(), view.id, now()))


def draw_entry_duties(entry: int) -> None:
    """The same for an entry of a register."""
    duty_cards(entry_duties(office(), actor(), entry, now()))


def duty_cards(found: list[DutyView]) -> None:
    """The duties of a case or of an entry, each in a card."""
    for each in found:
        with st.container(border=True, key=f"card_duty_{each.key}", gap="small"):
            note = t("duty.missing", count=each.missing) if each.missing else t("duty.none_missing")
            st.html(html.section(t("duty.title", duty=each.title), note))
            _periods(each)


def _periods(shown: DutyView) -> None:
    columns = [
        Column("period", t("duty.period"), "text", "34%"), Column("due", t("duty.due"), "date", "120px"),
        Column("light", t("duty.light"), "light"), Column("report", t("duty.report"), "act", "120px"),
    ]  # fmt: skip
    listed = [o for n, o in enumerate(shown.occurrences) if n < SHOWN or o.missing]
    pressed = table(f"duty_{shown.key}", columns, [_row(o) for o in listed], t("duty.title", duty=shown.title))
    opened = next((o.report for o in listed if o.first.isoformat() == pressed.opened and o.report), None)
    if opened is not None:
        go("case", case=opened)
    if st.button(t("clock.how"), key=f"how_duty_{shown.key}", type="tertiary", icon=":material/calendar_month:"):
        st.dialog(t("clock.how_title", clock=shown.title), width="medium")(_how)(shown)


def _how(shown: DutyView) -> None:
    """How the day of a period came about; first that of the oldest that is missing, else of the newest."""
    missing = [n for n, o in enumerate(shown.occurrences) if o.missing]
    names = [t("duty.from_to", first=o.first.isoformat(), last=o.last.isoformat()) for o in shown.occurrences]
    at = st.selectbox(
        t("duty.period"), range(len(names)), index=missing[-1] if missing else 0, format_func=lambda n: names[n],
        key=f"how_period_{shown.key}",
    )  # fmt: skip
    lines = tuple(shown.explain(shown.occurrences[at or 0]))
    with st.container(height=460 if len(lines) > 14 else "content", border=False, key="how_days"):
        st.html(days_table(lines))


def _row(each: Occurrence) -> dict[str, object]:
    return {
        "id": each.first.isoformat(),
        "period": t("duty.from_to", first=each.first.isoformat(), last=each.last.isoformat()),
        "due": each.due.isoformat(), "light": _light(each), "report": t("duty.open") if each.report else "",
    }  # fmt: skip


def _light(each: Occurrence) -> tuple[Lamp, str, str]:
    if each.reported_on is not None:
        day = dates.near(each.reported_on, office().today(now()), lang())
        return "none", t("duty.reported_late" if each.late else "duty.reported"), day
    lamps: dict[str | None, Lamp] = {"green": "green", "yellow": "amber", "red": "red"}
    return lamps.get(each.light, "none"), t("duty.is_missing" if each.missing else "duty.to_come"), ""
