"""联合审查: who is asked about what, what they said as far as one may see it, and how it stands, row by row."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import say, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.case_matrix import draw_matrix, fits
from pages.parts.case_said import drawn, head, people
from pages.parts.opinion_dialog import ask_opinion
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView


def draw_rounds(view: CaseView) -> None:
    """A card for each round that the case is or was in; earlier visits folded."""
    for n, each in enumerate(view.rounds):
        with st.container(border=True, key=f"card_round_{each.key}_{each.visit}", gap="small"):
            several = sum(r.key == each.key for r in view.rounds) > 1
            st.html(html.section(say(each.round.title), _note(each, newest=n == 0, several=several)))
            if n == 0 or each.now:
                _now(view, each)
            else:
                st.html(_folded(view, each))


def _note(each: RoundView, *, newest: bool, several: bool) -> str:
    """How it is held, how far it is, and who sees what when."""
    asked = [a for about in each.about for a in about.asked if a.state != "closed"]
    parts = [t(f"round.mode_{each.round.mode.replace(' ', '_')}")]
    parts += [t("round.visit", n=each.visit)] if several else []
    parts.append(t("round.count", given=sum(a.given for a in asked), count=len(asked)))
    parts += [t("round.complete")] if each.complete and newest else []
    parts.append(t("round.seen_apart" if each.apart else f"round.seen_{each.round.others_seen.replace(' ', '_')}"))
    return join(parts)


def _now(view: CaseView, each: RoundView) -> None:
    if fits(each):
        draw_matrix(view, each)
        return
    for about in each.about:
        mine = [a for a in about.asked if a.mine]
        if mine:
            _to_answer(view, each, about, mine[0])
        else:
            st.html(drawn(view, each, about))


def _to_answer(view: CaseView, each: RoundView, about: About, mine: Asked) -> None:
    """A row with the button for one's own opinion in its head."""
    with st.container(gap=None, key=f"about_{mine.task}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_about_{mine.task}"):
            st.html(head(view, each, about), width="stretch")
            st.button(
                t("round.change" if mine.given else "round.give"), key=f"opine_{mine.task}",
                type="tertiary", icon=":material/edit_note:",
                on_click=partial(ask_opinion, view.id, mine),
            )  # fmt: skip
        st.html(people(view, each, about))


def _folded(view: CaseView, each: RoundView) -> str:
    rows = "".join(drawn(view, each, about) for about in each.about)
    return f'<details class="before"><summary>{e(t("round.earlier"))}</summary>{rows}</details>'
