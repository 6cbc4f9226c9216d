"""The limits of a case beside it: light, due date and what is left; and how each date came about, day by day."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.basis import unfolding
from pages.parts.html import Lamp
from workflows.cases.view import CaseView
from workflows.clocks.explain import Line
from workflows.clocks.reckon import Reading
from workflows.clocks.service import ClockView, case_clocks

_LAMPS: dict[str | None, Lamp] = {"green": "green", "yellow": "amber", "red": "red"}


def draw_clocks(view: CaseView) -> None:
    """A card with every clock that has begun; nothing where there is none."""
    found = case_clocks(office(), actor(), view.id, now()) if view.bundle.procedure.clocks else []
    if not found:
        return
    with st.container(border=True, key="card_clocks", gap="small"):
        st.html(html.section(t("clock.card")))
        for each in found:
            _one(view, each)


def _one(view: CaseView, shown: ClockView) -> None:
    found = shown.reading
    lamp = "pause" if found.status == "paused" and found.light is None else _LAMPS.get(found.light, "none")
    lit = html.light(lamp, words(found), small(found))
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<div class="clock"><small>{e(say(shown.title))}</small></div>', width="stretch")
            if st.button(t("clock.how"), key=f"how_{found.key}", type="tertiary", icon=":material/calendar_month:"):
                st.dialog(t("clock.how_title", clock=shown.title), width="medium")(_lines)(view, shown)
        st.html(f'<div class="clock">{lit}</div>')


def words(found: Reading) -> str:
    """What is left, or how it stands."""
    kind = "workday" if found.clock.unit == "workday" else "day"
    if found.status == "ended":
        return t("clock.ended_late" if found.late else "clock.ended")
    if found.status == "paused" and not found.late:
        return t(f"clock.paused_{kind}", left=max(found.left, 0))
    if found.clock.minimum:
        return t("clock.over") if found.left < 0 else t(f"clock.passes_{kind}", left=found.left)
    if found.left == 0:
        past = found.due is not None and found.due < office().today(now())
        return t("light.past" if past else "light.today")
    return t(f"clock.late_{kind}" if found.left < 0 else f"clock.left_{kind}", left=abs(found.left))


def small(found: Reading) -> str:
    """The due date, whether it is provisional, and by how much it was extended."""
    today = office().today(now())
    parts = [t("clock.due", day=dates.near(found.due, today, lang()))] if found.due else []
    parts += [t("light.provisional")] if found.provisional else []
    parts += [t("clock.extended", count=found.run.extended)] if found.run.extended else []
    return " · ".join(parts)


def _lines(view: CaseView, shown: ClockView) -> None:
    found = shown.reading
    bundle = view.bundle
    st.html(html.muted(t(f"clock.rule_{found.clock.unit}", limit=found.limit)))
    st.html(unfolding(bundle.procedure.sources, found.clock.basis, bundle.policies))
    with st.container(height=460 if len(shown.lines) > 14 else "content", border=False, key="how_days"):
        st.html(days_table(shown.lines))


def days_table(lines: tuple[Line, ...]) -> str:
    """Each day with whether it counts and why."""
    heads = "".join(f"<th>{e(t(f'clock.column.{name}'))}</th>" for name in ("day", "counts", "why"))
    rows = "".join(_row(line) for line in lines)
    return f'<table class="diff days"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(line: Line) -> str:
    day = f"{line.day.isoformat()} {dates.weekday(line.day, lang())}"
    if line.last != line.day:
        day = f"{line.day.isoformat()} — {line.last.isoformat()}"
    counts = t("clock.counts") if line.counts else t("clock.counts_not")
    why = t("clock.comma").join(say(w) for w in line.why)
    cells = "".join(f"<td>{e(cell)}</td>" for cell in (day, counts, why))
    return f'<tr class="{"counts" if line.counts else "same"}">{cells}</tr>'
