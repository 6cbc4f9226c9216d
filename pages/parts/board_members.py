"""Members of a campaign: a list of them, and how one of them stands, with its cases and entries."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as e
from typing import Any

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.board_open import Opened, leave, turn_to
from pages.parts.board_pages import draw_page
from pages.parts.table import Column, table
from workflows.boards import roll
from workflows.boards.figure import Line, Members

FEW = 5  # cases or entries of one district


def draw_lines(key: str, lines: Sequence[Line], note: Message) -> None:
    """Some members as a table; a row opens its case, where there is none that one may see, how the member stands."""
    columns = [
        Column("who", t("register.district")),
        Column("how", t("board.page.how_far")),
        *([Column("number", t("board.page.number"), "text", "24%")] if any(line.number for line in lines) else []),
        Column("on", t("board.page.since"), "date", "66px" if all(map(_this_year, lines)) else "100px"),
        Column("light", t("board.page.time"), "light", "92px"),
    ]
    label = t("board.members" if lines[0].missing else "board.label.declared")
    pressed = table(key, columns, [_row(line) for line in lines], label).opened
    chosen = next((line for line in lines if line.key == pressed), None)
    if chosen is not None and chosen.case is not None:
        leave("case", case=chosen.case)
    if chosen is not None:
        turn_to(Opened(t("board.page.standing", name=chosen.name, how=chosen.how), note, chosen.listing))


def _row(line: Line) -> dict[str, Any]:
    return {
        "id": line.key,
        "who": say(line.name),
        "how": say(line.how),
        "number": line.number,
        "on": (f"{line.on:%m-%d}" if _this_year(line) else line.on.isoformat()) if line.on else "",
        "light": (_lamp(line), say(line.time), ""),
    }


def _this_year(line: Line) -> bool:
    return line.on is None or line.on.year == office().today(now()).year


def _lamp(line: Line) -> html.Lamp:
    if line.late:
        return "red"
    return dates.lamp(line.closes, office().today(now())) if line.missing and line.closes else "none"


def draw_list(of: Members, note: Message) -> None:
    """The members that a number counts."""
    lines = roll.find(office(), actor(), of, now())
    if lines:
        draw_lines("board_members", lines, note)
    else:
        st.html(html.empty(t("board.list.none"), t("board.list.none_note")))


def draw_about(of: Members) -> None:
    """How districts stand in a campaign, and what there is of them otherwise."""
    found = roll.about(office(), actor(), of, now())
    if found is None:
        return
    st.html(html.muted(t("board.about.note", campaign=found.campaign, closes=found.closes.isoformat())))
    for line in found.lines:
        st.html(html.facts(_facts(line, len(found.lines) > 1)))
    if not found.lines:
        st.html(html.muted(t("board.about.no_member")))
    st.html(html.section(t("board.about.cases"), t("board.about.cases_note")))
    draw_page(found.cases, "board_about_cases", FEW, (t("board.about.no_cases"), ""), "secondary")
    for register, query in found.entries:
        st.html(html.section(say(register.register.called), t("board.about.entries_note")))
        draw_page(query, f"board_about_{register.id}", FEW, (t("board.about.no_entries"), ""), "secondary")


def _facts(line: Line, named: bool) -> list[tuple[str, str]]:
    name = [(t("register.district"), e(say(line.name)))] if named else []
    since = e(dates.near(line.on, office().today(now()), lang())) if line.on else "—"
    light = html.light(_lamp(line), say(line.time))
    how = e(say(line.how))
    return [*name, (t("board.page.how_far"), how), (t("board.about.since"), since), (t("board.page.time"), light)]
