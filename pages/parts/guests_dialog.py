"""邀请: experts and third parties are asked by a link that opens one task; renewed, and revoked."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from pages.parts.case_memory import ask, memory
from pages.parts.host import host
from pages.parts.verb_fields import task_title
from pages.web.by_link import PATH
from workflows.cases.view import CaseView
from workflows.engine.types import Refusal
from workflows.people import guests
from workflows.people.guests import Invited

INVITE = "verb:invite"


def draw_invite_button(view: CaseView) -> None:
    """In the menu of the rail, for whoever may invite or has."""
    if view.invitable or view.guests:
        st.button(
            t("invite.button"), key="verb_invite", type="tertiary", icon=":material/link:",
            on_click=partial(ask, view.id, INVITE),
        )  # fmt: skip


def draw_invite_dialog(view: CaseView) -> None:
    if memory(view.id).dialog == INVITE:
        st.dialog(t("invite.title"), width="medium", on_dismiss=partial(_close, view.id))(_body)(view)


def _close(case_id: int) -> None:
    ask(case_id, "")
    for what in ("link", "told"):
        st.session_state.pop(_key(case_id, what), None)


def _body(view: CaseView) -> None:
    if memory(view.id).dialog != INVITE or st.session_state.pop(_key(view.id, "changed"), False):
        st.rerun()  # the list is that of the page, which is drawn anew
    _link(view)
    titles = {task.id: task_title(task) for task in view.tasks}
    rows = {task.id: join((say(task.row_title) if task.row_title else "", say(task.role))) for task in view.tasks}
    for each in view.guests:
        _guest(view, each, rows.get(each.task, ""))
    if view.invitable:
        _form(view, titles)
    if refused := st.session_state.get(_key(view.id, "told")):
        st.html(html.notice(say(refused.message), tone="bad"))


def _link(view: CaseView) -> None:
    """The link, this once."""
    if secret := st.session_state.get(_key(view.id, "link")):
        st.html(html.notice(t("invite.once"), t("invite.once_note")))
        st.code(f"{host()}{PATH}?token={secret}", language=None, wrap_lines=True)


def _guest(view: CaseView, each: Invited, task: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"guest_{each.task}_{each.name}"):
        st.html(html.lines([(join((each.name, each.contact)), join((task, _standing(each))))]), width="stretch")
        if task:
            st.button(t("invite.renew"), key=f"renew_{each.task}", on_click=partial(_renew, view.id, each.task))
            st.button(t("invite.revoke"), key=f"revoke_{each.task}", on_click=partial(_revoke, view.id, each.task))


def _standing(each: Invited) -> str:
    if each.inside:
        return t("invite.inside")
    return t("invite.until", at=moment(each.until)) if each.until else t("invite.over")


def _form(view: CaseView, titles: dict[int, str]) -> None:
    st.html(html.muted(t("invite.note")))
    key = partial(_key, view.id)
    asked = {each.task for each in view.guests}
    tasks = sorted(view.invitable, key=lambda task: task in asked)  # those that nobody was invited to come first
    st.selectbox(t("invite.task"), tasks, key=key("task"), format_func=lambda i: titles.get(i, ""))
    with st.container(horizontal=True, gap="small"):
        st.text_input(t("invite.name"), key=key("name"), max_chars=guests.LONGEST_NAME)
        st.text_input(t("invite.contact"), key=key("contact"), max_chars=guests.LONGEST_CONTACT)
        st.number_input(t("invite.days"), 1, guests.MOST_DAYS, view.link_days, key=key("days"), width=140)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("case.cancel"), key="invite_no", type="tertiary", on_click=partial(_close, view.id))
        st.button(t("invite.make"), key="invite_yes", type="primary", on_click=partial(_invite, view))


def _invite(view: CaseView) -> None:
    """Reads the fields as they are now."""
    held = {k: st.session_state.get(_key(view.id, k)) for k in ("task", "name", "contact", "days")}
    task = int(held["task"] or view.invitable[0])
    name, contact, days = str(held["name"] or ""), str(held["contact"] or ""), int(held["days"] or view.link_days)
    _told(view.id, guests.invite(office(), actor(), task, name, contact, now(), days))


def _renew(case_id: int, task: int) -> None:
    _told(case_id, guests.renew(office(), actor(), task, now()))


def _revoke(case_id: int, task: int) -> None:
    _told(case_id, guests.revoke(office(), actor(), task, now()) or "")


def _told(case_id: int, outcome: str | Refusal) -> None:
    refused = isinstance(outcome, Refusal)
    st.session_state[_key(case_id, "told")] = outcome if refused else None
    st.session_state[_key(case_id, "link")] = "" if refused else outcome
    if not refused:
        st.session_state[_key(case_id, "changed")] = True
        for field in ("task", "name", "contact"):
            st.session_state.pop(_key(case_id, field), None)


def _key(case_id: int, what: str) -> str:
    return f"invite:{case_id}:{what}"
