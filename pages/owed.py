"""定期报送: what is owed in the whole office, missing first; the address holds what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from forms.text import Message, Text
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.chosen import choosing
from pages.parts.export_button import draw_export
from pages.parts.frame import crumbs
from pages.parts.go import go
from pages.parts.html import Lamp
from pages.parts.table import Column, table
from workflows.clocks.owed import MOST, ONLY, OPEN, SOON, Asked, Owed, Report, owed

SHOWN = 200
"""Reports listed; the workbook has all of them."""
_LAMPS: dict[str | None, Lamp] = {"green": "green", "yellow": "amber", "red": "red"}


def page() -> None:
    asked = Asked.read(address.given())
    crumbs(t("shell.section.lists"), t("shell.page.owed"))
    st.html(html.head(t("shell.page.owed"), note=t("owed.note")))
    found = owed(office(), actor(), asked, now())
    with st.container(border=True, key="card_filters", gap="small"):
        _filters(asked, found)
    with st.container(border=True, key="card_owed", gap="small"):
        _bar(asked, found)
        if found.more:
            st.html(html.notice(say(Message("owed.more", {"most": MOST}))))
        if found.reports:
            _table(found)
        else:
            st.html(html.empty(t(f"owed.none_{found.only}"), _elsewhere(found)))


def _elsewhere(found: Owed) -> str:
    """What there is where one did not look."""
    if not found.counts[OPEN]:
        return t("owed.none_note")
    return t("owed.none_but", soon=found.counts[SOON], open=found.counts[OPEN])


def _filters(asked: Asked, found: Owed) -> None:
    with st.grid(4, min_column_width=180, vertical_alignment="bottom"):
        st.segmented_control(
            t("owed.only"), format_func=lambda o: t(f"owed.only_{o}", count=found.counts[o]),
            **choosing("only", ONLY, found.only),
        )  # fmt: skip
        organisations = {str(k): v for k, v in found.organisations.items()}
        chosen = str(asked.organisation) if asked.organisation is not None else ""
        _select("procedure", found.procedures, asked.procedure)
        _select("district", found.districts, asked.district)
        _select("organisation", organisations, chosen)


def _select(name: str, options: Mapping[str, Text], chosen: str) -> None:
    keys, widget = ["", *options], f"owed_{name}"
    if chosen not in keys:
        keys.append(chosen)
    names = {"": t("owed.any"), **{k: say(v) for k, v in options.items()}}
    st.session_state[widget] = chosen
    st.selectbox(
        t(f"owed.{name}"), keys, format_func=lambda k: names.get(k, k), key=widget, on_change=_choose,
        args=(name, widget),
    )  # fmt: skip


def _choose(name: str, widget: str) -> None:
    address.change(**{name: st.session_state[widget]})


def _bar(asked: Asked, found: Owed) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        total = len(found.reports)
        note = t("owed.first", shown=SHOWN) if total > SHOWN else ""
        st.html(html.section(t("owed.total", count=total), note), width="stretch")
        draw_export("owed", {**asked.params(), "only": found.only}, total, filled=False)


def _table(found: Owed) -> None:
    english = lang() == "en"
    columns = [
        Column("what", t("owed.what"), "two"),
        Column("duty", t("owed.duty"), "two", "24%"),
        Column("place", t("owed.where"), "two", "20%"),
        Column("due", t("owed.due"), "date", "128px" if english else "112px"),
        Column("light", t("owed.standing"), "light", "176px" if english else "144px"),
    ]
    pressed = table("owed", columns, [_row(r, found) for r in found.reports[:SHOWN]], t("shell.page.owed"))
    opened = next((r for r in found.reports if r.id == pressed.opened), None)
    if opened is not None and opened.case is not None:
        go("case", case=opened.case)
    if opened is not None:
        go("register", entry=opened.entry)


def _row(r: Report, found: Owed) -> dict[str, Any]:
    period = t("duty.from_to", first=r.period.first.isoformat(), last=r.period.last.isoformat())
    place, whose = found.districts.get(r.district), found.organisations.get(r.organisation or 0)
    late = t("clock.late_workday", left=r.late) if r.period.light == "red" else ""
    today = office().today(now())
    return {
        "id": r.id,
        "what": (say(r.title), " · ".join(p for p in (r.number, say(r.procedure_title)) if p)),
        "duty": (say(r.duty), period),
        "place": (say(place) if place else "—", say(whose) if whose else ""),
        "due": dates.near(r.period.due, today, lang()),
        "light": (_LAMPS.get(r.period.light, "none"), say(Message(f"owed.light.{r.period.light}")), late),
    }


page()
