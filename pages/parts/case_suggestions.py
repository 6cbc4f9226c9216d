"""建议采纳情况: every suggestion of a round, what became of it, and the answer of whoever may give it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.text import Message
from forms.values import new_id
from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from pages.parts.told import tell, told
from workflows.cases.view import CaseView
from workflows.engine.suggestions import VERDICTS
from workflows.engine.types import Refusal
from workflows.summary import wording
from workflows.summary.points import Point
from workflows.summary.service import answer, merge
from workflows.summary.sheet import Sheet

CARD, SHOWN = "suggestions", 20
TONES: dict[str, html.Tone] = {"adopted": "", "partly": "", "rejected": "bad"}
SHAPES = {"adopted": "✓", "partly": "◐", "rejected": "✕"}
"""What stands before the word, so that colour alone does not say it."""


def draw_suggestions(view: CaseView, sheet: Sheet) -> None:
    """A card where the round asks for suggestions: how many, how far they are answered, and each."""
    if sheet.view.round.suggestions is None or (not sheet.points and view.ended):
        return
    with st.container(border=True, key="card_suggestions", gap="small"):
        points = _head(view, sheet)
        told(CARD)
        if not sheet.points:
            st.html(html.muted(t("summed.none_suggest")))
        key = f"suggestions_all_{view.id}"
        some = points if st.session_state.get(key) else points[:SHOWN]
        for point in some:
            _point(view, sheet, point)
        if len(points) > len(some):
            more = partial(st.session_state.update, {key: True})
            st.button(t("round.rest", count=len(points) - len(some)), key=f"{key}_do", type="tertiary", on_click=more)


def _head(view: CaseView, sheet: Sheet) -> list[Point]:
    """The title and the tools; the points that are wanted."""
    open_ = [p for p in sheet.points if p.answer is None]
    mine = [p for p in sheet.points if p.why_not is None]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="row_suggestions"):
        note = t("summed.progress", count=len(sheet.points), answered=sheet.answered) if sheet.points else ""
        st.html(html.section(t("summed.suggestions"), note), width="stretch")
        only = 0 < len(open_) < len(sheet.points) and st.toggle(
            t("summed.waits_show", count=len(open_)), key=f"suggestions_open_{view.id}"
        )
        if len(mine) > 1:
            _merging(view, sheet, mine)
        if len([p for p in open_ if p.last and p.why_not is None]) > 1:
            st.button(
                t("summed.rest", count=len(open_)), key="suggestions_rest", on_click=_adopt_rest, args=(view.id,),
            )  # fmt: skip
    return open_ if only else list(sheet.points)


def _merging(view: CaseView, sheet: Sheet, points: list[Point]) -> None:
    """Suggestions that are the same, chosen by hand."""
    turn = f"{view.id}_{view.revision}"
    with st.popover(t("summed.merge"), key=f"merging_{turn}", type="tertiary"):
        by_id = {p.ids: p for p in points}
        st.multiselect(
            t("summed.merge_which"), list(by_id), key=f"merge_{turn}",
            format_func=lambda i: f"{by_id[i].number}　{by_id[i].texts[0]}",
        )  # fmt: skip
        st.button(t("summed.merge_do"), key=f"merge_do_{turn}", type="primary", on_click=_merge, args=(view.id, turn))


def _point(view: CaseView, sheet: Sheet, point: Point) -> None:
    key = f"suggestion_{view.id}_{point.suggestions[0].id}"
    with st.container(gap="xsmall", key=f"point_{point.suggestions[0].id}"):
        st.html(_drawn(sheet, point))
        told(key)
        if point.why_not is not None:
            return
        if point.answer is None or st.session_state.get(f"{key}_again"):
            _controls(view, point, key)
        else:
            _after(view, point, key)


def _drawn(sheet: Sheet, point: Point) -> str:
    """The words, whose they are, and what became of them."""
    texts = "".join(f"<p>{html.e(text)}</p>" for text in point.texts)
    whose = join(("、".join(wording.proposers(sheet, point, lang())), *map(say, point.fields), _merged(point)))
    return (
        f'<div class="point"><b>{point.number}</b><div>{texts}<small>{html.e(whose)}</small>{_answered(point)}</div>'
        f"{_chip(point)}</div>"
    )


def _merged(point: Point) -> str:
    count = len(point.suggestions)
    return t("summed.merged", count=count) if count > 1 else ""


def _chip(point: Point) -> str:
    words = wording.verdict(point, lang())
    if point.answer is None:
        return html.chip(words, "idle")
    return html.chip(f"{SHAPES[point.answer.verdict]} {words}", TONES[point.answer.verdict])


def _answered(point: Point) -> str:
    if point.answer is None:
        return ""
    who = join((wording.by(point, lang()), moment(point.answer.at)))
    because = f"<q>{html.e(point.answer.because)}</q>" if point.answer.because else ""
    return f'<div class="because">{because}<small>{html.e(who)}</small></div>'


def _controls(view: CaseView, point: Point, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}"):
        st.segmented_control(
            t("summed.verdict"), VERDICTS, key=f"{key}_verdict", label_visibility="collapsed",
            format_func=lambda v: say(Message(f"suggestion.{v}")),
        )  # fmt: skip
        st.text_input(
            t("summed.because"), key=f"{key}_because", placeholder=t("summed.because"), label_visibility="collapsed"
        )
        st.button(t("summed.answer"), key=f"{key}_do", on_click=_answer, args=(view.id, point.ids, key))


def _after(view: CaseView, point: Point, key: str) -> None:
    """What can be done with one that has its answer."""
    with st.container(horizontal=True, gap="small", key=f"row_{key}_after"):
        again = partial(st.session_state.update, {f"{key}_again": True})
        st.button(t("summed.again"), key=f"{key}_anew", type="tertiary", on_click=again)
        if len(point.suggestions) > 1:
            st.button(
                t("summed.apart"), key=f"{key}_apart", type="tertiary", on_click=_apart, args=(view.id, point.ids),
            )  # fmt: skip


def _answer(case: int, ids: str, key: str) -> None:
    verdict, because = st.session_state.get(f"{key}_verdict") or "", st.session_state.get(f"{key}_because") or ""
    done = answer(office(), actor(), case, ids, verdict, because, new_id(), now())
    if isinstance(done, Refusal):
        tell(key, done)
    else:
        st.session_state.pop(f"{key}_again", None)


def _adopt_rest(case: int) -> None:
    _say(answer(office(), actor(), case, "*", VERDICTS[0], "", new_id(), now()))


def _merge(case: int, turn: str) -> None:
    _say(merge(office(), actor(), case, st.session_state.get(f"merge_{turn}") or [], new_id(), now()))


def _apart(case: int, ids: str) -> None:
    _say(merge(office(), actor(), case, [ids], new_id(), now(), apart=True))


def _say(outcome: object) -> None:
    if isinstance(outcome, Refusal):
        tell(CARD, outcome)
