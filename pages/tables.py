"""统计报表: a table of a period for a scope, in the official layout. `?table=…&period=2026-Q1&scope=…` says which."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import address, board_list, html, statistics_table
from pages.parts.annual_report import draw_annual
from pages.parts.ask import for_role
from pages.parts.go import go
from pages.parts.picture import print_buttons
from pages.parts.statistics_acts import draw_state
from workflows.engine.types import Refusal
from workflows.office import ADMIN, holds
from workflows.statistics.excel import workbook
from workflows.statistics.layout import Printed, printed
from workflows.statistics.offered import Offered, offered
from workflows.statistics.plain import plain
from workflows.statistics.sheet import sheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page() -> None:
    asked = (address.word("table"), address.word("scope"), address.word("period"))
    choice = offered(office(), actor(), *asked, now())
    found = sheet(office(), actor(), choice.of.id, choice.period.key, choice.scope, now()) if choice else None
    if choice is None or found is None or isinstance(found, Refusal):
        _nothing()
        return
    paper = printed(office(), found)
    with st.container(key="statistics_head", gap="small"):
        st.html(html.head(t("shell.page.tables"), note=say(found.table.about) if found.table.about else ""))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="board_head"):
            _choices(choice)
            st.space("stretch")
            if holds(actor(), ADMIN) and st.button(t("table.edit"), icon=":material/edit:", key="statistics_edit"):
                go("table_edit", table=choice.of.id)
            _exports(paper)
            draw_annual(choice)
    draw_state(found)
    with st.container(border=True, key="card_statistics"):
        statistics_table.draw(paper, found)
    board_list.draw()


def _nothing() -> None:
    st.html(html.head(t("shell.page.tables")))
    with st.container(border=True, key="card_nothing"):
        st.html(html.empty(t("statistics.nothing"), t("statistics.nothing_note", how=for_role())))


def _choices(choice: Offered) -> None:
    titles = {k.id: f"{k.table.number}　{say(k.table.title)}" for k in choice.tables}
    _select("table", titles, choice.of.id, 320, ("period",))
    states = {p.key: f"{say(p.title)}　{t(f'statistics.state.{state}')}" for p, state in choice.periods}
    _select("period", states, choice.period.key, 216)
    if len(choice.scopes) > 1:
        _select("scope", {code or "": say(name) for code, name in choice.scopes}, choice.scope, 152)


def _select(name: str, options: dict[str, str], chosen: str, width: int, dropped: tuple[str, ...] = ()) -> None:
    key = f"statistics_{name}"
    st.session_state[key] = chosen
    st.selectbox(
        t(f"statistics.choose.{name}"), list(options), format_func=lambda k: options.get(k, k), key=key, width=width,
        on_change=_choose, args=(name, key, dropped),
    )  # fmt: skip


def _choose(name: str, key: str, dropped: tuple[str, ...]) -> None:
    address.change(*dropped, **{name: st.session_state[key]})


def _exports(paper: Printed) -> None:
    name = f"{paper.table.number} {say(paper.table.title)} {say(paper.period)} {say(paper.scope)}"
    st.download_button(
        t("statistics.excel"), partial(workbook, paper, lang()), f"{name}.xlsx", _XLSX, icon=":material/download:",
        on_click="ignore", key="statistics_xlsx",
    )  # fmt: skip
    st.download_button(
        t("statistics.csv"), partial(plain, paper, lang()), f"{name}.csv", "text/csv", on_click="ignore",
        key="statistics_csv",
    )  # fmt: skip
    with st.container(width="content"):
        print_buttons({p: t(f"statistics.print_{p}") for p in ("a4l", "a3l")})


page()
