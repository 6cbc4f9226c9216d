"""How far a period is, and what may be done with it: close it, compare it with what comes out now, correct it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from html import escape as e
from typing import Literal, NamedTuple

import streamlit as st

from forms.chars import half_width
from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.told import tell, told
from workflows.boards.figure import Amount
from workflows.engine.types import Refusal
from workflows.statistics.closing import close, compare, correct, correctable, take
from workflows.statistics.comparing import Cause, Difference
from workflows.statistics.figures import Figures, Place
from workflows.statistics.layout import column_titles, shown
from workflows.statistics.sheet import Sheet

CARD, DIALOG = "statistics", "statistics_dialog"
_OPEN = "_statistics_open"
TONES: dict[str, html.Tone] = {"running": "idle", "open": "idle", "closed": "end", "corrected": ""}
NAMED = 8
"""So many cases are named for a difference."""


class Key(NamedTuple):
    """Which table of which period and scope."""

    table: str
    period: str
    scope: str


def draw_state(sheet: Sheet) -> None:
    """The strip above the table, with the buttons of who may press them."""
    key = Key(sheet.of.id, sheet.figures.period.key, sheet.figures.scope)
    told(CARD)
    with st.container(border=True, key="card_state"), st.container(
        horizontal=True, vertical_alignment="center", gap="small"
    ):
        words = "　".join(_words(sheet))
        chip = html.chip(t(f"statistics.state.{sheet.state}"), TONES[sheet.state])
        st.html(f'<p class="muted">{chip}　{e(words)}</p>', width="stretch")
        _buttons(sheet, key)
    _dialog(sheet, key)


def _words(sheet: Sheet) -> list[str]:
    """When it was closed and corrected, or by when it is to be and why it is not."""
    said = []
    if sheet.versions:
        first = sheet.versions[0]
        at = dates.moment(first.at, office().zone, office().today(now()))
        said.append(t("statistics.closed_by", at=at, by=say(first.by)))
        if len(sheet.versions) > 1:
            said.append(t("statistics.corrected_times", count=len(sheet.versions) - 1))
        return said
    if sheet.due is not None:
        said.append(t("statistics.due", on=sheet.due.isoformat()))
    said.append(say(sheet.why_not.message) if sheet.why_not else t("statistics.may_close"))
    return said


def _buttons(sheet: Sheet, key: Key) -> None:
    if sheet.why_not is None:
        _button("close", "lock", "primary")
    if sheet.may_compare:
        _button("compare", "difference", "secondary")
    if sheet.may_correct:
        _button("correct", "edit_note", "secondary")


def _button(name: str, icon: str, kind: str) -> None:
    st.button(
        t(f"statistics.{name}"), icon=f":material/{icon}:", type="primary" if kind == "primary" else "secondary",
        key=f"statistics_{name}", on_click=_open, args=(name,),
    )  # fmt: skip


def _open(name: str) -> None:
    st.session_state[_OPEN] = name


def _shut() -> None:
    st.session_state.pop(_OPEN, None)


def _dialog(sheet: Sheet, key: Key) -> None:
    bodies = {"close": _closing, "compare": _comparing, "correct": _correcting}
    name = st.session_state.get(_OPEN)
    if name in bodies:
        width: Literal["medium", "large"] = "large" if name == "compare" else "medium"
        st.dialog(t(f"statistics.{name}_title"), width=width, on_dismiss=_shut)(bodies[name])(sheet, key)


def _still_open() -> None:
    """Done: the page shows it."""
    if not st.session_state.get(_OPEN):
        st.rerun()
    told(DIALOG)


def _closing(sheet: Sheet, key: Key) -> None:
    _still_open()
    figures = sheet.figures
    about = {"table": say(sheet.table.title), "period": say(figures.period.title), "scope": say(figures.called)}
    st.html(html.notice(t("statistics.close_ask", **about), t("statistics.close_note")))
    for rule, where in sheet.broken:
        st.html(html.notice(say(Message("statistics.broken", {"rule": rule, "where": where})), tone="bad"))
    st.button(t("statistics.close_now"), type="primary", key="statistics_close_now", on_click=_close, args=(key,))


def _close(key: Key) -> None:
    _done(close(office(), actor(), *key, now()), t("statistics.done.close"))


def _done(refused: Refusal | None, words: str) -> None:
    if refused:
        tell(DIALOG, refused)
        return
    tell(CARD, words)
    _shut()


def _comparing(sheet: Sheet, key: Key) -> None:
    _still_open()
    found = compare(office(), actor(), *key, now())
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    if not found:
        st.html(html.empty(t("statistics.no_difference"), t("statistics.no_difference_note")))
        return
    st.html(html.section(t("statistics.differences", count=len(found)), t("statistics.differences_note")))
    st.html(_differences(found, sheet.figures))
    if sheet.may_correct and not all(d.by_hand for d in found):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input(t("statistics.reason"), key="statistics_take_why", width="stretch")
            st.button(t("statistics.take"), type="primary", key="statistics_take", on_click=_take, args=(key,))


def _differences(found: tuple[Difference, ...], figures: Figures) -> str:
    columns = {k: say(v) for k, v in column_titles(figures.table).items()}
    heads = "".join(f"<th>{e(t(f'statistics.difference.{h}'))}</th>" for h in ("cell", "kept", "now", "why"))
    rows = "".join(
        f"<tr><td>{e(say(d.row))}<small>{e(columns[d.place[1]])}</small></td><td>{e(shown(d.kept))}</td>"
        f"<td>{e(shown(d.now))}</td><td>{_causes(d)}</td></tr>"
        for d in found
    )
    return f'<table class="files differences"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _causes(of: Difference) -> str:
    if of.by_hand:
        return e(t("statistics.difference.by_hand"))
    if not of.told:
        return e(t("statistics.difference.unknown"))
    parts = [_named("came", of.came), _named("gone", of.gone)]
    parts += [e(t("statistics.difference.hidden", count=of.hidden))] if of.hidden else []
    return "<br>".join(p for p in parts if p)


def _named(code: str, causes: tuple[Cause, ...]) -> str:
    if not causes:
        return ""
    names = [c.name for c in causes[:NAMED]]
    more = t("statistics.difference.more", count=len(causes)) if len(causes) > NAMED else ""
    return e(t(f"statistics.difference.{code}", names=t("shell.and").join(names), more=more))


def _take(key: Key) -> None:
    reason = st.session_state.get("statistics_take_why", "")
    _done(take(office(), actor(), *key, reason, now()), t("statistics.done.correct"))


def _correcting(sheet: Sheet, key: Key) -> None:
    _still_open()
    figures, cells = sheet.figures, correctable(sheet.figures)
    rows = [h.key for h in figures.heads if any(h.key == row for row, _ in cells)]
    columns = {k: say(v) for k, v in column_titles(sheet.table).items() if any(k == column for _, column in cells)}
    st.html(html.notice(t("statistics.correct_note")))
    row = st.selectbox(
        t("statistics.row"), rows, format_func=lambda k: say(figures.titles[k]), key="statistics_fix_row"
    )
    column = st.selectbox(
        t("statistics.column"), list(columns), format_func=lambda k: columns[k], key="statistics_fix_column"
    )
    with st.container(horizontal=True, gap="small"):
        now_there = shown(figures.values.get((row, column)))
        st.html(html.locked(t("statistics.before"), now_there), width=160)
        st.text_input(t("statistics.after"), key="statistics_fix_value", width=160)
        st.text_input(t("statistics.reason"), key="statistics_fix_why", width="stretch")
    st.button(
        t("statistics.correct_now"), type="primary", key="statistics_correct_now",
        on_click=partial(_correct, key, (row, column)),
    )  # fmt: skip


def _correct(key: Key, place: Place) -> None:
    value = _number(st.session_state.get("statistics_fix_value", ""))
    if value is None:
        tell(DIALOG, Refusal(Message("statistics.no_number")))
        return
    reason = st.session_state.get("statistics_fix_why", "")
    _done(correct(office(), actor(), *key, {place: value}, reason, now()), t("statistics.done.correct"))


def _number(text: str) -> Amount | None:
    """What was typed as a figure; None for what is none."""
    try:
        found = Decimal(half_width(text).replace(",", "").strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found) >= 10**15 or found < 0:
        return None
    return int(found) if found == found.to_integral_value() else found
