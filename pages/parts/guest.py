"""What somebody sees who came by a link: one case, one question, and thanks; no menu, no search, nothing else."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import case_look as look
from pages.parts import html
from pages.parts.case_given import draw_given, forget, given_values
from pages.parts.case_memory import memory, settle
from pages.parts.case_sheet import draw_paper
from pages.parts.case_told import not_done
from pages.parts.frame import depart, other_language
from pages.parts.lights import calendar, light
from pages.widgets import plain
from workflows.cases.act import act
from workflows.cases.by_link import CameFor, came_for
from workflows.engine.types import Action, Refusal
from workflows.people.listing import Badge

USE = "opinion"


def guest(mine: Badge) -> None:
    """The whole page."""
    _top(mine)
    found = came_for(office(), actor(), now())
    if found is None or found.closed:
        _card(t("guest.gone"), t("guest.gone_note"))
    elif found.done:
        _card(t("guest.thanks"), _thanks(found))
    else:
        _ask(found)
    depart()


def _top(mine: Badge) -> None:
    """Whose office it is, who one is, and the other language."""
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="small"):
        words = f"<b>{html.e(say(mine.office))}</b><span>{html.e(t('shell.product'))}</span>"
        st.html(f'<div class="guest"><img src="/assets/mark.svg" alt="">{words}</div>', width="stretch")
        st.html(f'<span class="muted">{html.e(t("guest.you", name=mine.name))}</span>', width="content")
        st.button(t("shell.language"), key="guest_language", type="tertiary", on_click=other_language)


def _card(title: str, note: str) -> None:
    with st.container(border=True, key="card_guest"):
        st.html(html.empty(title, note))


def _thanks(found: CameFor) -> str:
    at = look.moment(found.asked.at) if found.asked.at else ""
    return t("guest.thanks_note", at=at, title=found.view.title)


def _ask(found: CameFor) -> None:
    view = found.view
    st.html(html.head(say(view.title), note=_line(found)))
    st.html(html.notice(t("guest.asked", round=found.round.round.title), t("guest.asked_note")))
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small"):
            draw_paper(view)
        with st.container(width=360, gap="small", key="rail"):
            _form(found)


def _line(found: CameFor) -> str:
    row = say(found.about.label) if found.about.row else ""
    due = light(found.asked.due or found.view.due, calendar())
    return look.join((found.view.number or "", row, *((due[1], due[2]) if due else ())))


def _form(found: CameFor) -> None:
    view, told = found.view, memory(found.view.id)
    with st.container(border=True, key="card_opinion", gap="xsmall"):
        st.html(html.section(t("guest.opinion"), say(found.about.label)))
        draw_given(view, USE, found.round.form, told.refused[1].findings if told.refused else ())
        st.button(
            plain(t("guest.send")), key="guest_send", type="primary", width="stretch", on_click=partial(_send, found),
        )  # fmt: skip
        st.html(html.muted(t("guest.once")))
        if told.refused:  # below the button, which does not move
            st.html(not_done(*told.refused))


def _send(found: CameFor) -> None:
    """Reads the fields as they are now."""
    view = found.view
    given = given_values(view, USE, found.round.form)
    key = memory(view.id).key(USE, view.revision)
    action = Action(actor(), "", view.revision, key, given, verb="opinion", task=found.asked.task)
    if settle(view.id, Message("round.give_opinion"), act(office(), view.id, action, now()), _stays):
        forget(view.id, USE)


def _stays(_refusal: Refusal) -> bool:
    return True
