"""One entry of a register: its fields, its rows, and by which case it came in."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.case_children import draw_entry_children
from pages.parts.case_duties import draw_entry_duties
from pages.parts.go import go
from pages.parts.register_revisions import draw_revisions
from pages.parts.table import Column, Kind, table
from workflows.address import FIRST
from workflows.registers.by_case import ByCase
from workflows.registers.entry import EntryView, Table, rows

PIECE = 50
_KINDS: dict[str, Kind] = {
    "uscc": "code", "integer": "num", "decimal": "num", "money": "num", "percent": "num",
    "date": "date", "month": "date",
}  # fmt: skip


def draw_entry(found: EntryView) -> None:
    """The whole page of an entry."""
    st.button(t("register.back"), icon=":material/arrow_back:", type="tertiary", key="entry_back", on_click=_back)
    over = found.until is not None and found.until <= office().today(now())
    mark = html.chip(t("register.was_in"), "end") if over else html.chip(t("register.is_in"))
    public = "" if found.of.register.public else html.chip(t("register.not_public"), "idle")
    note = f"{say(found.of.register.called)}　{say(found.district)}"
    st.html(html.head(found.title, mark + public, note))
    with st.container(border=True, key="card_facts"):
        st.html(html.facts(_facts(found)))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="entry_ways"):
            _cases(found)
            _as_of()
    for each in found.tables:
        with st.container(border=True, key=f"card_table_{each.key.encode().hex()[:24]}", gap="small"):
            _table(found, each)
    draw_entry_children(found.id)
    draw_entry_duties(found.id)
    draw_revisions(found)
    if found.others:
        _others(found)


def _as_of() -> None:
    """The day as of which the entry is shown, today if none is chosen."""
    today = office().today(now())
    on = min(address.day("on") or today, today)
    st.session_state["entry_on"] = on
    st.date_input(
        t("register.on"), min_value=FIRST, max_value=today, format="YYYY-MM-DD", key="entry_on", width=180,
        on_change=_choose_day,
    )  # fmt: skip


def _choose_day() -> None:
    address.change(on=st.session_state["entry_on"])


def _back() -> None:
    address.change("entry")


def _facts(found: EntryView) -> list[tuple[str, str]]:
    fields = [(say(title), e(say(value)) or "—") for title, value in found.fields]
    until = found.until.isoformat() if found.until else "—"
    reason = f"<small>{e(found.out_reason)}</small>" if found.out_reason else ""
    return [*fields, (t("register.since"), found.since.isoformat()), (t("register.until"), e(until) + reason)]


def _cases(found: EntryView) -> None:
    """By which cases it came and went, as far as they may be seen."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="stretch"):
        for name, by in (("came_by", found.came_by), ("went_by", found.went_by)):
            if by is not None:
                _case(name, by)
        if found.came_by is None:
            st.html(html.muted(t("register.came_hidden")))


def _case(name: str, by: ByCase) -> None:
    label = t(f"register.{name}", case=by.called)
    if st.button(label, type="tertiary", icon=":material/description:", key=f"entry_{name}", help=say(by.title)):
        go("case", case=by.id)


def _table(found: EntryView, each: Table) -> None:
    hexed = each.key.encode().hex()[:24]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = t("register.rows", total=f"{each.total:,}", unit=each.unit)
        st.html(html.section(say(each.title), words), width="stretch")
        text = st.text_input(
            t("register.rows_find"), key=f"rows_find_{found.id}_{hexed}", placeholder=t("register.rows_find"),
            icon=":material/search:", label_visibility="collapsed", width=240, persist_state="session",
        )  # fmt: skip
    place = f"_rows_at_{found.id}_{hexed}_{text}"
    after = st.session_state.get(place, 0)
    page = rows(office(), actor(), found.id, each.key, now(), after=after, limit=PIECE, text=text.strip())
    if not page.lines:
        st.html(html.empty(t("register.rows_none"), t("register.rows_none_note") if text else ""))
        return
    own = [Column(f"c{i}", say(title), _KINDS.get(kind, "text")) for i, (_, title, kind) in enumerate(each.columns)]
    columns = [Column("n", "#", "num", "64px"), *own]
    lines = [{"id": str(n), "n": str(n), **{f"c{i}": v for i, v in enumerate(cells)}} for n, cells in page.lines]
    table(f"rows_{found.id}_{hexed}", columns, lines, say(each.title))
    _turning(place, page.previous, page.next)


def _turning(place: str, previous: int | None, following: int | None) -> None:
    if previous is None and following is None:
        return
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        for name, at in (("before", previous), ("after", following)):
            st.button(
                t(f"register.page_{name}"), key=f"{place}_{name}", disabled=at is None, on_click=_turn, args=(place, at)
            )


def _turn(place: str, at: int) -> None:
    st.session_state[place] = at


def _others(found: EntryView) -> None:
    with st.container(border=True, key="card_others", gap="xsmall"):
        st.html(html.section(t("register.others"), t("register.others_note")))
        for other in found.others:
            until = other.until.isoformat() if other.until else t("register.today")
            words = t("register.span", since=other.since.isoformat(), until=until)
            st.button(words, type="tertiary", key=f"other_{other.id}", on_click=_open, args=(other.id,))


def _open(entry_id: int) -> None:
    address.change(entry=entry_id)
