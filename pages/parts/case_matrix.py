"""联合审查 of many rows as a matrix: a line per row, a column per participant, and what they said in its cell."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from pages.context import say, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.case_said import counted, drawn, marks, outcome, shown, state, titled, when, words
from pages.parts.opinion_dialog import ask_opinion
from pages.parts.table import Column, table
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView

MANY, COLUMNS, SHOWN = 6, 5, 20
"""More rows than these become a matrix, unless that had more participants; so many lines are drawn at first."""


def fits(each: RoundView) -> bool:
    """Whether a round is better read as a matrix."""
    return len(each.about) > MANY and len(_roles(each)) <= COLUMNS


def _roles(each: RoundView) -> list[str]:
    """Who is asked about any row, in the order in which they are."""
    return list(dict.fromkeys(say(a.role) for about in each.about for a in shown(about)))


def draw_matrix(view: CaseView, each: RoundView) -> None:
    """The rows that were chosen; one that is opened asks for one's own opinion, or shows all that was said."""
    rows = _which(view, each)
    key, roles = f"matrix_{view.id}_{each.key}_{each.visit}", _roles(each)
    all_of_them = st.session_state.get(f"{key}_all", False)
    some = rows if all_of_them else rows[:SHOWN]
    columns = [Column("row", t("round.row"), "two", "34%"), *(Column(r, r, "said") for r in roles)]
    pressed = table(key, columns, [_line(view, each, about) for about in some], say(each.round.title))
    if len(rows) > len(some):
        st.button(
            t("round.rest", count=len(rows) - len(some)), key=f"{key}_rest", type="tertiary", width="stretch",
            on_click=partial(st.session_state.update, {f"{key}_all": True}),
        )  # fmt: skip
    if pressed.opened:
        _open(view, each, next(a for a in some if _id(a) == pressed.opened))


def _which(view: CaseView, each: RoundView) -> list[About]:
    """All, those that wait for the person, those that somebody has still to answer."""
    found = {
        "all": list(each.about),
        "mine": [a for a in each.about if any(x.mine and not x.given for x in a.asked)],
        "open": [a for a in each.about if not a.complete],
    }
    kinds = [k for k, rows in found.items() if k == "all" or 0 < len(rows) < len(each.about)]
    if len(kinds) == 1:
        return found["all"]
    key = f"matrix_of_{view.id}_{each.visit}"
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = "all"
    chosen = st.segmented_control(
        t("round.row"), kinds, key=key, format_func=lambda k: t(f"round.rows_{k}", count=len(found[k])),
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return found[chosen or "all"]


def _id(about: About) -> str:
    return about.row


def _line(view: CaseView, each: RoundView, about: About) -> dict[str, Any]:
    stands = join((counted(about), *outcome(view, each, about)))
    line: dict[str, Any] = {"id": _id(about), "row": (titled(about), stands)}
    for asked in shown(about):
        role = say(asked.role)
        line[role] = [*line.get(role, ()), _cell(view, each, asked)]
    return line


def _cell(view: CaseView, each: RoundView, asked: Asked) -> tuple[str, ...]:
    """The opinion in one word and how it is drawn, who gave it and when, and what they wrote."""
    whose = say(asked.whose) if asked.whose else ""
    small = join((whose, asked.person, when(asked), *marks(asked)))
    return (*state(each.form, asked, view.options), *([small] if small else []), *words(each.form, asked, view.options))


def _open(view: CaseView, each: RoundView, about: About) -> None:
    mine = next((a for a in about.asked if a.mine), None)
    if mine is not None:
        ask_opinion(view.id, mine)
        return

    def told() -> None:
        st.html(drawn(view, each, about))

    st.dialog(html.e(titled(about)), width="medium")(told)()
